// SPDX-License-Identifier: Apache-2.0
// Nouns of things that are hit and of things that hit: buildings, vehicles, installations (knowledge/words/objects.tsv) and
// weapons with their type (knowledge/words/weapons.tsv).
#pragma once

#include <filesystem>
#include <string>

#include "knowledge/phrases.h"
#include "record/vocabulary.h"

namespace sitrep {

struct Thing {
  EntityKind kind{};                        // facility, vehicle or weapon
  DamageKind damage = DamageKind::other;    // of what is hit
  std::string weapon;                       // type of a weapon: artillery, explosives, firearms, …
};

struct Things {
  Phrases<Thing> nouns;  // lemmas

  static Things load(const std::filesystem::path& knowledge);
};

}  // namespace sitrep
