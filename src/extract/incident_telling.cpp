// SPDX-License-Identifier: Apache-2.0
#include "extract/incident_telling.h"

#include "extract/attribution_features.h"
#include "extract/role_scores.h"

namespace sitrep {
namespace {

constexpr float least_score = -1.3F;         // log odds
constexpr float least_score_of_war = -1.F;    // of fighting, which the weights know less of
constexpr float least_score_of_losses = -2.2F;  // of fighting with its losses: few are told in vain

/// Violence in general ("the violence", "attacks on villages") is no happening: one is told when somebody or something is
/// harmed by somebody, or at a place or a time, or when it is said who did what where.
bool has_substance(const Incident& i) {
  const bool harms = !i.damage.empty() || !i.victims.empty() || !i.targets.empty();
  const bool is_situated = i.place || i.time;
  const bool has_actor = !i.perpetrators.empty() || !i.perpetrator_organisations.empty();
  return !i.casualties.empty() || (harms && (is_situated || has_actor)) || (is_situated && (has_actor || !i.weapons.empty()));
}

/// Who did it, to whom or what, where and when: that is an incident, whatever the weights say.
bool is_told_in_full(const OpenIncident& h) {
  const Incident& i = h.incident;
  const bool harms = !i.damage.empty() || !i.victims.empty() || !i.targets.empty();
  const bool has_actor = !i.perpetrators.empty() || !i.perpetrator_organisations.empty();
  return !h.background && !i.events.empty() && harms && has_actor && i.place && i.time && h.sentences.size() <= 1;
}

/// Talks, visits and appeals are public affairs when a state, an armed group, an army or an office holder has a part in them;
/// "she asked a neighbour" and "police received a call" are no incidents.
bool is_public(const Incident& i, const IncidentContext& context) {
  const auto is_one = [&](EntityId id) {
    const Entity& e = context.entities.list[id.index];
    const EntityDetail& detail = context.entities.detail[id.index];
    if (e.kind == EntityKind::state || e.kind == EntityKind::armed_group || e.actor || e.office) return true;
    if (e.kind == EntityKind::armed_force) return detail.victim_class != VictimClass::police;
    return !detail.side.empty() && (e.kind == EntityKind::organisation || e.kind == EntityKind::person);
  };
  return std::any_of(i.events.begin(), i.events.end(), [&](EventId v) {
    const Event& e = context.events[v.index].event;
    return std::any_of(e.actors.begin(), e.actors.end(), is_one) || std::any_of(e.targets.begin(), e.targets.end(), is_one);
  });
}

/// The column of the scores that tells of that kind.
std::size_t column_of(std::string_view kind) {
  if (kind == "bombing" || kind == "explosion") return 2;
  if (kind == "kidnapping") return 3;
  if (kind == "arson") return 4;
  if (kind == "robbery") return 5;
  return 1;
}

class Telling {
 public:
  Telling(const IncidentContext& context, const WholeReport& report, const std::vector<OpenIncident>& all, const OpenIncident& h, HashList& out) : c_(context), report_(report), all_(all), h_(h), i_(h.incident), out_(out) {}

  void features() {
    const std::uint64_t kind = column_of(i_.kind) * 2 + h_.background;
    const std::size_t column = column_of(i_.kind);
    float best = -9, best_of_kind = -9;
    for (const std::uint32_t s : h_.sentences) {
      best = std::max(best, c_.roles.sentences[s][0]);
      best_of_kind = std::max(best_of_kind, c_.roles.sentences[s][column]);
    }
    const std::uint64_t report = score_bucket(c_.roles.report[0]);
    const std::uint64_t harmed = score_bucket(log_odds(likeliest({&i_.victims, &i_.targets}, {Role::victim, Role::target})));
    add("kind"_w, number(word(i_.kind)));
    add("kind old"_w, number(word(i_.kind)), h_.background);
    add("report"_w, report);
    add("report kind"_w, score_bucket(c_.roles.report[column]), kind);
    add("best"_w, score_bucket(best), report);
    add("best kind"_w, score_bucket(best_of_kind), kind);
    add("harmed"_w, harmed);
    add("harmed report"_w, harmed, report);
    add("harmed kind"_w, harmed, kind);
    add("done by"_w, score_bucket(log_odds(likeliest({&i_.perpetrators, &i_.perpetrator_organisations}, {Role::perpetrator, Role::perpetrator_organisation}))), report);
    add("old"_w, h_.background, report);
    whole_report(kind, harmed);
    counts(kind);
    pieces();
    neighbours(kind);
  }

 private:
  static std::uint64_t number(Word w) { return static_cast<std::uint64_t>(w); }
  void add(Word question, std::uint64_t a, std::uint64_t b = 0) { out_.push_back(feature("telling"_w, number(question), a, b)); }

  float likeliest(std::initializer_list<const std::vector<EntityId>*> lists, std::initializer_list<Role> roles) const {
    float most = 0;
    for (const auto* list : lists)
      for (const EntityId id : *list)
        for (const Role role : roles) most = std::max(most, c_.roles.of(id)[static_cast<std::size_t>(role)]);
    return most;
  }

