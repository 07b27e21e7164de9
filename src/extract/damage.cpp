// SPDX-License-Identifier: Apache-2.0
#include "extract/damage.h"

#include <algorithm>

namespace sitrep {
namespace {

bool has_happened(EventStatus status) {
  return status == EventStatus::happened || status == EventStatus::ongoing || status == EventStatus::attempted || status == EventStatus::ended;
}

/// How much an effect tells: of two records of one thing the fuller one stays.
int fullness(DamageEffect effect) { return effect == DamageEffect::unknown ? 0 : effect == DamageEffect::none ? 1 : 2; }

}  // namespace

std::vector<Damage> find_damage(const std::vector<FoundEvent>& events, const Entities& entities) {
  std::vector<Damage> list;
  for (std::uint32_t v = 0; v < events.size(); ++v) {
    const Event& e = events[v].event;
    const bool takes = events[v].frame->effect == DamageEffect::taken || events[v].frame->effect == DamageEffect::robbed;
    if ((e.type != EventType::ASSAULT && !takes) || !has_happened(e.status)) continue;
    for (const EntityId id : e.targets) {
      const Thing* thing = entities.detail[id.index].thing;
      if (thing == nullptr || thing->kind == EntityKind::weapon) continue;
      Damage d;
      d.object = id;
      d.kind = thing->damage;
      d.country = entities.list[id.index].country;
      d.effect = e.status == EventStatus::attempted ? DamageEffect::unknown : events[v].frame->effect;
      d.inflicted_by = e.actors;
      d.claim = e.claim;
      d.event = EventId{v};
      d.place = e.place;
      d.time = e.time;
      d.background = e.background;
      const auto same = std::find_if(list.begin(), list.end(), [&](const Damage& other) { return other.object == d.object && other.claim == d.claim; });
      if (same == list.end()) list.push_back(std::move(d));
      else if (fullness(d.effect) > fullness(same->effect)) same->effect = d.effect;
    }
  }
  return list;
}

}  // namespace sitrep
