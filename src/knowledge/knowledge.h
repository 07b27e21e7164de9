// SPDX-License-Identifier: Apache-2.0
// All that an expert knows, loaded once from /knowledge and passed on as `const Knowledge&`. Immutable, shared by threads.
#pragma once

#include <filesystem>

#include "knowledge/actors.h"
#include "knowledge/attribution_model.h"
#include "knowledge/cues.h"
#include "knowledge/frames.h"
#include "knowledge/history.h"
#include "knowledge/losses.h"
#include "knowledge/offices.h"
#include "knowledge/place_knowledge.h"
#include "knowledge/quantities.h"
#include "knowledge/things.h"
#include "knowledge/times.h"

namespace sitrep {

struct Knowledge {
  Quantities quantities;
  Actors actors;
  Offices offices;
  Cues cues;
  AttributionModel attribution;
  Losses losses;
  HistoryWords history;
  Frames frames;
  Things things;
  Times times;
  PlaceKnowledge places;

  /// Throws Error "file:line: …" for anything unexpected in a table.
  static Knowledge load(const std::filesystem::path& folder, const std::filesystem::path& gazetteer);
};

}  // namespace sitrep
