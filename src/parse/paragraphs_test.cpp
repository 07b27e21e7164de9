// SPDX-License-Identifier: Apache-2.0
#include "parse/paragraphs.h"

#include <doctest/doctest.h>

#include <string>

using namespace sitrep;

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
