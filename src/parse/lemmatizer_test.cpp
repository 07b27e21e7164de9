// SPDX-License-Identifier: Apache-2.0
#include "parse/lemmatizer.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "base/error.h"

using namespace sitrep;

namespace {

const char* const rules = R"({
  "noun": {"rules": [["s", ""], ["men", "man"], ["ies", "y"]], "exceptions": [["axes", ["ax", "axis"]], ["houses", ["house"]]]},
  "verb": {"rules": [["s", ""], ["ed", "e"], ["ed", ""]], "exceptions": [["went", ["go"]]]},
  "punct": {"rules": [["”", "\""]], "exceptions": []}
})";

const Lemmatizer& lemmatizer() {
  static const std::vector<std::uint64_t> index = [] {
    std::vector<std::uint64_t> hashes;
    for (const char* known : {"noun/army", "noun/houses", "noun/house", "verb/wound", "verb/fire"}) hashes.push_back(static_cast<std::uint64_t>(word(known)));
    std::sort(hashes.begin(), hashes.end());
    return hashes;
  }();
  static const Lemmatizer made(rules, index);
  return made;
}

std::string lemma(std::string_view text, Pos pos, std::string_view features = "_") { return lemmatizer().lemma(text, pos, Inflection(features)); }

}  // namespace

TEST_CASE("known lemmas before unknown ones, exceptions before both") {
  CHECK(lemma("Armies", Pos::NOUN, "Number=Plur") == "army");
  CHECK(lemma("wounded", Pos::VERB) == "wound");
  CHECK(lemma("fired", Pos::VERB) == "fire");
  CHECK(lemma("blorbed", Pos::VERB) == "blorbe");
  CHECK(lemma("went", Pos::VERB) == "go");
  CHECK(lemma("axes", Pos::NOUN) == "axis");
  CHECK(lemma("Houses", Pos::NOUN) == "house");
  CHECK(lemma("MiG-29s", Pos::NOUN) == "mig-29");
  CHECK(lemma("Sheep", Pos::NOUN) == "Sheep");
}

TEST_CASE("base forms and words without rules") {
  CHECK(lemma("Wounds", Pos::NOUN, "Number=Sing") == "wounds");
  CHECK(lemma("Yerevan", Pos::PROPN, "Number=Sing") == "Yerevan");
  CHECK(lemma("The", Pos::DET) == "the");
  CHECK(lemma("wounds", Pos::VERB, "Tense=Pres|VerbForm=Fin") == "wounds");
  CHECK(lemma("wounds", Pos::VERB, "Number=Sing|Tense=Pres|VerbForm=Fin") == "wound");
  CHECK(lemma("”", Pos::PUNCT) == "\"");
}

TEST_CASE("what the attribute ruler has set stays") {
  std::vector<Token> tokens(2);
  for (Token& token : tokens) {
    token.text = "wounded";
    token.pos = Pos::VERB;
  }
  tokens[0].lemma = "hurt";
  Lemmatizer::Cache cache;
  lemmatizer().apply(tokens, std::vector<Inflection>(2), cache);
  CHECK(tokens[0].lemma == "hurt");
  CHECK(tokens[1].lemma == "wound");
  CHECK(tokens[1].lemma_hash == "wound"_w);
}

TEST_CASE("damaged rules are refused") {
  CHECK_THROWS_AS(Lemmatizer("", {}), Error);
  CHECK_THROWS_AS(Lemmatizer(R"({"nomen": {"rules": [], "exceptions": []}})", {}), Error);
  CHECK_THROWS_AS(Lemmatizer(R"({"noun": {}})", {}), Error);
}
