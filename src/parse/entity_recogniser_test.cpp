// SPDX-License-Identifier: Apache-2.0
// Entity moves on pinned scores.
#include "parse/entity_recogniser.h"

#include <doctest/doctest.h>

#include "base/error.h"

namespace sitrep {
namespace {

using Moves = EntityMoves;
const std::vector<std::string> names = {"B-ORG", "B-GPE", "I-ORG", "I-GPE", "L-ORG", "L-GPE", "U-ORG", "U-GPE", "O"};
const Moves moves(names);

void check(Moves::Situation situation, std::vector<float> scores, Moves::Kind kind, std::size_t label) {
  const Moves::Move move = moves.best(situation, scores.data());
  CHECK(move.kind == kind);
  if (kind != Moves::outside) CHECK(move.label == label);
}

TEST_CASE("outside of entities one may begin, stand alone or be passed over") {
  const Moves::Situation inner{{}, true, false}, end{{}, false, false};
  check(inner, {1, 5, 9, 9, 9, 9, 2, 3, 4}, Moves::begin, 1);
  check(end, {1, 5, 9, 9, 9, 9, 2, 3, 4}, Moves::outside, 0);
  check(end, {1, 5, 9, 9, 9, 9, 2, 3, 3}, Moves::unit, 1);
  check(inner, {3, 3, 9, 9, 9, 9, 3, 3, 3}, Moves::begin, 0);
}

TEST_CASE("white space is outside") { check({{}, true, true}, {5, 5, 5, 5, 5, 5, 5, 5, 0}, Moves::outside, 0); }

TEST_CASE("an open entity goes on or ends, with its own label") {
  check({1, true, false}, {9, 9, 9, 2, 9, 1, 9, 9, 9}, Moves::inside, 1);
  check({1, true, false}, {9, 9, 9, 1, 9, 2, 9, 9, 9}, Moves::last, 1);
  check({1, true, true}, {9, 9, 9, 2, 9, 2, 9, 9, 9}, Moves::inside, 1);
  check({0, false, false}, {9, 9, 9, 9, 0, 9, 9, 9, 9}, Moves::last, 0);
}

TEST_CASE("moves that do not fit are refused") {
  CHECK_THROWS_AS(Moves(std::vector<std::string>{"B-ORG", "I-ORG", "L-ORG", "U-ORG"}), Error);
  CHECK_THROWS_AS(Moves(std::vector<std::string>{"B-ORG", "L-ORG", "I-ORG", "U-ORG", "O"}), Error);
  CHECK_THROWS_AS(Moves(std::vector<std::string>{"B-PLANET", "I-PLANET", "L-PLANET", "U-PLANET", "O"}), Error);
  CHECK_THROWS_AS(Moves(std::vector<std::string>{}), Error);
}

}  // namespace
}  // namespace sitrep
