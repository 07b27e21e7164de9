// SPDX-License-Identifier: Apache-2.0
// Places that are told by other places: a distance and a direction from one ("20 km north of Kalbajar", "near Lachin"), and
// borders ("the border between Armenia and Azerbaijan", "the Armenian-Azerbaijani border").
#pragma once

#include <vector>

#include "extract/places.h"

namespace sitrep {

/// Turns places with a distance or "near" before them into places relative to them.
void place_relatives(const Document& document, std::vector<FoundPlace>& places);

/// The borders that the report names, as places on the word "border".
std::vector<FoundPlace> find_borders(const Document& document, const PlaceKnowledge& knowledge, const std::vector<FoundPlace>& places);

}  // namespace sitrep
