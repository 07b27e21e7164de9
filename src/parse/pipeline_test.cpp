// SPDX-License-Identifier: Apache-2.0
// The pipeline as a whole, with the models that set-up builds. That its answers are right is measured by tools/parity.py.
#include "parse/pipeline.h"

#include <doctest/doctest.h>

#include <string>
#include <thread>

#include "base/error.h"
#include "base/file.h"
#include "parse/conllu.h"

namespace sitrep {
namespace {

const std::string data = std::string(SITREP_SOURCE_DIR) + "/build/data/";

const Pipeline& pipeline() {
  static const Pipeline loaded = Pipeline::load(data + "en_core_web_md.model");
  return loaded;
}

TEST_CASE("a sentence gets tags, a tree and entities") {
  const std::string text = "Rebels seized parts of New Delhi on Monday. Nobody was hurt.";
  const Document document = pipeline().parse(text);
  REQUIRE(document.tokens.size() == 13);
  CHECK(document.tokens[1].tag == Tag::VBD);
  CHECK(document.tokens[1].dep == Dep::root);
  CHECK(document.tokens[0].dep == Dep::nsubj);
  CHECK(document.tokens[0].head == 1);
  CHECK(document.tokens[2].dep == Dep::dobj);
  REQUIRE(document.sentences.size() == 2);
  CHECK(document.sentences[1] == TokenRange{9, 13});
  REQUIRE(document.entities.size() == 2);
  CHECK(document.entities[0].label == EntityLabel::GPE);
  CHECK(document.span_of(document.entities[0].tokens).of(text) == "New Delhi");
  CHECK(document.entities[1].label == EntityLabel::DATE);
}

std::vector<std::string> some_texts() {
  std::vector<std::string> texts = {"", " ", "\n\n", "Yes.", "Two policemen died, and \"many\" fled."};
  std::string longer;
  for (int i = 0; i < 60; ++i) longer += "On day " + std::to_string(i) + " the army shelled village number " + std::to_string(i * i) + ", killing some. ";
  texts.push_back(longer);
  texts.push_back("The end");
  return texts;
}

TEST_CASE("a batch gives the same documents as one text at a time, whatever was parsed before") {
  const std::vector<std::string> texts = some_texts();
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  Pipeline::Scratch scratch = pipeline().new_scratch();
  const std::vector<Document> together = pipeline().parse(views, scratch);
  for (std::size_t i = texts.size(); i-- > 0;) CHECK(to_conllu(pipeline().parse(texts[i], scratch)) == to_conllu(together[i]));
}

TEST_CASE("threads share a pipeline") {
  const std::string text = some_texts()[5];
  const std::string expected = to_conllu(pipeline().parse(text));
  std::vector<std::string> results(4);
  std::vector<std::thread> threads;
  for (std::string& result : results) threads.emplace_back([&] { result = to_conllu(pipeline().parse(text)); });
  for (std::thread& thread : threads) thread.join();
  for (const std::string& result : results) CHECK(result == expected);
}

TEST_CASE("the small model runs through the same code") {
  const Pipeline small = Pipeline::load(data + "en_core_web_sm.model");
  CHECK(small.model_name() == "en_core_web_sm");
  CHECK(small.model_revision() == "3.8.0");
  CHECK(small.parse("Rebels seized the town.").tokens.size() == 5);
}

TEST_CASE("a missing or foreign model is refused") {
  CHECK_THROWS_AS(Pipeline::load(data + "no_such.model"), Error);
  CHECK_THROWS_AS(Pipeline::load(std::string(SITREP_SOURCE_DIR) + "/README.md"), Error);
}

}  // namespace
}  // namespace sitrep
