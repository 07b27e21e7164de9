// SPDX-License-Identifier: Apache-2.0
// Prints reports with the features of each report, sentence and phrase, one report a line: what train.py learns from.
//
//     train_roles_dump MODEL GAZETTEER KNOWLEDGE REPORTS.jsonl FEATURES.bin > phrases.jsonl
//     train_roles_dump MODEL GAZETTEER KNOWLEDGE REPORTS.jsonl FEATURES.bin ROLES.bin > incidents.jsonl
//
// FEATURES.bin has the hashes one after the other; phrases.jsonl says how many belong to what.
#include <fstream>
#include <iostream>

#include "base/file.h"
#include "base/json.h"
#include "base/strings.h"
#include "extract/extract.h"
#include "extract/incident_telling.h"
#include "extract/slot_fillers.h"
#include "extract/phrases_of.h"
#include "extract/roles.h"
#include "parse/paragraphs.h"

namespace sitrep {
namespace {

Json span_of(const Document& d, TokenRange range) {
  const Span span = d.span_of(range);
  return Json::array({span.begin, span.end});
}

/// The ways to name a phrase: without its first words, one by one; with what stands behind it.
Json variants_of(const Tree& tree, const RoleCandidate& c) {
  const Document& d = tree.document();
  Json list = Json::array();
  for (std::uint32_t begin = c.phrase.begin; begin < c.phrase.end; ++begin) list.push_back(span_of(d, {begin, c.phrase.end}));
  std::uint32_t end = c.phrase.end;
  for (const std::uint32_t child : tree.children(c.head)) {
    if (child < end || (tree[child].dep != Dep::prep && tree[child].dep != Dep::acl && tree[child].dep != Dep::relcl && tree[child].dep != Dep::appos)) continue;
    for (std::uint32_t begin = c.phrase.begin; begin < c.phrase.end; ++begin) list.push_back(span_of(d, {begin, tree.subtree(child).end}));
  }
  const TokenRange bare = bare_phrase(tree, c.phrase);
  if (bare.begin > c.phrase.begin) std::swap(list[0], list[bare.begin - c.phrase.begin]);  // the bare phrase first
  return list;
}

/// What a reader of the reading would call it: its name when the report has it, and its mentions.
Json names_of(const std::string& text, const Entity& e) {
  Json list = Json::array({e.name});
  for (const Span span : e.mentions) list.push_back(std::string(span.of(text)));
  return list;
}

using Write = std::function<std::size_t(const HashList&)>;

void dump_incidents(const Report& report, const IncidentContext& context, const Write& write) {
  Json list = Json::array();
  const std::vector<OpenIncident> incidents = find_open_incidents(context);
  const WholeReport whole(context.roles);
  const ReportFillers in_report(context, incidents);
  for (const OpenIncident& h : incidents) {
    if (!is_weighed(context, h)) continue;
    HashList hashes;
    telling_features(context, whole, incidents, h, hashes);
    Json one{{"kind", h.incident.kind}, {"features", write(hashes)}};
    one["fillers"] = Json::array();
    const SlotFillers fillers(in_report, h);
    for (const SlotFiller& filler : fillers.all()) {
      HashList own;
      fillers.features(filler, own);
      one["fillers"].push_back({{"role", static_cast<int>(filler.role) - 1}, {"names", names_of(report.text, context.entities.list[filler.id.index])}, {"weighed", fillers.is_weighed(filler)}, {"features", write(own)}});
    }
    list.push_back(one);
  }
  std::cout << to_line({{"id", report.id}, {"incidents", list}}) << '\n';
}

void dump_phrases(const Report& report, const RoleContext& context, const Write& write) {
  const Tree& tree = context.tree;
  const Document& document = tree.document();
  const RoleFeatures features(context);
  HashList list;
  Json line{{"id", report.id}};
  features.of_report(list);
  line["features"] = write(list);
  Json sentences = Json::array();
  for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
    list.clear();
    features.of_sentence(s, list);
    sentences.push_back({{"span", span_of(document, document.sentences[s])}, {"features", write(list)}});
  }
  line["sentences"] = sentences;
  Json candidates = Json::array();
  const std::vector<RoleCandidate> found = role_candidates(tree, context.entities);
  for (const RoleCandidate& c : found) {
    list.clear();
    features.of_candidate(c, list);
    Json one{{"sentence", document.sentence_of[c.head]}, {"entity", c.entity ? static_cast<int>(c.entity->index) : -1}, {"variants", variants_of(tree, c)}, {"features", write(list)}};
    candidates.push_back(one);
  }
  line["candidates"] = candidates;
  Json clusters = Json::array();
  for (const RoleCluster& cluster : cluster_candidates(tree, found)) {
    list.clear();
    cluster_features(context, cluster, list);
    clusters.push_back({{"candidates", cluster.candidates}, {"features", write(list)}});
  }
  line["clusters"] = clusters;
  std::cout << to_line(line) << '\n';
}

}  // namespace
}  // namespace sitrep

int main(int argc, char** argv) {
  using namespace sitrep;
  if (argc < 6 || argc > 7) return std::cerr << "usage: train_roles_dump MODEL GAZETTEER KNOWLEDGE REPORTS.jsonl FEATURES.bin [ROLES.bin]\n", 2;
  const Pipeline pipeline = Pipeline::load(argv[1]);
  Knowledge knowledge = Knowledge::load(argv[3], argv[2]);
  if (argc == 7) knowledge.roles = RoleModel::from_file(argv[6]);
  Pipeline::Scratch scratch = pipeline.new_scratch();
  std::ofstream hashes(argv[5], std::ios::binary);
  const auto write = [&](const HashList& list) {
    hashes.write(reinterpret_cast<const char*>(list.data()), static_cast<std::streamsize>(list.size() * sizeof(list[0])));
    return list.size();
  };
  const std::string text = read_file(argv[4]);
  for (const std::string_view row : split(text, '\n')) {
    if (trimmed(row).empty()) continue;
    const Json json = parse_json(row, argv[4]);
    Report report;
    report.id = json["id"];
    report.text = json["text"];
    if (json["published"].is_string()) report.published = json["published"];
    if (json["dateline"].is_string()) report.dateline = json["dateline"];
    const std::string_view view = report.text;
    Watcher watcher;
    if (argc == 7) watcher.before_incidents = [&](const IncidentContext& context) { dump_incidents(report, context, write); };
    else watcher.before_roles = [&](const RoleContext& context) { dump_phrases(report, context, write); };
    read(report, parse_by_paragraph(pipeline, std::span(&view, 1), scratch).front(), knowledge, watcher);
  }
}
