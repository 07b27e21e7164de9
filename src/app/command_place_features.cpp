// SPDX-License-Identifier: Apache-2.0
// `sitrep place-features`: what the search for places sees, for training its weights (tools/train_places.py). Not for users.
#include <iostream>

#include "app/commands.h"
#include "app/data_paths.h"
#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/json.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "extract/place_resolution.h"
#include "knowledge/place_knowledge.h"
#include "parse/pipeline.h"

namespace sitrep {
namespace {

/// One line a proposal: text, begin and end (code points), features.
void write_proposals(const std::string& id, const Document& document, const PlaceNameFinder& finder, const CodePointIndex& index) {
  std::vector<std::string> spelled;
  for (const PlaceName& proposal : finder.proposals()) {
    spelled.clear();
    FeatureList features(&spelled);
    finder.describe(proposal, features);
    const Span span = document.span_of(proposal.tokens);
    std::cout << format("{}\t{}\t{}\t{}\n", id, index.code_point_at(span.begin), index.code_point_at(span.end), fmt::join(spelled, "\t"));
  }
}

/// One line a group of mentions, then one a candidate: GeoNames id, coordinates, feature code, features.
void write_candidates(const std::string& id, const Document& document, const PlaceKnowledge& knowledge, PlaceResolver& resolver,
                      const std::vector<PlaceName>& names, const CodePointIndex& index, bool in_report) {
  resolver.first_round();
  std::vector<std::string> spelled;
  for (std::uint32_t g = 0; g < resolver.groups().size(); ++g) {
    const PlaceGroup& group = resolver.groups()[g];
    std::cout << "group\t" << id;
    for (const std::uint32_t mention : group.mentions) {
      const Span span = document.span_of(names[mention].tokens);
      std::cout << format("\t{},{}", index.code_point_at(span.begin), index.code_point_at(span.end));
    }
    std::cout << '\n';
    resolver.focus(g);
    for (const PlaceChoice& candidate : group.candidates) {
      spelled.clear();
      FeatureList features(&spelled);
      if (in_report) resolver.describe_in_report(group, candidate, features);
      else resolver.describe_alone(group, candidate, features);
      const auto point = candidate.place ? knowledge.base.entry(*candidate.place).point() : std::nullopt;
      std::cout << format("candidate\t{}\t{}\t{}\t{}\t{}\n", candidate.place ? std::to_string(knowledge.base.entry(*candidate.place).geonameid) : "none",
                          point ? format("{:.5f}", point->lat) : "-", point ? format("{:.5f}", point->lon) : "-",
                          candidate.place ? knowledge.base.feature(*candidate.place) : "-", fmt::join(spelled, "\t"));
    }
  }
}

/// The names that the report's line gives as "toponyms": [{"start", "end"}].
std::vector<PlaceName> given_names(const Json& line, const Document& document, const PlaceNameFinder& finder, const CodePointIndex& index) {
  std::vector<PlaceName> names;
  std::uint32_t token = 0;
  for (const Json& given : line.at("toponyms")) {
    const Span span{index.byte_at(given.at("start").get<std::uint32_t>()), index.byte_at(given.at("end").get<std::uint32_t>())};
    while (token < document.tokens.size() && document.tokens[token].span.end <= span.begin) ++token;
    TokenRange tokens{token, token};
    while (tokens.end < document.tokens.size() && document.tokens[tokens.end].span.begin < span.end) ++tokens.end;
    if (tokens.size() > 0) names.push_back(finder.looked_up(tokens));
    token = tokens.end;
  }
  return names;
}

int run(const Arguments& arguments) {
  const DataPaths data = find_data();
  const PlaceKnowledge knowledge = PlaceKnowledge::load(data.gazetteer, data.knowledge);
  const Pipeline pipeline = Pipeline::load(data.model);
  Pipeline::Scratch scratch = pipeline.new_scratch();
  const std::string what = arguments.value("of").value_or("names");
  if (what != "names" && what != "alone" && what != "report") throw Error(format("place-features: --of {}: names, alone or report is needed", what));
  for (const std::string& input : arguments.inputs()) {
    const std::string content = read_file(input);
    for (const std::string_view text : split(content, '\n')) {
      if (trimmed(text).empty()) continue;
      const Json line = parse_json(text, input);
      Report report;
      report.id = line.at("id").get<std::string>();
      report.text = repaired_utf8(line.at("text").get<std::string>());
      const Document document = pipeline.parse(report.text, scratch);
      const CodePointIndex index(report.text);
      const PlaceNameFinder finder(document, knowledge);
      if (what == "names") {
        write_proposals(report.id, document, finder, index);
        continue;
      }
      const std::vector<PlaceName> names = given_names(line, document, finder, index);
      PlaceResolver resolver(document, report, knowledge, finder, names);
      write_candidates(report.id, document, knowledge, resolver, names, index, what == "report");
    }
  }
  return exit_done;
}

constexpr Option options[] = {{"of", "WHAT", "names; or, for the places that each line gives, their candidates: alone, report", "names"}};
constexpr std::string_view examples[] = {"sitrep place-features --of report documents.jsonl"};

}  // namespace

extern const Command place_features_command;
const Command place_features_command{"place-features", "for developers: what the search for places is trained on", "FILE.jsonl…", options, examples, run};

}  // namespace sitrep
