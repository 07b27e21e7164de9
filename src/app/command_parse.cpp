// SPDX-License-Identifier: Apache-2.0
// `sitrep parse`: sentences, words and names of texts, as CoNLL-U or JSON. What the parser sees, without any opinion.
#include <iostream>

#include "app/commands.h"
#include "app/data_paths.h"
#include "app/sheet.h"
#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/json.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "parse/conllu.h"
#include "parse/pipeline.h"

namespace sitrep {
namespace {

struct NamedText {
  std::string name;
  std::string text;
};

/// Valid UTF-8, with a word to the user where it was not.
NamedText checked(std::string name, std::string text) {
  if (is_valid_utf8(text) && text.find('\0') == text.npos) return {std::move(name), std::move(text)};
  std::cerr << format("{}: not valid UTF-8, or with NUL; each bad byte is read as U+FFFD\n", name);
  return {std::move(name), repaired_utf8(text)};
}

std::vector<NamedText> texts_of_lines(const std::string& input, std::string_view lines) {
  std::vector<NamedText> texts;
  long number = 0;
  for (const std::string_view line : split(lines, '\n')) {
    const std::string where = format("{}:{}", input, ++number);
    if (trimmed(line).empty()) continue;
    const Json report = parse_json(line, where);
    if (!report.is_object() || !report.contains("text") || !report["text"].is_string())
      throw Error(format("{}: a report is an object with a text, as in {{\"text\": \"…\"}}", where));
    texts.push_back(checked(report.contains("id") && report["id"].is_string() ? report["id"].get<std::string>() : where, report["text"].get<std::string>()));
  }
  return texts;
}

std::vector<NamedText> texts_of(const std::string& input) {
  std::string content = read_file(input);
  if (input.ends_with(".jsonl")) return texts_of_lines(input, content);
  return {checked(input, std::move(content))};
}

Json json_of(const Token& token, std::uint32_t number, const CodePointIndex& index) {
  return {{"start", index.code_point_at(token.span.begin)}, {"end", index.code_point_at(token.span.end)}, {"text", token.text}, {"lemma", token.lemma},
          {"pos", name_of(token.pos)}, {"tag", name_of(token.tag)}, {"head", token.head == number ? Json() : Json(token.head)}, {"dep", name_of(token.dep)}};
}

/// Token numbers start at 0; the head of a root is null. Positions are code points.
Json json_of(const NamedText& source, const Document& document) {
  const CodePointIndex index(document.text);
  const auto range = [&](TokenRange tokens) {
    const Span span = document.span_of(tokens);
    return Json{{"start", index.code_point_at(span.begin)}, {"end", index.code_point_at(span.end)}};
  };
  Json json{{"id", source.name}, {"text", document.text}, {"sentences", Json::array()}, {"tokens", Json::array()}, {"entities", Json::array()}};
  for (const TokenRange sentence : document.sentences) json["sentences"].push_back(range(sentence));
  for (std::uint32_t i = 0; i < document.tokens.size(); ++i) json["tokens"].push_back(json_of(document.tokens[i], i, index));
  for (const NamedEntity& entity : document.entities) {
    json["entities"].push_back(range(entity.tokens));
    json["entities"].back()["label"] = name_of(entity.label);
    json["entities"].back()["text"] = document.span_of(entity.tokens).of(document.text);
  }
  return json;
}

std::filesystem::path model_of(const Arguments& arguments) {
  const std::string model = arguments.value("model").value_or("");
  const DataPaths data = find_data();
  return model.empty() ? data.model : model == "small" ? data.small_model : std::filesystem::path(model);
}

int run(const Arguments& arguments) {
  const Pipeline pipeline = Pipeline::load(model_of(arguments));
  Pipeline::Scratch scratch = pipeline.new_scratch();
  const ParseOptions options{!arguments.flag("keep-case")};
  std::vector<std::string> inputs = arguments.inputs();
  if (inputs.empty()) inputs.emplace_back("-");
  for (const std::string& input : inputs) {
    const std::vector<NamedText> texts = texts_of(input);
    std::vector<std::string_view> views;
    for (const NamedText& text : texts) views.emplace_back(text.text);
    const std::vector<Document> documents = pipeline.parse(views, scratch, options);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (arguments.flag("json"))
        std::cout << to_line(json_of(texts[i], documents[i])) << '\n';
      else
        std::cout << harmless_lines(format("# newdoc id = {}\n", texts[i].name) + to_conllu(documents[i]));
    }
  }
  return exit_done;
}

constexpr Option options[] = {
    {"json", "", "one document a line as JSON instead of CoNLL-U"},
    {"model", "small|FILE", "another language model than en_core_web_md: the small one, or a converted file"},
    {"keep-case", "", "do not restore the case of passages in capitals before parsing"},
};

constexpr std::string_view examples[] = {
    "sitrep parse samples/shelling.txt                words, lemmas, tags, heads and names as CoNLL-U",
    "echo 'Troops left Shusha.' | sitrep parse        a sentence from another program",
    "sitrep parse --json reports.jsonl                one document a line, for scripts",
};

}  // namespace

extern const Command parse_command;
const Command parse_command{"parse", "print sentences, words, dependencies and names as the parser sees them", "[FILE|-]…", options, examples, run};

}  // namespace sitrep
