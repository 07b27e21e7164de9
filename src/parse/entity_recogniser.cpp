// SPDX-License-Identifier: Apache-2.0
// The loop of the entity recogniser.
#include "parse/entity_recogniser.h"

#include "base/error.h"
#include "base/format.h"

namespace sitrep {

EntityRecogniser::EntityRecogniser(const ModelFile& model, const std::vector<std::string>& moves)
    : labels_(labels_of(moves)), network_(model, "ner", places, moves.size()) {}

/// Checks that moves are B-, I-, L-, U- with the same labels in the same order, and then O.
std::vector<EntityLabel> EntityRecogniser::labels_of(const std::vector<std::string>& moves) {
  const std::size_t count = moves.size() / kinds;
  std::vector<EntityLabel> labels;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string name = moves[i].substr(std::min<std::size_t>(2, moves[i].size()));
    const auto label = entity_label_from_name(name);
    if (!label) throw Error(format("the language model has an unknown entity label '{}'", name));
    labels.push_back(*label);
    for (std::size_t kind = 0; kind < kinds; ++kind) {
      if (moves[kind * count + i] != std::string(1, "BILU"[kind]) + "-" + name)
        throw Error(format("the language model has the entity move '{}' where '{}-{}' was to be", moves[kind * count + i], "BILU"[kind], name));
    }
  }
  if (moves.size() != kinds * count + 1 || moves.back() != "O") throw Error("the language model's entity moves do not end with 'O'");
  return labels;
}

void EntityRecogniser::find(std::span<const char> is_space, std::span<const char> sentence_begins, const float* document,
                            std::vector<float>& scores, std::vector<NamedEntity>& entities) const {
  scores.resize(network_.room_for_scores());
  const std::size_t size = is_space.size(), outside = kinds * labels_.size();
  bool open = false;
  std::size_t open_label = 0, first = 0;
  const auto add = [&](std::size_t from, std::size_t to, std::size_t label) {
    entities.push_back({{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)}, labels_[label]});
  };
  for (std::size_t token = 0; token < size; ++token) {
    const int at = static_cast<int>(token);
    const int state[places] = {at, open ? static_cast<int>(first) : MoveNetwork::absent, open ? at - 1 : MoveNetwork::absent};
    network_.score(state, document, scores.data());
    const bool may_go_on = token + 1 < size && !sentence_begins[token + 1];
    if (open) {
      if (may_go_on && scores[index(inside, open_label)] >= scores[index(last, open_label)]) continue;
      add(first, token + 1, open_label);
      open = false;
    } else if (!is_space[token]) {
      std::size_t best = first_of_greatest(scores.data(), index(unit, 0), outside + 1);
      if (may_go_on) {
        const std::size_t opening = first_of_greatest(scores.data(), index(begin, 0), index(inside, 0));
        if (scores[opening] >= scores[best]) best = opening;
      }
      if (best == outside) continue;
      if (best >= index(unit, 0)) {
        add(token, token + 1, best - index(unit, 0));
      } else {
        open = true;
        open_label = best;
        first = token;
      }
    }
  }
}

}  // namespace sitrep
