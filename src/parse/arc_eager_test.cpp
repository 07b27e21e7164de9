// SPDX-License-Identifier: Apache-2.0
// The transition system by hand: moves, their validity, and what context they leave.
#include "parse/arc_eager.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/error.h"
#include "parse/dependency_parser.h"

namespace sitrep {
namespace {

using State = ArcEagerState;
constexpr int absent = State::absent;
constexpr ArcLabel nsubj{Dep::nsubj}, dobj{Dep::dobj}, det{Dep::det};

State state_after(std::size_t tokens, std::initializer_list<std::pair<State::Move, ArcLabel>> moves) {
  State state;
  state.start(tokens);
  for (const auto& [move, label] : moves) {
    CHECK(state.can(move));
    state.apply(move, label);
  }
  return state;
}

TEST_CASE("a subject, its verb and an object") {
  // rebels(0) took(1) the(2) town(3)
  const State state = state_after(4, {{State::shift, {}}, {State::left, nsubj}, {State::shift, {}}, {State::shift, {}},
                                      {State::left, det}, {State::right, dobj}, {State::reduce, {}}, {State::reduce, {}}});
  CHECK(state.finished());
  CHECK(state.head(0) == 1);
  CHECK(state.head(1) == absent);
  CHECK(state.head(2) == 3);
  CHECK(state.head(3) == 1);
  CHECK(state.label(3) == dobj);
}

TEST_CASE("what is valid in the beginning and in the end") {
  State state = state_after(1, {});
  CHECK(state.can(State::shift));
  for (const State::Move move : {State::reduce, State::left, State::right, State::break_sentence}) CHECK_FALSE(state.can(move));
  state.apply(State::shift, {});
  CHECK(state.can(State::reduce));
  for (const State::Move move : {State::shift, State::left, State::right}) CHECK_FALSE(state.can(move));
  state.apply(State::reduce, {});
  CHECK(state.finished());
}

TEST_CASE("the last word of the buffer can't be shifted onto others") {
  const State state = state_after(2, {{State::shift, {}}});
  CHECK_FALSE(state.can(State::shift));
  CHECK(state.can(State::left));
  CHECK(state.can(State::right));
  CHECK(state.can(State::reduce));
}

TEST_CASE("no arc and no shift crosses a sentence break") {
  State state = state_after(3, {{State::shift, {}}, {State::break_sentence, {}}});
  CHECK_FALSE(state.can(State::break_sentence));  // the next word begins a sentence already
  CHECK(state.can(State::right));
  state.apply(State::right, dobj);  // word 1 is still of the first sentence
  CHECK_FALSE(state.can(State::left));
  CHECK_FALSE(state.can(State::right));
  CHECK_FALSE(state.can(State::shift));
  state.apply(State::reduce, {});
  state.apply(State::reduce, {});
  CHECK(state.can(State::shift));
}

TEST_CASE("a word without a head goes back to the buffer and waits for a child") {
  State state = state_after(4, {{State::shift, {}}, {State::shift, {}}, {State::reduce, {}}});
  CHECK(state.buffer(0) == 1);
  CHECK(state.buffer(1) == 2);
  CHECK(state.buffer(3) == absent);
  CHECK_FALSE(state.can(State::shift));
  CHECK(state.can(State::right));
  CHECK(state.can(State::break_sentence));
  state.apply(State::left, nsubj);  // word 0 becomes its child: now it may be shifted
  CHECK(state.can(State::shift));
}

TEST_CASE("the context names the stack, the buffer and the children got last") {
  State state = state_after(6, {{State::shift, {}}, {State::left, nsubj}, {State::shift, {}}, {State::right, dobj}, {State::reduce, {}},
                                {State::right, dobj}});
  CHECK(state.context() == std::array<int, 8>{4, 5, 3, 1, absent, absent, absent, absent});
  state.apply(State::reduce, {});
  CHECK(state.context() == std::array<int, 8>{4, 5, 1, absent, absent, absent, 0, 3});
}

TEST_CASE("a left arc takes a word from its head, which then has its child before") {
  State state = state_after(5, {{State::shift, {}}, {State::right, dobj}, {State::reduce, {}}, {State::right, dobj}, {State::left, det}});
  CHECK(state.head(2) == 3);
  CHECK(state.context() == std::array<int, 8>{3, 4, 0, absent, absent, 2, absent, 1});
}

TEST_CASE("the best valid move wins, the first of equals") {
  const std::vector<std::string> names = {"S", "D", "L-nsubj", "L-det", "R-dobj", "R-prep||dobj", "B-ROOT"};
  const ParserMoves moves(names);
  State state;
  state.start(3);
  const float reduce_first[] = {0, 9, 5, 5, 5, 5, 1};
  CHECK(moves.best(state, reduce_first) == 6);  // reduce and arcs are not valid yet; a break is, and beats the shift
  state.apply(State::shift, {});
  CHECK(moves.best(state, reduce_first) == 1);
  const float equals[] = {1, 1, 2, 3, 3, 3, 3};
  CHECK(moves.best(state, equals) == 3);
  const float last_arc[] = {1, 1, 2, 3, 3, 4, 3};
  CHECK(moves.best(state, last_arc) == 5);
  moves.apply(5, state);
  CHECK(state.label(1) == ArcLabel{Dep::prep, Dep::dobj});
}

TEST_CASE("unknown moves and labels are refused") {
  CHECK_THROWS_AS(ParserMoves(std::vector<std::string>{"X"}), Error);
  CHECK_THROWS_AS(ParserMoves(std::vector<std::string>{"L-subject"}), Error);
  CHECK_THROWS_AS(ParserMoves(std::vector<std::string>{"L-prep||object"}), Error);
}

}  // namespace
}  // namespace sitrep
