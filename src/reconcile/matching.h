// SPDX-License-Identifier: Apache-2.0
// Do two accounts tell of one happening? A sum of evidence for and against, from time, place, parties, names, kind,
// weapons, figures and text. The weights stand in one table in matching.cpp. Deciding whole groups is clustering.h.
#pragma once

#include <cstdint>
#include <vector>

#include "base/dates.h"
#include "reconcile/account.h"

namespace sitrep {

/// Evidence for one happening; from `same_happening` on they are taken to be one.
double evidence_for_same(const Account& a, const Account& b);
inline constexpr double same_happening = 2.6;

/// The share of the shorter text's hashes that the other has too.
double text_overlap(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b);
inline constexpr double same_story = 0.55;

/// A side's loss so large that the number tells which fighting is meant.
bool is_telling_toll(const FigureAccount& figure);

/// Days on which the happening may have been, from the account or else from the day of its report.
std::optional<DayRange> days_of(const Account& account);

}  // namespace sitrep
