// SPDX-License-Identifier: Apache-2.0
// Attributions: which words say that somebody (source) says (cue) something (content), as token ranges. Who the source is
// and what he does by saying it is for claims.h.
#pragma once

#include <optional>
#include <vector>

#include "knowledge/knowledge.h"
#include "parse/tree.h"

namespace sitrep {

struct Attribution {
  std::optional<TokenRange> source;
  std::uint32_t source_head = 0;    // when there is a source
  TokenRange cue;
  std::uint32_t cue_head = 0;
  std::vector<TokenRange> content;  // in text order; not overlapping, never over cue or source
};

/// In order of their cues.
std::vector<Attribution> find_attributions(const Tree& tree, const Knowledge& knowledge);

}  // namespace sitrep
