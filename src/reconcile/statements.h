// SPDX-License-Identifier: Apache-2.0
// What was said of an incident, side by side: which statements answer which, and who is said to have done it.
#pragma once

#include <span>
#include <vector>

#include "reconcile/account.h"

namespace sitrep {

std::vector<StatedClaim> statements_of(std::span<const Account* const> accounts);
std::vector<ResponsibilityClaim> responsibility_of(std::span<const Account* const> accounts);

/// Confirmed when a side accepts it, contested when it is denied or laid on different sides, weak when one voice says so.
Grade grade_of(const std::vector<ResponsibilityClaim>& responsibility);

}  // namespace sitrep
