// SPDX-License-Identifier: Apache-2.0
// The loop of the parser.
#include "parse/dependency_parser.h"

#include <string_view>

#include "base/error.h"
#include "base/format.h"

namespace sitrep {

namespace {

ArcEagerState::Move move_named(std::string_view name) {
  constexpr std::string_view letters = "SDLRB";  // in the order of ArcEagerState::Move
  const std::size_t position = name.empty() ? letters.npos : letters.find(name[0]);
  if (position == letters.npos) throw Error(format("the language model has an unknown parser move '{}'", name));
  return static_cast<ArcEagerState::Move>(position);
}

Dep dep_named(std::string_view name) {
  if (const auto dep = dep_from_name(name)) return *dep;
  throw Error(format("the language model has an unknown relation '{}'", name));
}

ArcLabel label_named(std::string_view move) {
  const std::size_t dash = move.find('-');
  if (dash == move.npos) return {};
  const std::string_view label = move.substr(dash + 1);
  const std::size_t bars = label.find("||");
  if (bars == label.npos) return {dep_named(label), Dep::none};
  return {dep_named(label.substr(0, bars)), dep_named(label.substr(bars + 2))};
}

}  // namespace

ParserMoves::ParserMoves(std::span<const std::string> names) {
  for (const std::string& name : names) {
    const ArcEagerState::Move move = move_named(name);
    if (groups_.empty() || groups_.back().move != move) groups_.push_back({move, moves_.size(), moves_.size()});
    moves_.push_back({move, label_named(name)});
    groups_.back().end = moves_.size();
  }
}

std::optional<std::size_t> ParserMoves::best(const ArcEagerState& state, const float* scores) const {
  std::optional<std::size_t> best;
  for (const Group& group : groups_) {
    if (!state.can(group.move)) continue;
    const std::size_t candidate = first_of_greatest(scores, group.begin, group.end);
    if (!best || scores[candidate] > scores[*best]) best = candidate;
  }
  return best;
}

void DependencyParser::parse(std::size_t tokens, const float* document, Memory& memory) const {
  ArcEagerState& state = memory.state;
  memory.scores.resize(network_.room_for_scores());
  state.start(tokens);
  while (!state.finished()) {
    network_.score(state.context().data(), document, memory.scores.data());
    const auto move = moves_.best(state, memory.scores.data());
    if (!move) return;  // every state has a valid move, but a model may lack one of the five kinds
    moves_.apply(*move, state);
  }
}

}  // namespace sitrep
