// SPDX-License-Identifier: Apache-2.0
// Quotations to their end: a claim that has the beginning or the end of a quotation has all of it, and speech that goes on
// without a cue, in the next sentence or paragraph, belongs to who spoke last.
#pragma once

#include <vector>

#include "extract/attribution.h"

namespace sitrep {

void complete_quotations(const Tree& tree, std::vector<Attribution>& attributions);

}  // namespace sitrep
