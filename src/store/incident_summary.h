// SPDX-License-Identifier: Apache-2.0
// What a list, a map and a time bar show of an incident, made when the incident is written, so that ten thousand of them
// are read without parsing one. Not the incident: figures here are those of all its rows of one outcome together.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "record/ledger.h"

namespace sitrep {

inline constexpr auto summary_columns =
    std::to_array<std::string_view>({"id", "title", "kind", "from", "to", "lat", "lon", "precision", "radius_km", "place", "country", "killed", "injured", "contested",
                                     "sources", "sides", "status", "first_seen", "last_seen"});

/// A JSON value for each column, with tabs between them (no JSON value holds a bare tab).
std::string summary_cells(const LedgerIncident& incident);

/// Do its figures or what is said of who did it differ?
bool is_contested(const LedgerIncident& incident);

/// The place that stands for the incident on a map: the most precise one with coordinates, the first of these.
const LedgerPlace* main_place(const LedgerIncident& incident);

/// How far from its point a place of this precision may reach, in kilometres: for drawing, not for reckoning.
double radius_km(PlacePrecision precision);

}  // namespace sitrep
