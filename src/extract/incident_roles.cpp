// SPDX-License-Identifier: Apache-2.0
#include "extract/incident_roles.h"

#include <limits>

#include "extract/slot_fillers.h"

namespace sitrep {
namespace {

constexpr float least_likely = .2F;          // below it the learned roles veto what a rule says
constexpr float least_likely_armed = .02F;     // of states, armies and armed groups, which they know less of
constexpr float least_likely_in_war = .1F;     // of who is not armed, in fighting
constexpr std::uint32_t perpetrator_reach = 3; // sentences from an incident to those who did it
constexpr std::uint32_t weapon_reach = 1;

bool is_perpetrator(Role role) { return role == Role::perpetrator || role == Role::perpetrator_organisation; }

}  // namespace

/// In which sentences which violent incidents are told.
class IncidentRoles::ToldViolence {
 public:
  explicit ToldViolence(const std::vector<OpenIncident>& incidents) {
    for (std::size_t i = 0; i < incidents.size(); ++i) {
      if (incidents[i].family != KindFamily::violence) continue;
      for (const std::uint32_t s : incidents[i].sentences) list_.emplace_back(s, i);
      for (const std::size_t cluster : incidents[i].clusters) home_.emplace(cluster, i);
    }
    std::sort(list_.begin(), list_.end());
  }

  /// Where somebody harmed was joined.
  std::optional<std::size_t> home_of(std::size_t cluster) const {
    const auto at = home_.find(cluster);
    return at == home_.end() ? std::nullopt : std::optional(at->second);
  }

