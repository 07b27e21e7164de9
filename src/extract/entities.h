// SPDX-License-Identifier: Apache-2.0
// Entities: who and what the report speaks of, each with all its mentions; and, for the extractors that follow, which
// entity stands at a token.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/mentions.h"
#include "record/reading.h"

namespace sitrep {

/// What later steps need of an entity beyond the record.
struct EntityDetail {
  VictimClass victim_class = VictimClass::unknown;
  std::string side;    // alpha-3 or actor key of whom it belongs to; "" if not known
  std::string sector;  // PLOVER sector
  const Actor* listed = nullptr; // in a user's dictionary
  const Thing* thing = nullptr;  // of buildings, vehicles, weapons
  bool is_plural = false;
  bool is_named = false;
  std::uint32_t first_head = 0;
};

struct Entities {
  std::vector<Entity> list;
  std::vector<EntityDetail> detail;                // of each entity
  std::vector<Mention> mentions;                   // in text order
  std::vector<std::optional<EntityId>> at;         // by head token
  std::vector<std::vector<EntityId>> groups;       // by head token: "both sides" stands for several

  /// A speaker whom no mention names ("officials", "a witness"); `head` is its token.
  EntityId add(Entity entity, std::uint32_t head);
  std::optional<EntityId> at_head(std::uint32_t token) const { return token < at.size() ? at[token] : std::nullopt; }
};

Entities find_entities(const Tree& tree, const Report& report, const Knowledge& knowledge);

}  // namespace sitrep