  void whole_report(std::uint64_t kind, std::uint64_t harmed) {
    for (std::size_t k = 1; k < roles_known; ++k) {
      add("best in report"_w, k, score_bucket(log_odds(report_.best[k])));
      add("decided in report"_w, k, std::min<std::size_t>(report_.decided[k], 5));
    }
    const std::uint64_t likeliest = score_bucket(log_odds(std::max(report_.best[3], report_.best[4])));
    const std::uint64_t sentence = score_bucket(report_.best_sentence), whole = score_bucket(c_.roles.report[0]);
    add("violent sentences"_w, std::min<std::size_t>(report_.violent_sentences, 6), harmed);
    add("best sentence in report"_w, sentence, whole);
    add("all kinds"_w, whole * 64 + sentence, likeliest);
    add("likeliest harmed"_w, harmed == likeliest, kind);
  }

  void counts(std::uint64_t kind) {
    const auto few = [](std::size_t n) -> std::uint64_t { return n < 4 ? n : 4; };
    add("victims"_w, few(i_.victims.size()), kind);
    add("targets"_w, few(i_.targets.size()), kind);
    add("perpetrators"_w, few(i_.perpetrators.size()), few(i_.perpetrator_organisations.size()));
    add("weapons"_w, few(i_.weapons.size()), kind);
    add("casualties"_w, few(i_.casualties.size()), kind);
    add("events"_w, few(i_.events.size()), kind);
    add("sentences"_w, few(h_.sentences.size()), kind);
    add("situated"_w, i_.place.has_value() * 2U + i_.time.has_value(), kind);
    add("stage"_w, static_cast<std::uint64_t>(i_.stage), kind);
  }

  void pieces() {
    for (const EventId v : i_.events) {
      const FoundEvent& f = c_.events[v.index];
      add("frame"_w, number(word(f.frame->id)));
      add("status"_w, static_cast<std::uint64_t>(f.event.status), f.event.background);
      add("trigger"_w, number(c_.tree[f.trigger].lemma_hash));
    }
    for (const CasualtyId k : i_.casualties) {
      const Casualty& loss = c_.casualties.list[k.index];
      add("loss"_w, static_cast<std::uint64_t>(loss.outcome), loss.background);
      add("loss of"_w, static_cast<std::uint64_t>(loss.victim_class));
      add("counted"_w, loss.figure.has_value());
    }
    for (const auto* list : {&i_.victims, &i_.targets, &i_.perpetrators, &i_.weapons})
      for (const EntityId id : *list) add("who"_w, number(c_.tree[c_.entities.detail[id.index].first_head].lemma_hash), list == &i_.perpetrators);
  }

  void neighbours(std::uint64_t kind) {
    std::size_t before = 0, others = 0;
    for (const OpenIncident& other : all_) {
      if (other.family != KindFamily::violence || &other == &h_) continue;
      others += 1;
      before += &other < &h_;
      if (others >= 6 && (before >= 4 || &other > &h_)) break;  // more makes no difference
    }
    add("before"_w, std::min<std::uint64_t>(before, 4), kind);
    add("others"_w, std::min<std::uint64_t>(others, 6), kind);
    add("begins"_w, std::min<std::uint64_t>(c_.tree.document().place_in_story(h_.sentences.front()), 6), h_.background);
  }

  const IncidentContext& c_;
  const WholeReport& report_;
  const std::vector<OpenIncident>& all_;
  const OpenIncident& h_;
  const Incident& i_;
  HashList& out_;
};

float least_score_of(const Incident& i) { return is_known_to_weights(i.kind) ? least_score : i.casualties.empty() ? least_score_of_war : least_score_of_losses; }

}  // namespace

bool is_weighed(const IncidentContext& context, const OpenIncident& h) {
  if (h.family != KindFamily::violence || h.incident.kind == "robbery" || !has_substance(h.incident)) return false;  // robberies are too few to have taught anything
  for (const EntityId id : h.incident.perpetrator_organisations)
    if (context.entities.list[id.index].kind == EntityKind::state) return false;
  const auto is_armed = [&](EntityId id) {
    const EntityKind kind = context.entities.list[id.index].kind;
    return kind == EntityKind::armed_force || kind == EntityKind::armed_group;
  };
  const Incident& i = h.incident;
  return (i.victims.empty() && i.targets.empty()) || !(std::all_of(i.victims.begin(), i.victims.end(), is_armed) && std::all_of(i.targets.begin(), i.targets.end(), is_armed));
}

WholeReport::WholeReport(const Roles& roles) {
  for (const RoleCluster& cluster : roles.clusters) {
    for (std::size_t k = 1; k < roles_known; ++k) best[k] = std::max(best[k], cluster.likely[k]);
    decided[static_cast<std::size_t>(cluster.role)] += 1;
  }
  for (const ViolenceScores& scores : roles.sentences) violent_sentences += scores[0] > 0, best_sentence = std::max(best_sentence, scores[0]);
}

void telling_features(const IncidentContext& context, const WholeReport& report, const std::vector<OpenIncident>& all, const OpenIncident& h, HashList& out) { Telling(context, report, all, h, out).features(); }

std::vector<bool> told_as_incidents(const IncidentContext& context, const std::vector<OpenIncident>& all) {
  std::vector<bool> told;
  const WholeReport report(context.roles);
  HashList hashes;
  for (const OpenIncident& h : all) {
    if (is_weighed(context, h) && !is_told_in_full(h)) {
      hashes.clear();
      telling_features(context, report, all, h, hashes);
      told.push_back(scores_of(context.knowledge.roles.incident, hashes)[0] >= least_score_of(h.incident));
    } else {
      told.push_back(h.family == KindFamily::violence ? has_substance(h.incident) : h.family != KindFamily::diplomacy || is_public(h.incident, context));
    }
  }
  return told;
}

}  // namespace sitrep
