// SPDX-License-Identifier: Apache-2.0
// The parties of an event: where in the tree its actor and its target stand. Passives, control ("were trying to move"),
// relative clauses, support verbs, and what was agreed, demanded or threatened. Which frame fires is for events.h.
#pragma once

#include <optional>
#include <vector>

#include "extract/entities.h"

namespace sitrep {

class EventParties {
 public:
  EventParties(const Tree& tree, const Frames& frames, const Entities& entities) : tree_(tree), frames_(frames), entities_(entities) {}

  bool is_passive(std::uint32_t verb) const;
  /// The subject of a verb, by its own or by what governs it ("were trying to move": the subject of "trying").
  std::optional<std::uint32_t> subject_of(std::uint32_t verb, int steps = 5) const;
  std::optional<std::uint32_t> agent_of_passive(std::uint32_t verb) const;
  /// The first of the frame's places for a target that is filled.
  std::optional<std::uint32_t> target_of(std::uint32_t verb, const Frame& frame) const;
  /// Entities at a head and its conjuncts; of a phrase without an entity, its possessor or modifier ("Baku's positions").
  std::vector<EntityId> entities_at(std::optional<std::uint32_t> head) const;
  /// "agreed to open its border to Orland": the target stands in what was agreed, demanded, threatened; the nearest party
  /// that is not the actor. `by_purpose`: also in "to demand reforms of Orland".
  std::vector<EntityId> targets_below(std::uint32_t verb, const std::vector<EntityId>& actors, bool by_purpose) const;
  /// "Azerbaijani shelling", "Baku's attack", "rebel attack".
  std::vector<EntityId> modifiers_of(std::uint32_t noun) const;
  /// "spoke with A and with B", when the verb stands alone.
  void add_partners(std::uint32_t verb, std::vector<EntityId>& targets) const;

 private:
  const Token& token(std::uint32_t i) const { return tree_[i]; }
  std::optional<std::uint32_t> child(std::uint32_t i, Dep dep) const { return tree_.child(i, dep); }
  bool is_part_of_trigger(std::uint32_t verb, std::uint32_t object) const;
  std::optional<std::uint32_t> object_of(std::uint32_t verb) const;
  std::optional<std::uint32_t> object_behind(std::uint32_t verb, Word preposition) const;
  std::vector<std::uint32_t> listed_with(std::uint32_t head) const;
  std::optional<std::uint32_t> governing_verb(std::uint32_t i) const;
  std::uint32_t antecedent(std::uint32_t subject, std::uint32_t verb) const;
  std::vector<EntityId> owners_of(std::uint32_t noun) const;

  const Tree& tree_;
  const Frames& frames_;
  const Entities& entities_;
};

}  // namespace sitrep
