// SPDX-License-Identifier: Apache-2.0
// Claims inside of what somebody says ("said that witnesses had reported …", "denied Norland's claim that …"), by rules over
// the tree: the learned attributions know the outermost only.
#pragma once

#include <vector>

#include "extract/attribution.h"

namespace sitrep {

/// Adds what is missing, in the order of cues.
void add_nested(const Tree& tree, std::vector<Attribution>& attributions);

}  // namespace sitrep
