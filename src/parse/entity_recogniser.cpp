// SPDX-License-Identifier: Apache-2.0
// The moves and the loop of the entity recogniser.
#include "parse/entity_recogniser.h"

#include <algorithm>

#include "base/error.h"
#include "base/format.h"

namespace sitrep {

namespace {

constexpr std::string_view letters = "BILU";

EntityLabel label_named(std::string_view name) {
  if (const auto label = entity_label_from_name(name)) return *label;
  throw Error(format("the language model has an unknown entity label '{}'", name));
}

}  // namespace

EntityMoves::EntityMoves(std::span<const std::string> names) {
  const std::size_t count = names.size() / letters.size();
  if (names.size() != letters.size() * count + 1 || names.back() != "O")
    throw Error("the language model's entity moves are not B, I, L, U of each label and then O");
  for (std::size_t i = 0; i < count; ++i) {
    const std::string label = names[i].substr(std::min<std::size_t>(2, names[i].size()));
    labels_.push_back(label_named(label));
    for (std::size_t kind = 0; kind < letters.size(); ++kind) {
      const std::string expected = format("{}-{}", letters[kind], label);
      if (names[kind * count + i] != expected)
        throw Error(format("the language model has the entity move '{}' in place of '{}'", names[kind * count + i], expected));
    }
  }
}

EntityMoves::Move EntityMoves::best(Situation situation, const float* scores) const {
  if (situation.open) {
    const std::size_t label = *situation.open;
    const bool goes_on = situation.may_go_on && scores[index(inside, label)] >= scores[index(last, label)];
    return {goes_on ? inside : last, label};
  }
  if (situation.is_space) return {};
  const std::size_t alone = first_of_greatest(scores, index(unit, 0), index(outside, 0) + 1);
  if (situation.may_go_on) {
    const std::size_t first = first_of_greatest(scores, index(begin, 0), index(inside, 0));
    if (scores[first] >= scores[alone]) return {begin, first};
  }
  if (alone == index(outside, 0)) return {};
  return {unit, alone - index(unit, 0)};
}

void EntityRecogniser::find(std::span<const char> is_space, std::span<const char> sentence_begins, const float* document,
                            std::vector<float>& scores, std::vector<NamedEntity>& entities) const {
  scores.resize(network_.room_for_scores());
  std::optional<std::size_t> open;
  std::uint32_t first = 0;
  for (std::uint32_t token = 0; token < is_space.size(); ++token) {
    const int at = static_cast<int>(token);
    const int state[places] = {at, open ? static_cast<int>(first) : MoveNetwork::absent, open ? at - 1 : MoveNetwork::absent};
    network_.score(state, document, scores.data());
    const bool may_go_on = token + 1 < is_space.size() && !sentence_begins[token + 1];
    const auto [kind, label] = moves_.best({open, may_go_on, is_space[token] != 0}, scores.data());
    if (kind == EntityMoves::begin || kind == EntityMoves::unit) first = token;
    if (kind == EntityMoves::begin) open = label;
    if (kind != EntityMoves::unit && kind != EntityMoves::last) continue;
    entities.push_back({{first, token + 1}, moves_.label(label)});
    open.reset();
  }
}

}  // namespace sitrep
