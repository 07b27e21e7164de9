// SPDX-License-Identifier: Apache-2.0
#include "parse/paragraphs.h"

#include <doctest/doctest.h>

#include <string>

using namespace sitrep;

TEST_CASE("a dateline does not run on into the story") {
  const Pipeline pipeline = Pipeline::load(std::string(SITREP_SOURCE_DIR) + "/build/data/en_core_web_sm.model");
  Pipeline::Scratch scratch = pipeline.new_scratch();
  const std::string_view texts[] = {"VARDE, Norland, May 3 (Wire) - Drones killed two soldiers on Monday."};
  const std::size_t begin = texts[0].find("Drones");
  const Document d = std::move(parse_by_paragraph(pipeline, texts, scratch, {&begin, 1}).front());
  REQUIRE(d.sentences.size() >= 2);
  CHECK(d.span_of(d.sentences.back()).of(d.text) == "Drones killed two soldiers on Monday.");
}

TEST_CASE("a list without a full stop is cut into pieces that each hold their heads") {
  const Pipeline pipeline = Pipeline::load(std::string(SITREP_SOURCE_DIR) + "/build/data/en_core_web_sm.model");
  Pipeline::Scratch scratch = pipeline.new_scratch();
  std::string list = "The army said that";
  for (int i = 0; i < 300; ++i) list += " three soldiers were killed in New York and";
  const std::string_view texts[] = {list};
  const Document d = std::move(parse_by_paragraph(pipeline, texts, scratch).front());
  std::uint32_t covered = 0;
  for (const TokenRange sentence : d.sentences) {
    CHECK(sentence.begin == covered);
    CHECK(sentence.size() <= 500);
    CHECK(d.tokens[sentence.begin].sentence_begins);
    covered = sentence.end;
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) CHECK(sentence.contains(d.tokens[i].head));
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) CHECK(d.sentences[d.sentence_of[i]] == sentence);
  }
  CHECK(covered == d.tokens.size());
}

TEST_CASE("a paragraph ends its sentence, and offsets refer to the whole text") {
  const Pipeline pipeline = Pipeline::load(std::string(SITREP_SOURCE_DIR) + "/build/data/en_core_web_sm.model");
  Pipeline::Scratch scratch = pipeline.new_scratch();
  const std::string_view texts[] = {"  Two dead in border clash\n\nTwo soldiers of Norland\nwere killed. Nobody said why.\n \n", "", "One."};
  const std::vector<Document> documents = parse_by_paragraph(pipeline, texts, scratch);
  REQUIRE(documents.size() == 3);
  const Document& d = documents[0];
  REQUIRE(d.sentences.size() == 3);
  CHECK(d.span_of(d.sentences[0]).of(d.text) == "Two dead in border clash");
  CHECK(d.span_of(d.sentences[2]).of(d.text) == "Nobody said why.");
  for (std::uint32_t i = 0; i < d.tokens.size(); ++i) {
    CHECK(d.sentences[d.sentence_of[i]].contains(i));
    CHECK(d.sentences[d.sentence_of[i]].contains(d.tokens[i].head));
  }
  CHECK(documents[1].tokens.empty());
  CHECK(documents[2].tokens.size() == 2);
}
