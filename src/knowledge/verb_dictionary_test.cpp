// SPDX-License-Identifier: Apache-2.0
#include "knowledge/verb_dictionary.h"

#include <doctest/doctest.h>

using namespace sitrep;

namespace {

VerbDictionary read(std::string_view text) { return VerbDictionary::read(text, "own.txt"); }

}  // namespace

TEST_CASE("a block: its code, verbs with forms, patterns for all of them, the longest first") {
  const auto d = read("--- FREEZE [160] ---\nFREEZE {FROZE FROZEN} ; tk\nSTOP [161]\n- * AID [162]\n- * &TIES WITH + [163]\n- * [---]\n");
  CHECK(d.problems.size() == 1);  // no synset TIES
  REQUIRE(d.blocks.size() == 1);
  const VerbBlock& block = d.blocks[0];
  REQUIRE(block.verbs.size() == 2);
  CHECK(block.verbs[0].forms == std::vector<Word>{"freeze"_w, "froze"_w, "frozen"_w});
  CHECK(block.verbs[0].alone.code == "160");
  CHECK(block.verbs[1].alone.code == "161");
  REQUIRE(block.patterns.size() == 2);
  CHECK(block.patterns[0].code == "162");
  CHECK(block.patterns[1].code.empty());
}

TEST_CASE("roles: + behind a preposition is the target, % are partners") {
  const auto d = read("--- CUT [---] ---\nCUT\n- $ * TIES WITH + [164]\n- * WITH % [046]\n");
  REQUIRE(d.blocks.size() == 1);
  const auto& patterns = d.blocks[0].patterns;
  REQUIRE(patterns.size() == 2);
  CHECK(patterns[0].target == "with"_w);
  CHECK(patterns[0].after.size() == 2);
  CHECK(patterns[0].before.empty());
  CHECK(patterns[1].has_partners);
}

TEST_CASE("_ ties words together, a blank leaves room") {
  const auto d = read("--- HOLD [---] ---\nHOLD\n- WILL_* BORDER_TALKS [036]\n- IN_ * [040]\n");
  REQUIRE(d.blocks.size() == 1);
  const VerbPattern& talks = d.blocks[0].patterns[0];
  REQUIRE(talks.before.size() == 1);
  CHECK(talks.before[0].adjacent);
  REQUIRE(talks.after.size() == 2);
  CHECK_FALSE(talks.after[0].adjacent);
  CHECK(talks.after[1].adjacent);
  CHECK_FALSE(d.blocks[0].patterns[1].before[0].adjacent);
}

TEST_CASE("synsets hold runs of words and other synsets; a plural names them too") {
  const auto d = read("&TIE_\n+TRADE\n+BORDER CROSSING\n&ALLTIES\n+&TIE\n+FLIGHT\n--- CUT [---] ---\nCUT\n- * &ALLTIES [160]\n- * ALL_&TIES [161]\n");
  CHECK(d.problems.empty());
  REQUIRE(d.blocks.size() == 1);
  const Choices& all = d.choices[d.blocks[0].patterns[1].after[0].choices];
  CHECK(all == Choices{{"trade"_w}, {"border"_w, "crossing"_w}, {"flight"_w}});
}

TEST_CASE("a verb of several words is the one with +") {
  const auto d = read("--- BREAK [---] ---\n+BREAK_OFF [164]\nSET_+UP [031]\n");
  REQUIRE(d.blocks.size() == 1);
  const auto& verbs = d.blocks[0].verbs;
  REQUIRE(verbs.size() == 2);
  CHECK(verbs[0].forms[0] == "break"_w);
  CHECK(verbs[0].alone.after.size() == 1);
  CHECK(verbs[1].forms[0] == "up"_w);
  CHECK(verbs[1].alone.before.size() == 1);
}

TEST_CASE("what cannot be read is told by file and line, and the rest counts") {
  const auto d = read("- * TALKS [036]\n--- NO CODE ---\nTWO WORDS\n--- MEET [040] ---\nMEET\n- TALKS [036]\n- * TALKS\n~ turn (a b)\n");
  REQUIRE(d.blocks.size() == 1);
  REQUIRE(d.problems.size() == 6);
  CHECK(d.problems[0] == "own.txt:1: a pattern stands below its verb");
  CHECK(d.problems[1].starts_with("own.txt:2: "));
}
