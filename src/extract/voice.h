// SPDX-License-Identifier: Apache-2.0
// Voice: whether a verb is passive, whom a relative pronoun stands for, and what makes a blow a killing. Read off the tree alone.
#pragma once

#include <optional>

#include "parse/tree.h"

namespace sitrep {

bool is_passive(const Tree& tree, std::uint32_t verb);

/// The noun that a relative pronoun stands for: "soldiers who were killed"; any other subject is itself.
std::uint32_t antecedent(const Tree& tree, std::uint32_t subject, std::uint32_t verb);

/// "beaten to death".
bool is_to_death(const Tree& tree, std::uint32_t verb);

/// "shot dead", "fatally shot", "stabbed to death".
bool is_killing_by_shot(const Tree& tree, std::uint32_t verb);

}  // namespace sitrep
