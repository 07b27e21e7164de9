// SPDX-License-Identifier: Apache-2.0
#include "extract/incident_roles.h"

#include <limits>

namespace sitrep {
namespace {

constexpr float least_likely = .2F;           // below it the learned roles veto what a rule says
constexpr float least_likely_armed = .02F;     // of states, armies and armed groups, which they know less of
constexpr std::uint32_t perpetrator_reach = 3; // sentences from an incident to those who did it
constexpr std::uint32_t weapon_reach = 1;

bool is_perpetrator(Role role) { return role == Role::perpetrator || role == Role::perpetrator_organisation; }

std::uint32_t distance(const OpenIncident& h, std::uint32_t sentence) {
  std::uint32_t least = std::numeric_limits<std::uint32_t>::max();
  for (const std::uint32_t s : h.sentences) least = std::min(least, s > sentence ? s - sentence : sentence - s);
  return least;
}

}  // namespace

IncidentRoles::IncidentRoles(const IncidentContext& context) : c_(context), decided_(context.entities.list.size(), Role::none) {
  for (const RoleCluster& cluster : c_.roles.clusters)
    if (cluster.entity) decided_[cluster.entity->index] = cluster.role;
}

void IncidentRoles::fill(std::vector<OpenIncident>& incidents) const {
  for (OpenIncident& h : incidents) {
    take_events(h);
    take_losses(h);
  }
  for (const RoleCluster& cluster : c_.roles.clusters)
    if (cluster.role != Role::none) take_cluster(incidents, cluster);
  for (OpenIncident& h : incidents) {
    Incident& i = h.incident;
    if (h.family == KindFamily::violence) {
      take_organisations(i);
      settle(h);
    }
    i.perpetrator_kind = kind_of_perpetrators(i);
    if (!i.perpetrators.empty() || !i.perpetrator_organisations.empty()) i.perpetrator_confidence = confidence_of(i);
  }
  for (const Responsible& r : find_responsible(c_.tree, c_.entities, c_.events)) take_responsible(incidents, r);
}

// ------------------------------------------------------------ by rule

void IncidentRoles::put(Incident& i, Role role, EntityId id) const {
  switch (role) {
    case Role::perpetrator: return add_once(i.perpetrators, id);
    case Role::perpetrator_organisation: return add_once(i.perpetrator_organisations, id);
    case Role::target: return add_once(i.targets, id);
    case Role::victim: return add_once(i.victims, id);
    case Role::weapon: return add_once(i.weapons, id);
    case Role::none: return;
  }
}

Role IncidentRoles::role_by_rule(EntityId id, bool acts) const {
  if (acts) return is_organisation(id) ? Role::perpetrator_organisation : Role::perpetrator;
  return is_human(id) && !is_organisation(id) ? Role::victim : Role::target;
}

void IncidentRoles::take_events(OpenIncident& h) const {
  const bool violent = h.family == KindFamily::violence;
  for (const EventId v : h.incident.events) {
    const Event& e = c_.events[v.index].event;
    for (const bool acts : {true, false})
      for (const EntityId id : acts ? e.actors : e.targets) {
        const Role role = role_by_rule(id, acts);
        if (!violent || may_be(h.incident, id, role)) put(h.incident, violent && is_perpetrator(role) && is_perpetrator(decided_[id.index]) ? decided_[id.index] : role, id);
      }
    for (const EntityId id : e.weapons)
      if (!violent || may_be(h.incident, id, Role::weapon)) add_once(h.incident.weapons, id);
  }
}

void IncidentRoles::take_losses(OpenIncident& h) const {
  for (const CasualtyId k : h.incident.casualties) {
    const Casualty& loss = c_.casualties.list[k.index];
    if (loss.victims && (is_armed(*loss.victims) || may_be(h.incident, *loss.victims, Role::victim))) add_once(h.incident.victims, *loss.victims);
    for (const EntityId id : loss.inflicted_by)
      if (const Role role = role_by_rule(id, true); may_be(h.incident, id, role)) put(h.incident, role, id);
  }
  for (std::uint32_t d = 0; d < c_.damage.size(); ++d)
    if (c_.damage[d].event && std::find(h.incident.events.begin(), h.incident.events.end(), *c_.damage[d].event) != h.incident.events.end()) h.incident.damage.push_back(DamageId{d});
}

bool IncidentRoles::may_be(const Incident& i, EntityId id, Role role) const {
  const Role decided = decided_[id.index];
  if (decided == role || (is_perpetrator(decided) && is_perpetrator(role))) return true;
  if (decided != Role::none) return false;
  const RoleLikelihoods& likely = c_.roles.of(id);
  const float own = is_perpetrator(role) ? likely[static_cast<std::size_t>(Role::perpetrator)] + likely[static_cast<std::size_t>(Role::perpetrator_organisation)]
                                         : likely[static_cast<std::size_t>(role)];
  return !is_known_to_weights(i.kind) || own >= (is_armed(id) ? least_likely_armed : least_likely);
}

// ------------------------------------------------------------ by the learned roles

/// "FARC guerrillas" act for the FARC.
void IncidentRoles::take_organisations(Incident& i) const {
  for (std::size_t n = 0; n < i.perpetrators.size(); ++n) {
    const std::string& side = c_.entities.detail[i.perpetrators[n].index].side;
    if (side.empty()) continue;
    for (std::uint32_t e = 0; e < c_.entities.list.size(); ++e)
      if (c_.entities.list[e].actor == side && c_.entities.list[e].kind == EntityKind::armed_group && may_be(i, EntityId{e}, Role::perpetrator_organisation))
        add_once(i.perpetrator_organisations, EntityId{e});
  }
}

/// Victims and targets stand where they were joined; perpetrators and weapons go to what is told near them.
void IncidentRoles::take_cluster(std::vector<OpenIncident>& incidents, const RoleCluster& cluster) const {
  const auto number = static_cast<std::size_t>(&cluster - c_.roles.clusters.data());
  const std::uint32_t sentence = c_.tree.document().sentence_of[cluster.head];
  const std::uint32_t reach = is_perpetrator(cluster.role) ? perpetrator_reach : cluster.role == Role::weapon ? weapon_reach : 0;
  OpenIncident* nearest = nullptr;
  bool is_placed = false;
  for (OpenIncident& h : incidents) {
    if (h.family != KindFamily::violence) continue;
    const bool joined = std::find(h.clusters.begin(), h.clusters.end(), number) != h.clusters.end();
    if (joined || (reach > 0 && distance(h, sentence) <= reach)) {
      put(h.incident, cluster.role, *cluster.entity);
      is_placed = true;
    }
    if (nearest == nullptr || distance(h, sentence) < distance(*nearest, sentence)) nearest = &h;
  }
  if (!is_placed && nearest != nullptr) put(nearest->incident, cluster.role, *cluster.entity);
}

/// Who claims it or is accused of it joins the nearest violence told before, at most two sentences back, that has nobody of
/// whom the report says so itself.
void IncidentRoles::take_responsible(std::vector<OpenIncident>& incidents, const Responsible& r) const {
  const EntityKind kind = c_.entities.list[r.who.index].kind;
  if (kind == EntityKind::facility || kind == EntityKind::vehicle || kind == EntityKind::weapon) return;
  OpenIncident* home = nullptr;
  std::uint32_t nearest = 0;  // the sentence before or at his where it is told
  for (OpenIncident& h : incidents) {
    const auto told = std::upper_bound(h.sentences.begin(), h.sentences.end(), r.sentence);
    if (h.family != KindFamily::violence || told == h.sentences.begin() || r.sentence - *std::prev(told) > 2) continue;
    if (home == nullptr || *std::prev(told) >= nearest) home = &h, nearest = *std::prev(told);
  }
  if (home == nullptr) return;
  Incident& i = home->incident;
  const bool is_known = contains(i.perpetrators, r.who) || contains(i.perpetrator_organisations, r.who);
  if (!is_known) {
    if (!i.perpetrators.empty() || !i.perpetrator_organisations.empty() || contains(i.victims, r.who) || contains(i.targets, r.who)) return;
    put(i, role_by_rule(r.who, true), r.who);
    i.perpetrator_kind = kind_of_perpetrators(i);
  }
  i.perpetrator_confidence = r.confidence;
}

// ------------------------------------------------------------ one role each

/// Things and crowds of civilians do not attack; who is harmed is not he who harms; who speaks of an event and is not said to
/// have done it or to be hurt is neither a perpetrator nor a victim of it.
void IncidentRoles::settle(OpenIncident& h) const {
  Incident& i = h.incident;
  const auto count = [&](EntityId id, std::vector<EntityId> Event::*side) {
    return std::count_if(i.events.begin(), i.events.end(), [&](EventId v) { return contains(c_.events[v.index].event.*side, id); });
  };
  const auto is_lost = [&](EntityId id) {
    return std::any_of(i.casualties.begin(), i.casualties.end(), [&](CasualtyId k) { return c_.casualties.list[k.index].victims == id; });
  };
  const auto speaks = [&](EntityId id) { return std::any_of(c_.claims.begin(), c_.claims.end(), [&](const Claim& claim) { return claim.speaker == id; }); };
  const auto tells_of_it = [&](EntityId id) {
    const auto says = [&](const std::optional<ClaimId>& claim) { return claim && c_.claims[claim->index].speaker == id; };
    return std::any_of(i.events.begin(), i.events.end(), [&](EventId v) { return says(c_.events[v.index].event.claim); }) ||
           std::any_of(i.casualties.begin(), i.casualties.end(), [&](CasualtyId k) { return says(c_.casualties.list[k.index].claim); });
  };
  const auto cannot_act = [&](EntityId id) {
    if (tells_of_it(id) && count(id, &Event::actors) == 0) return true;
    const EntityKind kind = c_.entities.list[id.index].kind;
    return kind == EntityKind::facility || kind == EntityKind::vehicle || kind == EntityKind::weapon || (kind == EntityKind::civilians && !is_perpetrator(decided_[id.index]));
  };
  const auto suffers = [&](EntityId id) {
    return contains(i.victims, id) && !is_perpetrator(decided_[id.index]) && (is_lost(id) || count(id, &Event::targets) >= count(id, &Event::actors));
  };
  std::erase_if(i.perpetrators, [&](EntityId id) { return cannot_act(id) || suffers(id); });
  std::erase_if(i.perpetrator_organisations, [&](EntityId id) {
    return cannot_act(id) || (decided_[id.index] == Role::none && contains(i.targets, id) && count(id, &Event::targets) > count(id, &Event::actors));
  });
  std::erase_if(i.victims, [&](EntityId id) { return contains(i.perpetrators, id) || (speaks(id) && !is_lost(id) && decided_[id.index] != Role::victim); });
  std::erase_if(i.targets, [&](EntityId id) { return contains(i.perpetrator_organisations, id) || contains(i.victims, id) || c_.entities.list[id.index].kind == EntityKind::weapon; });
}

bool IncidentRoles::is_organisation(EntityId id) const {
  const Entity& e = c_.entities.list[id.index];
  return e.kind == EntityKind::state || e.kind == EntityKind::organisation || (e.kind == EntityKind::armed_group && c_.entities.detail[id.index].is_named) ||
         (e.kind == EntityKind::armed_force && c_.entities.detail[id.index].is_named);
}

bool IncidentRoles::is_human(EntityId id) const {
  const EntityKind kind = c_.entities.list[id.index].kind;
  return kind == EntityKind::person || kind == EntityKind::people || kind == EntityKind::civilians || is_armed(id);
}

bool IncidentRoles::is_armed(EntityId id) const {
  const EntityKind kind = c_.entities.list[id.index].kind;
  return kind == EntityKind::armed_force || kind == EntityKind::armed_group || kind == EntityKind::state;
}

PerpetratorKind IncidentRoles::kind_of_perpetrators(const Incident& i) const {
  for (const auto* list : {&i.perpetrator_organisations, &i.perpetrators})
    for (const EntityId id : *list) {
      const EntityKind kind = c_.entities.list[id.index].kind;
      if (kind == EntityKind::state || kind == EntityKind::armed_force) return PerpetratorKind::state;
      if (kind == EntityKind::armed_group || kind == EntityKind::people || kind == EntityKind::civilians) return PerpetratorKind::non_state;
    }
  return PerpetratorKind::unknown;
}

/// Fact when the report says it itself; claimed when those who did it say so; accused when others do; unknown when nobody
/// says it in so many words.
PerpetratorConfidence IncidentRoles::confidence_of(const Incident& i) const {
  std::optional<PerpetratorConfidence> best;
  const auto is_one = [&](EntityId id) { return contains(i.perpetrators, id) || contains(i.perpetrator_organisations, id); };
  for (const EventId v : i.events) {
    const Event& e = c_.events[v.index].event;
    if (std::none_of(e.actors.begin(), e.actors.end(), is_one)) continue;
    if (!e.claim) return PerpetratorConfidence::fact;
    const Claim& claim = c_.claims[e.claim->index];
    const bool own = claim.speaker && is_one(*claim.speaker);
    if (claim.stance == Stance::denies) best = PerpetratorConfidence::denied;
    else if (own) best = PerpetratorConfidence::claimed;
    else if (!best) best = PerpetratorConfidence::accused;
  }
  return best.value_or(PerpetratorConfidence::unknown);
}

}  // namespace sitrep
