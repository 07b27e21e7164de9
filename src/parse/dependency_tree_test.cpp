// SPDX-License-Identifier: Apache-2.0
// Trees from arcs: roots, sentence starts, lifted arcs.
#include "parse/dependency_tree.h"

#include <doctest/doctest.h>

namespace sitrep {
namespace {

using State = ArcEagerState;

State parsed(std::size_t tokens, std::initializer_list<std::pair<State::Move, ArcLabel>> moves) {
  State state;
  state.start(tokens);
  for (const auto& [move, label] : moves) state.apply(move, label);
  REQUIRE(state.finished());
  return state;
}

DependencyTrees trees_of(const State& state, std::vector<char> is_space) {
  DependencyTrees trees;
  build_trees(state, is_space, trees);
  return trees;
}

TEST_CASE("every root is its own head and its tree begins a sentence") {
  const State state = parsed(4, {{State::shift, {}}, {State::left, {Dep::nsubj}}, {State::shift, {}}, {State::reduce, {}},
                                 {State::shift, {}}, {State::left, {Dep::nsubj}}, {State::shift, {}}, {State::reduce, {}}});
  const DependencyTrees trees = trees_of(state, {0, 0, 0, 0});
  CHECK(trees.heads == std::vector<std::uint32_t>{1, 1, 3, 3});
  CHECK(trees.deps == std::vector<Dep>{Dep::nsubj, Dep::root, Dep::nsubj, Dep::root});
  CHECK(trees.sentence_begins == std::vector<char>{1, 0, 1, 0});
}

// saw(0) man(1) yesterday(2) who(3): `who` was lifted from the object to the verb.
const std::initializer_list<std::pair<State::Move, ArcLabel>> lifted = {
    {State::shift, {}}, {State::right, {Dep::dobj}}, {State::reduce, {}}, {State::right, {Dep::npadvmod}}, {State::reduce, {}},
    {State::right, {Dep::relcl, Dep::dobj}}, {State::reduce, {}}, {State::reduce, {}}};

TEST_CASE("a lifted arc goes back to the word with the relation it names") {
  const DependencyTrees trees = trees_of(parsed(4, lifted), {0, 0, 0, 0});
  CHECK(trees.heads == std::vector<std::uint32_t>{0, 0, 0, 1});
  CHECK(trees.deps[3] == Dep::relcl);
  CHECK(trees.sentence_begins == std::vector<char>{1, 0, 0, 0});
}

TEST_CASE("white space never becomes a head, and without a fit the arc stays") {
  const DependencyTrees trees = trees_of(parsed(4, lifted), {0, 1, 0, 0});
  CHECK(trees.heads[3] == 0);
  CHECK(trees.deps[3] == Dep::relcl);
}

TEST_CASE("no tokens, no trees") { CHECK(trees_of(parsed(0, {}), {}).heads.empty()); }

}  // namespace
}  // namespace sitrep
