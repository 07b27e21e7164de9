// SPDX-License-Identifier: Apache-2.0
// Relations: who is bound to whom (ally, member, backs, …), by the shapes of knowledge/relations.h on the trees. Only what is
// said to hold: nothing wished for, denied, possible or of the past ("a former ally").
#pragma once

#include <optional>
#include <vector>

#include "extract/entities.h"

namespace sitrep {

struct FoundRelation {
  Relation relation;
  const RelationRule* rule = nullptr;
};

/// In text order, each once.
std::vector<FoundRelation> find_relations(const Tree& tree, const Knowledge& knowledge, const Entities& entities, const std::vector<Claim>& claims, const std::vector<std::optional<ClaimId>>& claim_at);

}  // namespace sitrep
