// SPDX-License-Identifier: Apache-2.0
// The actor base: states, organisations, armed groups and forces, peoples, with all names that the press gives them; nouns
// of people and institutions; titles. From knowledge/actors/*.tsv. Who held which office is in knowledge/offices.h.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/dates.h"
#include "knowledge/phrases.h"
#include "record/vocabulary.h"

namespace sitrep {

struct Actor {
  std::string key;     // ARM, CSTO, FARC, …: the contract's `actor`
  std::string name;
  EntityKind kind{};   // state, organisation, armed_group, armed_force, people
  std::string type;    // the table's own kind: alliance, rebel, army, …
  std::vector<std::string> countries;  // alpha-3; of a state its own key
  std::optional<Day> from;             // groups: years active
  std::optional<Day> to;
  // Of actors that a user's dictionary gives:
  std::string sector{};                // PLOVER sector
  VictimClass victim_class = VictimClass::unknown;
  std::string coded_at{};              // "file:line CODE"; "" for the base's own
};

/// How a name stands for an actor.
enum class NameForm : std::uint8_t {
  name,     // Armenia
  demonym,  // Armenian, Armenians
  seat      // Yerevan, the Kremlin: the actor when it acts or speaks, else a place
};

constexpr std::uint32_t whole_time = ~0U;

struct ActorName {
  std::uint32_t actor = 0;  // in Actors::all
  NameForm form{};
  std::uint32_t periods = whole_time;  // in Actors::periods, where it depends on the day who bears the name
};

/// Who bears a name between two days, both inclusive.
struct ActorPeriod {
  std::optional<std::uint32_t> actor;
  std::optional<Day> from;
  std::optional<Day> to;
};

/// "soldier", "gunman", "villager": a noun that stands for people.
struct PeopleNoun {
  EntityKind kind{};
  VictimClass victim_class{};
  std::string sector;  // PLOVER sector code
  bool is_plural = false;
};

/// "defence ministry", "parliament": part of a state.
struct Institution {
  std::string key;  // suffix of the actor key: ARM.defence_ministry
  EntityKind kind{};
  std::string sector;
};

/// "foreign minister", "colonel": what a person may be.
struct Title {
  std::string kind;  // office kind, or rank, spokesperson, clergy, other
  std::string sector;
};

/// "the group", "the country": a noun that with "the" means somebody named before, of one of these kinds; without kinds,
/// only somebody whose name ends with the noun ("the party" after "the Unity Party").
struct ShortForm {
  std::vector<EntityKind> kinds;
};

struct Actors {
  std::vector<Actor> all;
  Phrases<ActorName> names;     // written in lower case
  Phrases<ActorName> acronyms;  // all capitals, up to six letters: matched in exact case ("IS", "US")
  Phrases<PeopleNoun> people;   // lemmas
  Phrases<Institution> institutions;
  Phrases<Title> titles;
  Phrases<ShortForm> short_forms;
  std::unordered_map<std::string, std::uint32_t> by_key;
  std::unordered_map<std::string, std::vector<std::string>> members;  // organisation -> states that are or were members

  std::vector<std::vector<ActorPeriod>> periods;  // of names in the user's dictionaries

  const Actor* find(std::string_view key) const;
  /// Who bears the name on that day; without a day, who bears it at all times. nullptr: nobody.
  const Actor* bearer(const ActorName& name, std::optional<Day> day) const;
  static Actors load(const std::filesystem::path& knowledge);
};

/// The words of a name as the tokenizer would cut them: "al-Shabab" is "al - shabab".
std::string tokenized_name(std::string_view name);

}  // namespace sitrep
