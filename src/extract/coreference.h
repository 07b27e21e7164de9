// SPDX-License-Identifier: Apache-2.0
// Coreference: which mentions mean the same. Names by key, full and last name, acronym; short forms ("the ministry", "the
// governor") to what they shorten; pronouns to the last fitting mention. Better no link than a wrong one.
#pragma once

#include <vector>

#include "extract/mentions.h"

namespace sitrep {

/// For each mention the number of its cluster; numbers in order of first mention. A pronoun that finds nothing is in no
/// cluster (no_cluster).
inline constexpr std::uint32_t no_cluster = 0xFFFFFFFF;
std::vector<std::uint32_t> link_mentions(const Tree& tree, const std::vector<Mention>& mentions);

}  // namespace sitrep
