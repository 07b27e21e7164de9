// SPDX-License-Identifier: Apache-2.0
// All that an expert knows, loaded once from /knowledge and passed on as `const Knowledge&`. Immutable, shared by threads.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "knowledge/actors.h"
#include "knowledge/attribution_model.h"
#include "knowledge/check_words.h"
#include "knowledge/cues.h"
#include "knowledge/frames.h"
#include "knowledge/history.h"
#include "knowledge/losses.h"
#include "knowledge/offices.h"
#include "knowledge/place_knowledge.h"
#include "knowledge/quantities.h"
#include "knowledge/relations.h"
#include "knowledge/role_model.h"
#include "knowledge/things.h"
#include "knowledge/times.h"

namespace sitrep {

/// Files of the user's own beside the knowledge: dictionaries of the PETRARCH kind.
struct Dictionaries {
  std::vector<std::filesystem::path> actors;
  std::vector<std::filesystem::path> verbs;
};

struct Knowledge {
  Quantities quantities;
  Actors actors;
  Offices offices;
  Cues cues;
  AttributionModel attribution;
  RoleModel roles;
  Losses losses;
  HistoryWords history;
  CheckWords checks;
  Frames frames;
  RelationRules relations;
  Things things;
  Times times;
  PlaceKnowledge places;
  std::vector<std::string> dictionary_problems;  // lines of the user's dictionaries that were left out: "file:line: one sentence"

  /// Throws Error "file:line: …" for anything unexpected in a table.
  static Knowledge load(const std::filesystem::path& folder, const std::filesystem::path& gazetteer, const Dictionaries& dictionaries = {});
};

}  // namespace sitrep
