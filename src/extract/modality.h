// SPDX-License-Identifier: Apache-2.0
// Did it happen? Negation, modal verbs, conditions and verbs of intent around a word, read off the tree.
#pragma once

#include "parse/tree.h"

namespace sitrep {

/// The word is negated, possible, conditional, intended, attempted, demanded or denied in its clause: nothing that is
/// said to have happened.
bool is_unreal(const Tree& tree, std::uint32_t token);

bool is_negated(const Tree& tree, std::uint32_t token);

}  // namespace sitrep
