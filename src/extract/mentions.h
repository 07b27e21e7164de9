// SPDX-License-Identifier: Apache-2.0
// Mentions: the noun phrases and pronouns that stand for somebody or something of interest, each by itself. Which of them
// mean the same is for coreference.h; what an entity is called in the record is for entities.h.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "knowledge/knowledge.h"
#include "parse/tree.h"
#include "record/reading.h"

namespace sitrep {

enum class MentionForm : std::uint8_t { name, nominal, pronoun, demonym };
enum class Gender : std::uint8_t { unknown, male, female, neuter };

struct Mention {
  TokenRange tokens;      // the phrase without what stands behind its head: "at least 49 of its soldiers" is "soldiers"
  std::uint32_t head = 0;
  MentionForm form{};
  EntityKind kind{};
  Gender gender = Gender::unknown;
  bool is_plural = false;
  bool is_definite = false;  // "the ministry", "these soldiers": may refer back
  std::string name;          // of names and institutions; else empty
  std::string actor;         // key in the actor base, "" if none: ARM, ARM.defence_ministry, FARC
  std::string country;       // alpha-3
  std::string side;          // alpha-3 or actor key of whom it belongs to
  std::string institution;   // key of the institution without its state: defence_ministry
  std::string title;         // of persons: "foreign minister", as written
  std::string title_kind;    // kind of the title in titles.tsv
  std::string sector;        // PLOVER sector
  VictimClass victim_class = VictimClass::unknown;
  const Actor* listed = nullptr;           // in a user's dictionary
  const Thing* thing = nullptr;            // of buildings, vehicles, weapons
  const ShortForm* short_form = nullptr;   // "the group": may stand for somebody named before
  bool only_refers_back = false;           // names nobody by itself
  std::optional<std::uint32_t> owner;      // token of the possessor ("its" in "its soldiers")
  std::optional<std::uint32_t> described;  // for "the governor, E. Holm": head of the mention that says the same
};

/// In text order, by head; a head has one mention. `day` is the report's: who bears a name may depend on it.
std::vector<Mention> find_mentions(const Tree& tree, const Knowledge& knowledge, std::optional<Day> day);

}  // namespace sitrep
