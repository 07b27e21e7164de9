// SPDX-License-Identifier: Apache-2.0
// Figures: numbers that count people or things, with their bounds. Money, ages, dates, distances, shares, ordinals and
// numbers that only name ("the 3rd Brigade", "Highway 61") are none. Bounds: "at least 49" has low and best 49 and no
// high; "nearly 100" best and high 100 and no low; a range has its lower end as best, as UCDP does; "dozens" has a low
// only. Nothing is averaged.
#pragma once

#include <vector>

#include "knowledge/quantities.h"
#include "parse/tree.h"
#include "record/reading.h"

namespace sitrep {

struct FoundFigure {
  Figure figure;
  TokenRange number;  // the number alone, without its qualifier
};

/// In text order, never overlapping; none lies in a date ("18 July 2016 21 civilians" counts 21).
std::vector<FoundFigure> find_figures(const Tree& tree, const Quantities& quantities, const std::vector<Time>& times);

}  // namespace sitrep
