// SPDX-License-Identifier: Apache-2.0
#include "extract/slot_fillers.h"

#include "extract/attribution_features.h"
#include "extract/incident_telling.h"
#include "extract/role_scores.h"

namespace sitrep {
namespace {

constexpr Role roles[] = {Role::perpetrator, Role::perpetrator_organisation, Role::target, Role::victim, Role::weapon};

/// Log odds from which on somebody stays; where recall and precision balance on reports that were not trained on.
constexpr std::array<float, roles_known> least_scores{0, -1.8F, -2.2F, -2.F, -1.8F, -1.8F};

template <class E>
  requires std::is_enum_v<E>
std::uint64_t number(E e) {
  return static_cast<std::uint64_t>(e);
}

std::uint64_t few(std::size_t n) { return n <= 3 ? n : n <= 5 ? 4 : n <= 8 ? 5 : 6; }

std::uint64_t key(Role role, EntityId id) { return number(role) << 32 | id.index; }

}  // namespace

std::vector<EntityId>& fillers_of(Incident& incident, Role role) {
  switch (role) {
    case Role::perpetrator: return incident.perpetrators;
    case Role::perpetrator_organisation: return incident.perpetrator_organisations;
    case Role::target: return incident.targets;
    case Role::weapon: return incident.weapons;
    default: return incident.victims;
  }
}

const std::vector<EntityId>& fillers_of(const Incident& incident, Role role) { return fillers_of(const_cast<Incident&>(incident), role); }

ReportFillers::ReportFillers(const IncidentContext& context, const std::vector<OpenIncident>& all)
    : c_(context), first_(all.data()), sentences_(context.entities.list.size()), decided_(context.entities.list.size(), Role::none), speaks_(context.entities.list.size()) {
  const Document& d = c_.tree.document();
  for (std::uint32_t i = 0; i < d.tokens.size(); ++i)
    if (const auto id = c_.entities.at_head(i)) sentences_[id->index].push_back(d.sentence_of[i]);
  for (const RoleCluster& cluster : c_.roles.clusters)
    if (cluster.entity) decided_[cluster.entity->index] = cluster.role;
  for (const Claim& claim : c_.claims)
    if (claim.speaker) speaks_[claim.speaker->index] = true;
  std::size_t violent = 0;
  for (const OpenIncident& h : all) {
    violence_before_.push_back(violent);
    if (h.family != KindFamily::violence) continue;
    violent += 1;
    for (const Role role : roles)
      for (const EntityId id : fillers_of(h.incident, role)) ++shared_[key(role, id)];
  }
  violence_before_.push_back(violent);
}

SlotFillers::SlotFillers(const ReportFillers& report, const OpenIncident& h) : r_(report), c_(report.c_), h_(h), is_weighed_(sitrep::is_weighed(report.c_, h)) {
  for (const std::uint32_t s : h.sentences) best_sentence_ = std::max(best_sentence_, c_.roles.sentences[s][0]);
  for (const CasualtyId k : h.incident.casualties)
    if (const auto victims = c_.casualties.list[k.index].victims) recorded_.insert(victims->index);
  for (const DamageId d : h.incident.damage)
    if (const auto object = c_.damage[d.index].object) recorded_.insert(object->index);
  for (const EventId v : h.incident.events) {
    const Event& e = c_.events[v.index].event;
    for (const EntityId id : e.actors) parts_[id.index].events.push_back({v, true});
    for (const EntityId id : e.targets) parts_[id.index].events.push_back({v, false});
  }
  for (const Role role : roles) {
    const auto k = static_cast<std::size_t>(role);
    for (const EntityId id : fillers_of(h.incident, role)) {
      likely_[k].push_back(c_.roles.of(id)[k]);
      first_like_[k].emplace(number(c_.tree[c_.entities.detail[id.index].first_head].lemma_hash), id);
    }
    std::sort(likely_[k].begin(), likely_[k].end());
  }
}

std::vector<SlotFiller> SlotFillers::all() const {
  std::vector<SlotFiller> list;
  for (const Role role : roles)
    for (const EntityId id : fillers_of(h_.incident, role)) list.push_back({role, id});
  return list;
}

bool SlotFillers::is_weighed(SlotFiller filler) const {
  const EntityKind kind = c_.entities.list[filler.id.index].kind;
  const bool is_armed = kind == EntityKind::armed_force || kind == EntityKind::armed_group || kind == EntityKind::state;
  if (!is_weighed_ || recorded_.contains(filler.id.index)) return false;
  if (!is_armed) return true;
  // Who is armed and said to have done it has done it; and of war the weights have learned nothing.
  const auto part = parts_.find(filler.id.index);
  const bool acts = part != parts_.end() && std::any_of(part->second.events.begin(), part->second.events.end(), [](const auto& event) { return event.second; });
  return is_known_to_weights(h_.incident.kind) && !acts;
}

std::uint64_t SlotFillers::mentions_inside(EntityId id) const {
  std::size_t n = 0;
  for (const std::uint32_t s : r_.sentences_[id.index]) n += std::binary_search(h_.sentences.begin(), h_.sentences.end(), s);
  return few(n);
}

/// In sentences, from the incident to the nearest mention.
std::uint64_t SlotFillers::distance(EntityId id) const {
  std::uint64_t least = 6;
  for (const std::uint32_t s : r_.sentences_[id.index]) {
    const auto after = std::lower_bound(h_.sentences.begin(), h_.sentences.end(), s);
    if (after != h_.sentences.end()) least = std::min<std::uint64_t>(least, *after - s);
    if (after != h_.sentences.begin()) least = std::min<std::uint64_t>(least, s - *std::prev(after));
  }
  return least;
}

/// How many of the same role in the incident are likelier.
std::uint64_t SlotFillers::rank(SlotFiller filler) const {
  const auto k = static_cast<std::size_t>(filler.role);
  return few(static_cast<std::size_t>(likely_[k].end() - std::upper_bound(likely_[k].begin(), likely_[k].end(), c_.roles.of(filler.id)[k])));
}

/// Is one with the same head there before?
bool SlotFillers::has_like(SlotFiller filler) const {
  const auto first = first_like_[static_cast<std::size_t>(filler.role)].find(number(c_.tree[c_.entities.detail[filler.id.index].first_head].lemma_hash));
  return first->second != filler.id;
}

void SlotFillers::features(SlotFiller filler, HashList& out) const {
  const auto [role, id] = filler;
  const Incident& i = h_.incident;
  const Entity& e = c_.entities.list[id.index];
  const EntityDetail& detail = c_.entities.detail[id.index];
  const Token& head = c_.tree[detail.first_head];
  const std::uint64_t r = number(role);
  const auto add = [&](Word question, std::uint64_t a, std::uint64_t b = 0) {
    out.push_back(feature("filler"_w, number(question), a, b));
    out.push_back(feature("filler role"_w, number(question) ^ r, a, b));
  };
  const std::uint64_t kind = number(e.kind) * 4 + detail.is_named * 2U + detail.is_plural;
  const std::uint64_t likely = score_bucket(log_odds(c_.roles.of(id)[static_cast<std::size_t>(role)]));
  const Role own_role = r_.decided_[id.index];
  const std::uint64_t decided = own_role == role ? 2 : own_role == Role::none ? 0 : 1;
  bool acts = false, suffers = false;
  if (const auto part = parts_.find(id.index); part != parts_.end())
    for (const auto& [v, does] : part->second.events) {
      const FoundEvent& f = c_.events[v.index];
      acts |= does, suffers |= !does;
      add("frame"_w, number(word(f.frame->id)), does);
      add("status"_w, number(f.event.status) * 4 + f.event.background * 2U + f.event.claim.has_value(), does);
    }
  const std::uint64_t source = decided * 8 + acts * 4U + suffers * 2U + recorded_.contains(id.index);
  const std::uint64_t away = distance(id), place = rank(filler);
  const std::uint64_t incident = number(word(i.kind));
  const auto& sentences = r_.sentences_[id.index];
  const auto shared = r_.shared_.find(key(role, id));
  add("kind"_w, kind, source);
  add("likely"_w, likely, source);
  add("likely kind"_w, likely, kind);
  add("likely away"_w, likely, away);
  add("source"_w, source, away);
  add("rank"_w, place, few(fillers_of(i, role).size()));
  add("rank likely"_w, place, likely);
  add("like"_w, has_like(filler), kind);
  add("incident kind"_w, incident, kind);
  add("incident source"_w, incident, source);
  add("report"_w, score_bucket(c_.roles.report[0]), likely);
  add("sentences"_w, score_bucket(best_sentence_), likely);
  add("old"_w, h_.background, few(h_.sentences.size()));
  add("violent"_w, few(r_.violence_before_.back()), few(shared == r_.shared_.end() ? 0 : shared->second));
  add("before"_w, few(r_.violence_before_[static_cast<std::size_t>(&h_ - r_.first_)]), likely);
  add("mentions"_w, few(sentences.size()), mentions_inside(id));
  add("first"_w, sentences.empty() ? 9 : few(c_.tree.document().place_in_story(sentences.front())), kind);
  add("speaks"_w, r_.speaks_[id.index], source);
  add("side"_w, detail.side.empty(), e.office.has_value());
  add("class"_w, number(detail.victim_class), kind);
  add("lemma"_w, number(head.lemma_hash));
  add("word class"_w, c_.knowledge.attribution.word_classes.of(head.lower_hash));
  add("stage"_w, number(i.stage), kind);
  if (detail.thing != nullptr) add("thing"_w, number(detail.thing->kind) * 64 + number(detail.thing->damage), number(word(detail.thing->weapon)));
}

bool SlotFillers::is_likely(SlotFiller filler) const {
  if (!is_weighed(filler)) return true;
  HashList hashes;
  features(filler, hashes);
  return scores_of(c_.knowledge.roles.filler, hashes)[0] >= least_scores[static_cast<std::size_t>(filler.role)];
}

void drop_unlikely_fillers(const IncidentContext& context, std::vector<OpenIncident>& all) {
  const ReportFillers report(context, all);
  for (OpenIncident& h : all) {
    std::unordered_set<std::uint64_t> dropped;
    const SlotFillers fillers(report, h);
    for (const SlotFiller& filler : fillers.all())
      if (!fillers.is_likely(filler)) dropped.insert(key(filler.role, filler.id));
    for (const Role role : roles) std::erase_if(fillers_of(h.incident, role), [&](EntityId id) { return dropped.contains(key(role, id)); });
  }
}

}  // namespace sitrep
