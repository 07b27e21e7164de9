// SPDX-License-Identifier: Apache-2.0
// Places: where a report says that things are. Names are found (place_names.h) and resolved (place_resolution.h); then come
// the places that are told by others ("20 km north of Kalbajar", "the border between Armenia and Azerbaijan"). A capital that
// stands for its government ("Moscow said") is an actor and left out. A name that nothing fits is a place without
// coordinates; it keeps nothing else from being found.
#pragma once

#include <string>
#include <vector>

#include "knowledge/place_knowledge.h"
#include "parse/document.h"
#include "record/reading.h"

namespace sitrep {

/// A candidate as `--explain` shows it.
struct PlaceCandidate {
  std::string name;      // "Kalbajar, AZE"
  double probability = 0;
};

struct FoundPlace {
  Place place;
  TokenRange tokens;                        // what names it
  int radius_km = 0;                        // how far from the coordinates it may be; 0: a point
  std::vector<PlaceCandidate> candidates;   // the likeliest first
};

/// In text order.
std::vector<FoundPlace> find_places(const Document& document, const Report& report, const PlaceKnowledge& knowledge);

}  // namespace sitrep
