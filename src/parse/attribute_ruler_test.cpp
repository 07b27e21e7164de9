// SPDX-License-Identifier: Apache-2.0
// The rules' language, with a few rules of the tests' own.
#include "parse/attribute_ruler.h"

#include <doctest/doctest.h>

#include "base/characters.h"
#include "base/error.h"

using namespace sitrep;

namespace {

const char* const rules = R"([
  {"patterns": [[{"TAG": {"in": ["NN"]}}]], "set": {"POS": "NOUN", "MORPH": "Number=Sing"}, "index": 0},
  {"patterns": [[{"TAG": {"in": ["VBZ", "BES"]}}]], "set": {"POS": "VERB", "MORPH": "Number=Sing|Tense=Pres|VerbForm=Fin"}, "index": 0},
  {"patterns": [[{"TAG": {"in": ["NN"]}, "LOWER": {"in": ["nobody", "somebody"]}}]], "set": {"POS": "PRON"}, "index": 0},
  {"patterns": [[{"LOWER": {"in": ["gon"]}}, {"LOWER": {"in": ["na"]}}]], "set": {"LEMMA": "to"}, "index": 1},
  {"patterns": [[{"DEP": {"in": ["expl"]}}, {"LOWER": {"in": ["is"]}}]], "set": {"POS": "VERB", "LEMMA": "exist"}, "index": 1},
  {"patterns": [[{"TAG": {"not_in": ["TO", ""]}, "DEP": {"in": ["aux"]}}]], "set": {"POS": "AUX"}, "index": 0},
  {"patterns": [[{"IS_SPACE": true}]], "set": {"TAG": "_SP", "POS": "SPACE", "DEP": "dep", "MORPH": "_"}, "index": 0}
])";

struct Given {
  std::string_view text;
  Tag tag;
  Dep dep = Dep::none;
};

struct Applied {
  std::vector<Token> tokens;
  std::vector<Inflection> inflections;
};

Applied apply(std::initializer_list<Given> given) {
  static const StringRules strings;
  static Lexicon lexicon(strings);
  static const AttributeRuler ruler(rules);
  Applied result;
  std::vector<RawToken> raw;
  for (const Given& word_given : given) {
    const Lexeme& lexeme = lexicon.find_or_add(word_given.text);
    raw.push_back({{}, &lexeme, false});
    Token token;
    token.tag = word_given.tag;
    token.dep = word_given.dep;
    token.lower_hash = lexeme.lower_hash;
    result.tokens.push_back(token);
  }
  ruler.apply(raw, result.tokens, result.inflections);
  return result;
}

}  // namespace

TEST_CASE("a tag decides, and a later rule on the word wins") {
  const Applied plain = apply({{"town", Tag::NN}, {"Nobody", Tag::NN}, {"sees", Tag::VBZ}});
  CHECK(plain.tokens[0].pos == Pos::NOUN);
  CHECK(plain.inflections[0] == Inflection("Number=Sing"));
  CHECK(plain.tokens[1].pos == Pos::PRON);
  CHECK(plain.inflections[1] == Inflection("Number=Sing"));
  CHECK(plain.tokens[2].pos == Pos::VERB);
}

TEST_CASE("patterns of several tokens set one of them") {
  const Applied found = apply({{"gon", Tag::VBG}, {"na", Tag::TO}, {"There", Tag::EX, Dep::expl}, {"is", Tag::VBZ}, {"na", Tag::NN}});
  CHECK(found.tokens[0].lemma.empty());
  CHECK(found.tokens[1].lemma == "to");
  CHECK(found.tokens[1].lemma_hash == "to"_w);
  CHECK(found.tokens[3].lemma == "exist");
  CHECK(found.tokens[4].lemma.empty());
}

TEST_CASE("dependencies, excluded tags and white space") {
  const Applied found = apply({{"has", Tag::VBZ, Dep::aux}, {"to", Tag::TO, Dep::aux}, {"\n", Tag::NN, Dep::nsubj}});
  CHECK(found.tokens[0].pos == Pos::AUX);
  CHECK(found.tokens[1].pos == Pos::none);
  CHECK(found.tokens[2].pos == Pos::SPACE);
  CHECK(found.tokens[2].tag == Tag::SP);
  CHECK(found.tokens[2].dep == Dep::dep);
  CHECK(found.inflections[2] == Inflection());
}

TEST_CASE("rules that this program does not know are refused") {
  CHECK_THROWS_AS(AttributeRuler("[1"), Error);
  CHECK_THROWS_AS(AttributeRuler(R"([{"patterns": [[{"SHAPE": "x"}]], "set": {}, "index": 0}])"), Error);
  CHECK_THROWS_AS(AttributeRuler(R"([{"patterns": [[{"TAG": {"in": ["NN"]}}]], "set": {"POS": "NOMEN"}, "index": 0}])"), Error);
  CHECK_THROWS_AS(AttributeRuler(R"([{"patterns": [[{"TAG": {"in": ["NN"]}}]], "set": {"POS": "NOUN"}, "index": 1}])"), Error);
}