  /// The incidents told at most `reach` sentences off, each once, in their order.
  std::vector<std::size_t> around(std::uint32_t sentence, std::uint32_t reach) const {
    std::vector<std::size_t> found;
    for (auto at = from(sentence - std::min(sentence, reach)); at != list_.end() && at->first <= sentence + reach; ++at) found.push_back(at->second);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  std::optional<std::size_t> nearest(std::uint32_t sentence) const {
    if (list_.empty()) return std::nullopt;
    const auto after = from(sentence);
    std::uint32_t gap = after == list_.end() ? std::numeric_limits<std::uint32_t>::max() : after->first - sentence;
    if (after != list_.begin()) gap = std::min(gap, sentence - std::prev(after)->first);
    return around(sentence, gap).front();
  }

  /// The incident told last, in that sentence or at most `reach` before it.
  std::optional<std::size_t> last_before(std::uint32_t sentence, std::uint32_t reach) const {
    const auto after = from(sentence + 1);
    if (after == list_.begin() || sentence - std::prev(after)->first > reach) return std::nullopt;
    return std::prev(after)->second;
  }

 private:
  using Telling = std::pair<std::uint32_t, std::size_t>;  // sentence, incident
  std::vector<Telling>::const_iterator from(std::uint32_t sentence) const { return std::lower_bound(list_.begin(), list_.end(), Telling{sentence, 0}); }

  std::vector<Telling> list_;
  std::unordered_map<std::size_t, std::size_t> home_;  // by cluster
};

IncidentRoles::IncidentRoles(const IncidentContext& context) : c_(context), decided_(context.entities.list.size(), Role::none), is_speaker_(context.entities.list.size()) {
  for (const RoleCluster& cluster : c_.roles.clusters)
    if (cluster.entity) decided_[cluster.entity->index] = cluster.role;
  for (const Claim& claim : c_.claims)
    if (claim.speaker) is_speaker_[claim.speaker->index] = true;
  for (std::uint32_t e = 0; e < c_.entities.list.size(); ++e)
    if (const Entity& entity = c_.entities.list[e]; entity.actor && entity.kind == EntityKind::armed_group) groups_of_[*entity.actor].push_back(EntityId{e});
}

void IncidentRoles::fill(std::vector<OpenIncident>& incidents) const {
  for (OpenIncident& h : incidents) {
    take_events(h);
    take_losses(h);
  }
  take_damage(incidents);
  const ToldViolence told(incidents);
  for (const RoleCluster& cluster : c_.roles.clusters)
    if (cluster.role != Role::none) take_cluster(incidents, told, cluster);
  for (OpenIncident& h : incidents) {
    Incident& i = h.incident;
    if (h.family == KindFamily::violence) {
      take_organisations(i);
      settle(h);
    }
    i.perpetrator_kind = kind_of_perpetrators(i);
    if (!i.perpetrators.empty() || !i.perpetrator_organisations.empty()) i.perpetrator_confidence = confidence_of(i);
  }
  for (const Responsible& r : find_responsible(c_.tree, c_.entities, c_.events)) take_responsible(incidents, told, r);
}

// ------------------------------------------------------------ by rule

void IncidentRoles::put(Incident& i, Role role, EntityId id) const {
  if (role != Role::none) add_once(fillers_of(i, role), id);
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
}

void IncidentRoles::take_damage(std::vector<OpenIncident>& incidents) const {
  std::vector<OpenIncident*> home(c_.events.size(), nullptr);
  for (OpenIncident& h : incidents)
    for (const EventId v : h.incident.events) home[v.index] = &h;
  for (std::uint32_t d = 0; d < c_.damage.size(); ++d)
    if (c_.damage[d].event && home[c_.damage[d].event->index] != nullptr) home[c_.damage[d].event->index]->incident.damage.push_back(DamageId{d});
}

bool IncidentRoles::may_be(const Incident& i, EntityId id, Role role) const {
  const Role decided = decided_[id.index];
  if (decided == role || (is_perpetrator(decided) && is_perpetrator(role))) return true;
  if (decided != Role::none) return false;
  const RoleLikelihoods& likely = c_.roles.of(id);
  const float own = is_perpetrator(role) ? likely[static_cast<std::size_t>(Role::perpetrator)] + likely[static_cast<std::size_t>(Role::perpetrator_organisation)]
                                         : likely[static_cast<std::size_t>(role)];
  if (is_known_to_weights(i.kind)) return own >= (is_armed(id) ? least_likely_armed : least_likely);
  return is_armed(id) || own >= least_likely_in_war;
}

// ------------------------------------------------------------ by the learned roles

/// "FARC guerrillas" act for the FARC.
void IncidentRoles::take_organisations(Incident& i) const {
  for (std::size_t n = 0; n < i.perpetrators.size(); ++n) {
    const auto groups = groups_of_.find(c_.entities.detail[i.perpetrators[n].index].side);
    if (groups == groups_of_.end()) continue;
    for (const EntityId id : groups->second)
      if (may_be(i, id, Role::perpetrator_organisation)) add_once(i.perpetrator_organisations, id);
  }
}

/// Victims and targets stand where they were joined; perpetrators and weapons go to what is told near them.
void IncidentRoles::take_cluster(std::vector<OpenIncident>& incidents, const ToldViolence& told, const RoleCluster& cluster) const {
  const std::uint32_t sentence = c_.tree.document().sentence_of[cluster.head];
  const auto put_in = [&](std::size_t i) { put(incidents[i].incident, cluster.role, *cluster.entity); };
  if (cluster.role == Role::victim || cluster.role == Role::target) {
    const auto home = told.home_of(static_cast<std::size_t>(&cluster - c_.roles.clusters.data()));
    if (home) return put_in(*home);
  } else {
    const std::vector<std::size_t> around = told.around(sentence, is_perpetrator(cluster.role) ? perpetrator_reach : weapon_reach);
    for (const std::size_t i : around) put_in(i);
    if (!around.empty()) return;
  }
  if (const auto nearest = told.nearest(sentence)) put_in(*nearest);
}

/// Who claims it or is accused of it joins the nearest violence told before, at most two sentences back, that has nobody of
/// whom the report says so itself.
void IncidentRoles::take_responsible(std::vector<OpenIncident>& incidents, const ToldViolence& told, const Responsible& r) const {
  const EntityKind kind = c_.entities.list[r.who.index].kind;
  if (kind == EntityKind::facility || kind == EntityKind::vehicle || kind == EntityKind::weapon) return;
  const auto home = told.last_before(r.sentence, 2);
  if (!home) return;
  Incident& i = incidents[*home].incident;
  const bool is_known = contains(i.perpetrators, r.who) || contains(i.perpetrator_organisations, r.who);
  if (!is_known) {
    if (!i.perpetrators.empty() || !i.perpetrator_organisations.empty() || contains(i.victims, r.who) || contains(i.targets, r.who)) return;
    put(i, role_by_rule(r.who, true), r.who);
    i.perpetrator_kind = kind_of_perpetrators(i);
  }
  i.perpetrator_confidence = r.confidence;
}

// ------------------------------------------------------------ one role each

std::unordered_map<std::uint32_t, IncidentRoles::Part> IncidentRoles::parts_in(const Incident& i) const {
  std::unordered_map<std::uint32_t, Part> parts;
  const auto note_teller = [&](const std::optional<ClaimId>& claim) {
    if (claim && c_.claims[claim->index].speaker) parts[c_.claims[claim->index].speaker->index].tells = true;
  };
  for (const EventId v : i.events) {
    const Event& e = c_.events[v.index].event;
    for (const EntityId id : e.actors) ++parts[id.index].acts;
    for (const EntityId id : e.targets) ++parts[id.index].suffers;
    note_teller(e.claim);
  }
  for (const CasualtyId k : i.casualties) {
    const Casualty& loss = c_.casualties.list[k.index];
    if (loss.victims) parts[loss.victims->index].is_lost = true;
    note_teller(loss.claim);
  }
  return parts;
}

/// Things and crowds of civilians do not attack; who is harmed is not he who harms; who speaks of an event and is not said to
/// have done it or to be hurt is neither a perpetrator nor a victim of it.
void IncidentRoles::settle(OpenIncident& h) const {
  Incident& i = h.incident;
  const std::unordered_map<std::uint32_t, Part> parts = parts_in(i);
  const auto part = [&](EntityId id) {
    const auto at = parts.find(id.index);
    return at == parts.end() ? Part{} : at->second;
  };
  const auto cannot_act = [&](EntityId id) {
    if (part(id).tells && part(id).acts == 0) return true;
    const EntityKind kind = c_.entities.list[id.index].kind;
    return kind == EntityKind::facility || kind == EntityKind::vehicle || kind == EntityKind::weapon || (kind == EntityKind::civilians && !is_perpetrator(decided_[id.index]));
  };
  const auto suffers = [&](EntityId id) {
    return contains(i.victims, id) && !is_perpetrator(decided_[id.index]) && (part(id).is_lost || part(id).suffers >= part(id).acts);
  };
  std::erase_if(i.perpetrators, [&](EntityId id) { return cannot_act(id) || suffers(id); });
  std::erase_if(i.perpetrator_organisations, [&](EntityId id) {
    return cannot_act(id) || (decided_[id.index] == Role::none && contains(i.targets, id) && part(id).suffers > part(id).acts);
  });
  std::erase_if(i.victims, [&](EntityId id) { return contains(i.perpetrators, id) || (is_speaker_[id.index] && !part(id).is_lost && decided_[id.index] != Role::victim); });
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
