// SPDX-License-Identifier: Apache-2.0
// Whose the victims are, where the words for them do not say: "and 10 were captured" goes on with the group before it, "75
// soldiers of the army of Norland", "a battalion of Norland's brigade suffered 100 killed", "seven soldiers" after the one
// army that the text speaks of. Says nothing where two armies may be meant.
#pragma once

#include "extract/casualties.h"
#include "extract/casualty_sums.h"

namespace sitrep {

/// Fills victims, side and class of rows that lack them. Rows are in text order.
void infer_sides(const CasualtyContext& context, std::vector<CasualtyRow>& rows);

}  // namespace sitrep
