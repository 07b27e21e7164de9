// SPDX-License-Identifier: Apache-2.0
// Casualties: the losses of a report as records, each told once. A figure that repeats an earlier one is not told again; a
// figure inside a larger one is a part of it; victims who are named are parts of the count that they belong to. What
// different speakers say stays apart.
#pragma once

#include <vector>

#include "extract/background.h"
#include "extract/losses.h"

namespace sitrep {

struct CasualtyContext {
  const Tree& tree;
  const Knowledge& knowledge;
  const Entities& entities;
  const std::vector<FoundFigure>& figures;
  const std::vector<Claim>& claims;
  const std::vector<std::optional<ClaimId>>& claim_at;  // by token; empty when there are no claims
  const Background& background;
  const std::vector<Time>& times;
  const std::vector<Place>& places;
};

struct Casualties {
  std::vector<Casualty> list;
  std::vector<Figure> figures;         // all figures of the report: those given, then those of single victims ("a soldier")
  std::vector<std::uint32_t> trigger;  // of each casualty, the token that tells of it
};

Casualties find_casualties(const CasualtyContext& context);

}  // namespace sitrep
