// SPDX-License-Identifier: Apache-2.0
#include "knowledge/knowledge.h"

#include "base/error.h"
#include "base/format.h"
#include "knowledge/cameo_actors.h"

namespace sitrep {

Knowledge Knowledge::load(const std::filesystem::path& folder, const std::filesystem::path& gazetteer, const Dictionaries& dictionaries) {
  if (!std::filesystem::is_directory(folder)) throw Error(format("{}: the knowledge folder is missing; run from an installed copy or a built tree", folder.string()));
  Knowledge all{
      .quantities = Quantities::load(folder),
      .actors = Actors::load(folder),
      .offices = Offices::load(folder),
      .cues = Cues::load(folder),
      .attribution = AttributionModel::load(folder),
      .roles = RoleModel::load(folder),
      .losses = Losses::load(folder),
      .history = HistoryWords::load(folder),
      .checks = CheckWords::load(folder),
      .frames = Frames::load(folder),
      .relations = RelationRules::load(folder),
      .things = Things::load(folder),
      .times = Times::load(folder),
      .places = PlaceKnowledge::load(gazetteer, folder),
      .dictionary_problems = {},
  };
  all.dictionary_problems = add_dictionaries(all.actors, dictionaries.actors, folder);
  for (std::string& problem : all.frames.add_dictionaries(dictionaries.verbs)) all.dictionary_problems.push_back(std::move(problem));
  return all;
}

}  // namespace sitrep
