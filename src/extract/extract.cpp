// SPDX-License-Identifier: Apache-2.0
#include "extract/extract.h"

#include "base/format.h"
#include "extract/background.h"
#include "extract/casualties.h"
#include "extract/claims.h"
#include "extract/damage.h"
#include "extract/entities.h"
#include "extract/events.h"
#include "extract/figures.h"
#include "extract/findings.h"
#include "extract/incidents.h"
#include "extract/places.h"
#include "extract/relations.h"
#include "extract/roles.h"
#include "extract/times.h"
#include "parse/tree.h"
#include "record/json.h"

namespace sitrep {
namespace {

/// Why this place: the candidates with their probabilities.
std::string candidates_of(const FoundPlace& found) {
  std::string text = "place:";
  for (const PlaceCandidate& candidate : found.candidates) text += format(" {} {:.2f};", candidate.name, candidate.probability);
  if (found.candidates.empty()) text += " in no gazetteer;";
  if (found.radius_km > 0) text += format(" within {} km;", found.radius_km);
  text.pop_back();
  return text;
}

}  // namespace

Reading read(const Report& report, const Document& document, const Knowledge& knowledge, const Watcher& watcher) {
  Reading reading;
  reading.report = report;
  StepTimes* const clock = watcher.times;
  const Tree tree(document);

  FoundTimes times = timed(clock, Step::times, [&] { return find_times(tree, report, knowledge.times, knowledge.quantities); });
  reading.times = std::move(times.times);
  const std::vector<FoundFigure> figures = timed(clock, Step::figures, [&] { return find_figures(tree, knowledge.quantities, reading.times); });
  for (FoundPlace& found : timed(clock, Step::places, [&] { return find_places(document, report, knowledge.places); })) {
    reading.reasons.push_back({id_text('p', static_cast<std::uint32_t>(reading.places.size())), candidates_of(found), found.place.span});
    reading.places.push_back(std::move(found.place));
  }
  Entities entities = timed(clock, Step::entities, [&] { return find_entities(tree, report, knowledge); });
  const Claims claims = timed(clock, Step::claims, [&] { return find_claims(tree, entities, report, knowledge); });
  reading.claims = claims.list;
  const Background background = timed(clock, Step::background, [&] { return Background(tree, reading.times, times.report_day.day, knowledge); });
  for (std::size_t s = 0; s < document.sentences.size(); ++s)
    reading.sentences.push_back({document.span_of(document.sentences[s]), background.sentences()[s]});

  const Casualties casualties = timed(clock, Step::casualties, [&] { return find_casualties({tree, knowledge, entities, figures, reading.claims, claims.of_token, background, reading.times, reading.places}); });
  const std::vector<FoundEvent> events = timed(clock, Step::events, [&] { return find_events({tree, knowledge, entities, claims.of_token, background, reading.times, reading.places}); });
  reading.damage = timed(clock, Step::damage, [&] { return find_damage(events, entities); });
  const RoleContext with_events{tree, knowledge, entities, claims, background, casualties, events, reading.damage};
  if (watcher.before_roles) watcher.before_roles(with_events);
  const Roles roles = timed(clock, Step::roles, [&] { return find_roles(with_events, entities); });
  const IncidentContext with_roles{tree, entities, events, casualties, reading.damage, reading.claims, reading.times, reading.places, background, roles, knowledge};
  if (watcher.before_incidents) watcher.before_incidents(with_roles);
  reading.incidents = timed(clock, Step::incidents, [&] { return find_incidents(with_roles); });
  for (const FoundRelation& found : timed(clock, Step::relations, [&] { return find_relations(tree, knowledge, entities, reading.claims, claims.of_token); })) {
    reading.reasons.push_back({id_text('r', static_cast<std::uint32_t>(reading.relations.size())), found.rule->id, found.relation.anchor});
    reading.relations.push_back(found.relation);
  }
  for (const FoundEvent& found : events) reading.events.push_back(found.event);
  reading.casualties = casualties.list;
  reading.figures = casualties.figures;

  for (std::uint32_t v = 0; v < events.size(); ++v) reading.reasons.push_back({id_text('v', v), events[v].frame->id, events[v].event.anchor});
  for (std::uint32_t k = 0; k < casualties.list.size(); ++k) {
    const Token& trigger = document.tokens[casualties.trigger[k]];
    reading.reasons.push_back({id_text('k', k), "loss." + std::string(trigger.lemma), trigger.span});
  }
  for (std::uint32_t e = 0; e < entities.list.size(); ++e)
    if (const Actor* listed = entities.detail[e].listed) reading.reasons.push_back({id_text('e', e), listed->coded_at, entities.list[e].mentions.front()});
  reading.entities = std::move(entities.list);
  reading.findings = timed(clock, Step::findings, [&] { return find_findings(tree, reading, times.report_day, knowledge); });
  return reading;
}

}  // namespace sitrep
