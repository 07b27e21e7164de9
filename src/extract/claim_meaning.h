// SPDX-License-Identifier: Apache-2.0
// What a speaker does by saying something, and by what channel he says it: read off the cue, the words beside it and the
// content, by knowledge/words/{cues,channels}.tsv.
#pragma once

#include <optional>
#include <string>

#include "extract/attribution.h"
#include "extract/entities.h"

namespace sitrep {

Stance stance_of(const Tree& tree, const Attribution& attribution, const Entities& entities, const Cues& cues);
std::optional<std::string> channel_of(const Tree& tree, const Attribution& attribution, const Cues& cues);

/// The first token of the content whose head lies outside: mostly the verb of what was said.
std::uint32_t content_root(const Tree& tree, const Attribution& attribution);

}  // namespace sitrep
