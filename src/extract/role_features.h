// SPDX-License-Identifier: Apache-2.0
// What the learned roles look at: the features of a report, of its sentences, and of the phrases that may have a part in
// violence, as hashes. What rules have found (frames, losses, damage, claims) is among them. Shared by inference and training.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "extract/casualties.h"
#include "extract/claims.h"
#include "extract/damage.h"
#include "extract/events.h"

namespace sitrep {

struct RoleContext {
  const Tree& tree;
  const Knowledge& knowledge;
  const Entities& entities;
  const Claims& claims;
  const Background& background;
  const Casualties& casualties;
  const std::vector<FoundEvent>& events;
  const std::vector<Damage>& damage;
};

/// A phrase that may have a role: known as an entity, or any other noun phrase.
struct RoleCandidate {
  std::uint32_t head = 0;
  TokenRange phrase;                // up to its head
  std::optional<EntityId> entity;
};

/// In text order.
std::vector<RoleCandidate> role_candidates(const Tree& tree, const Entities& entities);

using HashList = std::vector<std::uint64_t>;

class RoleFeatures {
 public:
  explicit RoleFeatures(const RoleContext& context);

  void of_report(HashList& out) const;
  void of_sentence(std::uint32_t sentence, HashList& out) const;
  void of_candidate(const RoleCandidate& candidate, HashList& out) const;

 private:
  struct Hit {  // what a rule says of the token's entity
    std::uint64_t role;
    std::uint64_t what;
  };
  void note_hits();
  void syntax(const RoleCandidate& candidate, std::uint64_t kind, HashList& out) const;
  void words(const RoleCandidate& candidate, HashList& out) const;
  void around(const RoleCandidate& candidate, std::uint64_t kind, HashList& out) const;
  std::uint64_t kind_of(const RoleCandidate& candidate) const;
  std::uint64_t class_of(std::uint32_t token) const;

  RoleContext c_;
  const Tree& tree_;
  std::vector<std::uint64_t> frame_at_;               // by token: id of the frame that it triggers, as a number
  std::vector<std::vector<Hit>> hits_;                // by entity
  std::vector<std::vector<std::uint32_t>> triggers_;  // by sentence: tokens of violent events and of losses
  std::vector<std::vector<std::uint32_t>> events_in_;  // by sentence: their numbers
  std::vector<std::vector<std::uint32_t>> losses_in_;
  std::vector<bool> speaks_at_;                       // by token
  std::vector<bool> speaker_;                         // by entity
};

}  // namespace sitrep
