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

DependencyParser::DependencyParser(const ModelFile& model, const std::vector<std::string>& moves)
    : groups_(groups_of(moves)), network_(model, "parser", ArcEagerState::places, moves.size()) {
  for (const std::string& move : moves) labels_.push_back(label_named(move));
}

std::vector<DependencyParser::Group> DependencyParser::groups_of(const std::vector<std::string>& moves) {
  std::vector<Group> groups;
  for (std::size_t i = 0; i < moves.size(); ++i) {
    const ArcEagerState::Move move = move_named(moves[i]);
    if (groups.empty() || groups.back().move != move) groups.push_back({move, i, i});
    groups.back().end = i + 1;
  }
  return groups;
}

void DependencyParser::parse(std::size_t tokens, const float* document, Memory& memory) const {
  ArcEagerState& state = memory.state;
  memory.scores.resize(network_.room_for_scores());
  const float* scores = memory.scores.data();
  state.start(tokens);
  while (!state.finished()) {
    network_.score(state.context().data(), document, memory.scores.data());
    const Group* best_group = nullptr;
    std::size_t best = 0;
    for (const Group& group : groups_) {
      if (!state.can(group.move)) continue;
      const std::size_t candidate = first_of_greatest(scores, group.begin, group.end);
      if (best_group && !(scores[candidate] > scores[best])) continue;
      best_group = &group;
      best = candidate;
    }
    if (!best_group) return;  // no state of this system lacks a valid move; a damaged model must not loop for ever
    state.apply(best_group->move, labels_[best]);
  }
}

}  // namespace sitrep
