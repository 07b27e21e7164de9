// SPDX-License-Identifier: Apache-2.0
#include "reconcile/claimants.h"

namespace sitrep {
namespace {

/// "ARM" of "ARM.defence_ministry".
std::string actor_root(const std::string& key) { return key.substr(0, key.find('.')); }

bool is_country_key(const std::string& key) {
  if (key.size() != 3) return false;
  for (const char c : key)
    if (c < 'A' || c > 'Z') return false;
  return true;
}

/// A state, what belongs to it, and who holds its offices.
bool speaks_for_state(const Entity& entity) {
  if (entity.kind == EntityKind::state) return true;
  if (entity.actor && entity.actor->find('.') != std::string::npos) return is_country_key(actor_root(*entity.actor));
  if (entity.kind == EntityKind::armed_force && entity.country) return true;
  return entity.kind == EntityKind::person && entity.office && entity.office->of && entity.country;
}

}  // namespace

std::optional<std::string> side_of(const Reading& reading, EntityId id) {
  const Entity& entity = reading.entities[id.index];
  if (entity.kind == EntityKind::weapon || entity.kind == EntityKind::vehicle || entity.kind == EntityKind::facility) return std::nullopt;
  if (entity.actor) return actor_root(*entity.actor);
  if (entity.office && entity.office->of && entity.office->of->index != id.index) {
    const Entity& body = reading.entities[entity.office->of->index];
    if (body.actor) return actor_root(*body.actor);
  }
  return entity.country;
}

std::string claimant_name(const Reading& reading, EntityId id) {
  const Entity& entity = reading.entities[id.index];
  if (speaks_for_state(entity))
    if (const auto side = side_of(reading, id)) return is_country_key(*side) ? *side + " government" : *side;
  if (entity.actor) return actor_root(*entity.actor);
  if (entity.office && entity.office->of)
    if (const auto side = side_of(reading, id)) return *side;
  return entity.name;
}

}  // namespace sitrep
