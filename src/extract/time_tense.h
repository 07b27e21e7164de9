// SPDX-License-Identifier: Apache-2.0
// Whether a sentence speaks of what was or of what is to come, as seen from one of its words. It decides which Tuesday
// "Tuesday" is.
#pragma once

#include "knowledge/times.h"
#include "parse/tree.h"

namespace sitrep {

enum class Outlook { unknown, past, present, future };

/// The outlook of the verb that governs the token, or of a noun on the way that looks ahead ("deadline").
Outlook outlook_at(const Tree& tree, const Times& times, std::uint32_t token);

}  // namespace sitrep
