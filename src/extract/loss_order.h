// SPDX-License-Identifier: Apache-2.0
// A second look at each figure by the order of words alone: "14 people were killed 25 were wounded", "355 killed, 760 wounded".
// Headlines, lists and texts without commas are parsed badly; the word right behind a number, or right before it, still tells
// what it counts. Adds what the parse has missed and takes away what speaks against the order.
#pragma once

#include "extract/loss_victims.h"

namespace sitrep {

/// `withdrawn`: by sentence, its figures are taken back.
void check_by_order(const Tree& tree, const Losses& words, const std::vector<FoundFigure>& figures, const std::vector<bool>& withdrawn, LossVictims& victims);

}  // namespace sitrep
