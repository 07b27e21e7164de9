// SPDX-License-Identifier: Apache-2.0
// Who and what has which part in violence, decided once for each entity from all its mentions, by learned weights that have
// the rules' findings among their features. Which happening somebody belongs to is for incidents.h.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "extract/role_features.h"

namespace sitrep {

enum class Role : std::uint8_t { none, perpetrator, perpetrator_organisation, target, victim, weapon };
inline constexpr std::size_t roles_known = 6;
using RoleLikelihoods = std::array<float, roles_known>;  // sum to one

/// Log odds of: violence at all, attack, bombing, kidnapping, arson, robbery.
using ViolenceScores = std::array<float, role_outputs>;

/// Somebody or something that may have a role: an entity, or like noun phrases that are none.
struct RoleCluster {
  std::optional<EntityId> entity;
  std::vector<std::uint32_t> candidates;  // in text order
  RoleLikelihoods likely{};
  Role role = Role::none;
  std::uint32_t head = 0;                 // of the mention that tells most
};

struct Roles {
  std::vector<RoleCluster> clusters;
  std::vector<RoleLikelihoods> of_entity;
  ViolenceScores report{};
  std::vector<ViolenceScores> sentences;

  const RoleLikelihoods& of(EntityId id) const { return of_entity[id.index]; }
};

std::vector<RoleCluster> cluster_candidates(const Tree& tree, const std::vector<RoleCandidate>& candidates);

/// The features of a cluster that don't come from scores.
void cluster_features(const RoleContext& context, const RoleCluster& cluster, HashList& out);

/// Phrases with a role that are no entity yet become one.
Roles find_roles(const RoleContext& context, Entities& entities);

}  // namespace sitrep
