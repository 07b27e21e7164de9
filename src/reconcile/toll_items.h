// SPDX-License-Identifier: Apache-2.0
// A figure on its way into a toll: the claim as it will stand in the ledger, and what decides how it stands to others.
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "record/ledger.h"

namespace sitrep {

struct TollKey {
  Outcome outcome{};
  std::optional<std::string> side;
  VictimClass victim_class{};
  auto operator<=>(const TollKey&) const = default;
};

struct TollItem {
  TollKey key;
  FigureClaim claim;
  Qualifier qualifier{};
  std::optional<std::string> claimant_side;
  std::vector<std::string> parties;  // of the happening, without mediators
  std::string speaker;         // who is answerable: a claimant, or the source of a report that speaks for itself
  bool is_known_speaker = false;  // may count as independent
};

using TollItems = std::vector<TollItem>;

/// The number that a claim comes down to: best, or else low, or else high.
std::optional<std::int64_t> number_of(const FigureClaim& claim);

/// How the claimant stands to the victims of the row that the figure is in.
ClaimantRelation relation_in(const TollItem& item);

/// The number with most behind it. Never a mean.
std::optional<std::int64_t> best_of(const TollItems& items);
/// How much stands behind that number.
double weight_behind(const TollItems& items);

/// Marks in one row what counts: later figures take the place of earlier ones of the same speaker, a growing toll takes the
/// place of what reports said before.
void mark_superseded(TollItems& row);

/// Low, best, high and agreement of a row from what counts in it.
CasualtyRow settled(const TollKey& key, TollItems items);

}  // namespace sitrep
