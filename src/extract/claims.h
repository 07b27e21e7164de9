// SPDX-License-Identifier: Apache-2.0
// Claims: who says what, by which words, with which stance, where, and in answer to what. The report's own voice is no
// claim.
#pragma once

#include <optional>
#include <vector>

#include "extract/attribution.h"
#include "extract/entities.h"

namespace sitrep {

struct Claims {
  std::vector<Claim> list;
  std::vector<Attribution> words;                  // of each claim, as tokens
  std::vector<std::optional<ClaimId>> of_token;    // by token: the innermost claim whose content it lies in
  std::vector<std::optional<ClaimId>> cue_of;      // by token: the claim whose cue it is part of

  std::optional<ClaimId> at(std::uint32_t token) const { return token < of_token.size() ? of_token[token] : std::nullopt; }
};

/// Sources that are no entity yet ("officials", "a witness") are added to `entities`.
Claims find_claims(const Tree& tree, Entities& entities, const Report& report, const Knowledge& knowledge);

}  // namespace sitrep
