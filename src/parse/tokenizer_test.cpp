// SPDX-License-Identifier: Apache-2.0
// The algorithm, with a few rules of the tests' own; the model's rules are measured by tools/parity.sh.
#include "parse/tokenizer.h"

#include <doctest/doctest.h>

#include <string>

#include "base/error.h"

using namespace sitrep;

namespace {

const char* const rules = R"rules({
  "prefix": "^\\(|^\"|^\\$|^:|^\\.\\.+",
  "suffix": ":$|\\)$|\"$|,$|\\.\\.+$|'s$|(?<=[a-z])\\.$|(?<=[0-9])km$",
  "infix": "\\.\\.+|(?<=[a-z])-(?=[a-z])|(?<=[a-z]):(?=[a-z])",
  "url": "^(?:[a-z]+://)?(?:[a-z0-9-]+\\.)+[a-z]{2,}(?:/[\\s\\S]*)?$",
  "exceptions": [["can't", [["ca", "can"], ["n't", "not"]]], ["a.m.", [["a.m."]]], [":)", [[":)"]]], ["\n", [["\n"]]], ["9am", [["9"], ["am", "a.m."]]]],
  "symbols": [["IS_ALPHA", 1], ["mark", 423]],
  "norms": [[16950148841647037698, 77]]
})rules";

const Tokenizer& tokenizer() {
  static const Tokenizer made(rules);
  return made;
}

/// The tokens' texts with `_` for a space after, joined by `|`.
std::string cut(std::string_view text) {
  Tokenizer::Cache cache(tokenizer());
  std::vector<RawToken> tokens;
  std::string result;
  for (int round = 0; round < 2; ++round) {  // the second time from memory
    tokenizer().tokenize(text, cache, tokens);
    std::string line;
    for (const RawToken& token : tokens) line += std::string(token.span.of(text)) + (token.space_after ? "_" : "") + "|";
    if (round == 1) CHECK(line == result);
    result = line;
  }
  return result;
}

const Lexeme& lexeme(std::string_view text) {
  static Tokenizer::Cache cache(tokenizer());
  std::vector<RawToken> tokens;
  tokenizer().tokenize(text, cache, tokens);
  return *tokens.at(0).lexeme;
}

}  // namespace

TEST_CASE("affixes come off from outside inwards, infixes cut what is left") {
  CHECK(cut("") == "");
  CHECK(cut("(\"no,\" he said.)") == "(|\"|no|,|\"_|he_|said|.|)|");
  CHECK(cut("hit-and-run at 12km.") == "hit|-|and|-|run_|at_|12|km|.|");
  CHECK(cut("$5...") == "$|5|...|");
  CHECK(cut("well...so") == "well|...|so|");
  CHECK(cut("Baku's,") == "Baku|'s|,|");
}

TEST_CASE("exceptions and addresses stay whole") {
  CHECK(cut("He can't.") == "He_|ca|n't|.|");
  CHECK(cut("(a.m.)") == "(|a.m.|)|");
  CHECK(cut("see www.a-b.org/x-y, now") == "see_|www.a-b.org/x-y|,_|now|");
  CHECK(cut("at 9am") == "at_|9|am|");
}

TEST_CASE("an exception that the affix rules tore apart is put together again") {
  CHECK(cut("fine:)") == "fine|:)|");
  CHECK(cut("fine :) :))") == "fine_|:)_|:)|)|");
  CHECK(cut("fine : )") == "fine_|:_|)|");
}

TEST_CASE("white space beyond single spaces is a token") {
  CHECK(cut(" a") == " |a|");
  CHECK(cut("a  b \n c") == "a_| |b_|\n |c|");
  CHECK(cut("a\u00A0b \n\n") == "a|\u00A0|b_|\n\n|");
  CHECK(cut("a ") == "a_|");
}

TEST_CASE("attributes of a word") {
  CHECK(lexeme("mark").orth == 423);
  CHECK(lexeme("because").orth == 16950148841647037698ULL);
  CHECK(lexeme("Because").lower == "because");
  CHECK(lexeme("because").norm == 77);
  CHECK(lexeme("Café").norm == 32833993555699147ULL);
  CHECK(lexeme("can't").text == "ca");
  CHECK(lexeme("can't").norm == lexeme("can").orth);
  CHECK(lexeme("Čadyr-Lunga55555").shape == lexeme("Padua-Berry12345678").shape);
  CHECK(lexeme("\n\n").is_space);
}

TEST_CASE("damaged rules are refused with a sentence") {
  CHECK_THROWS_AS(Tokenizer("{}"), Error);
  CHECK_THROWS_AS(Tokenizer("[1,"), Error);
}

TEST_CASE("a very long chunk is cut like a short one") {
  const std::string dots(100'000, '.'), brackets(100'000, '('), letters(200'000, 'x');
  CHECK(cut("a" + dots) == "a|" + dots + "|");
  CHECK(cut(brackets).size() == 2 * brackets.size());
  CHECK(cut(letters + "-" + letters + ",") == letters + "|-|" + letters + "|,|");
}
