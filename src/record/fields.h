// SPDX-License-Identifier: Apache-2.0
// The fields of the record, each named once: writing, reading and checking JSON all walk this list. A visitor is called
// as visit("name", member); visit.inline_span(span) stands for the pair "start", "end". Internal to the record layer.
#pragma once

#include <concepts>
#include <type_traits>

#include "record/reading.h"

namespace sitrep {

/// Prefix of the ids of a list, as in "k3"; 0 for lists whose items have none.
template <class Record>
inline constexpr char id_prefix = 0;
template <> inline constexpr char id_prefix<Entity> = 'e';
template <> inline constexpr char id_prefix<Place> = 'p';
template <> inline constexpr char id_prefix<Time> = 't';
template <> inline constexpr char id_prefix<Figure> = 'q';
template <> inline constexpr char id_prefix<Claim> = 'c';
template <> inline constexpr char id_prefix<Event> = 'v';
template <> inline constexpr char id_prefix<Casualty> = 'k';
template <> inline constexpr char id_prefix<Damage> = 'd';
template <> inline constexpr char id_prefix<Relation> = 'r';
template <> inline constexpr char id_prefix<Incident> = 'i';

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, Report>
void fields(V& visit, R& x) {
  visit("id", x.id);
  visit("url", x.url);
  visit("publisher", x.publisher);
  visit("byline", x.byline);
  visit("title", x.title);
  visit("dateline", x.dateline);
  visit("published", x.published);
  visit("language", x.language);
  visit("text", x.text);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, SentenceSpan>
void fields(V& visit, R& x) {
  visit.inline_span(x.span);
  visit("background", x.background);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, Office>
void fields(V& visit, R& x) {
  visit("title", x.title);
  visit("of", x.of);
  visit("holds_on_date", x.holds_on_date);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, Entity>
void fields(V& visit, R& x) {
  visit("kind", x.kind);
  visit("name", x.name);
  visit("actor", x.actor);
  visit("country", x.country);
  visit("office", x.office);
  visit("mentions", x.mentions);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, Place>
void fields(V& visit, R& x) {
  visit("name", x.name);
  visit.inline_span(x.span);
  visit("geonameid", x.geonameid);
  visit("lat", x.lat);
  visit("lon", x.lon);
  visit("country", x.country);
  visit("admin1", x.admin1);
  visit("feature", x.feature);
  visit("precision", x.precision);
  visit("confidence", x.confidence);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, Time>
void fields(V& visit, R& x) {
  visit.inline_span(x.span);
  visit("type", x.type);
  visit("from", x.from);
  visit("to", x.to);
  visit("precision", x.precision);
  visit("timex3", x.timex3);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, Figure>
void fields(V& visit, R& x) {
  visit.inline_span(x.span);
  visit("low", x.low);
  visit("best", x.best);
  visit("high", x.high);
  visit("qualifier", x.qualifier);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, Claim>
void fields(V& visit, R& x) {
  visit("speaker", x.speaker);
  visit("source", x.source);
  visit("cue", x.cue);
  visit("content", x.content);
  visit("stance", x.stance);
  visit("about", x.about);
  visit("channel", x.channel);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, Event>
void fields(V& visit, R& x) {
  visit("anchor", x.anchor);
  visit("type", x.type);
  visit("mode", x.mode);
  visit("contexts", x.contexts);
  visit("cameo", x.cameo);
  visit("goldstein", x.goldstein);
  visit("actors", x.actors);
  visit("targets", x.targets);
  visit("weapons", x.weapons);
  visit("weapon_types", x.weapon_types);
  visit("place", x.place);
  visit("time", x.time);
  visit("status", x.status);
  visit("background", x.background);
  visit("claim", x.claim);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, Casualty>
void fields(V& visit, R& x) {
  visit("outcome", x.outcome);
  visit("figure", x.figure);
  visit("victims", x.victims);
  visit("side", x.side);
  visit("country", x.country);
  visit("class", x.victim_class);
  visit("inflicted_by", x.inflicted_by);
  visit("claim", x.claim);
  visit("event", x.event);
  visit("place", x.place);
  visit("time", x.time);
  visit("background", x.background);
  visit("part_of", x.part_of);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, Damage>
void fields(V& visit, R& x) {
  visit("object", x.object);
  visit("kind", x.kind);
  visit("country", x.country);
  visit("figure", x.figure);
  visit("effect", x.effect);
  visit("inflicted_by", x.inflicted_by);
  visit("claim", x.claim);
  visit("event", x.event);
  visit("place", x.place);
  visit("time", x.time);
  visit("background", x.background);
  visit("part_of", x.part_of);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, Relation>
void fields(V& visit, R& x) {
  visit("kind", x.kind);
  visit("from", x.from);
  visit("to", x.to);
  visit("anchor", x.anchor);
  visit("claim", x.claim);
  visit("time", x.time);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, Incident>
void fields(V& visit, R& x) {
  visit("kind", x.kind);
  visit("stage", x.stage);
  visit("events", x.events);
  visit("place", x.place);
  visit("time", x.time);
  visit("perpetrators", x.perpetrators);
  visit("perpetrator_organisations", x.perpetrator_organisations);
  visit("perpetrator_kind", x.perpetrator_kind);
  visit("perpetrator_confidence", x.perpetrator_confidence);
  visit("targets", x.targets);
  visit("victims", x.victims);
  visit("weapons", x.weapons);
  visit("casualties", x.casualties);
  visit("damage", x.damage);
}

template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, Finding>
void fields(V& visit, R& x) {
  visit("kind", x.kind);
  visit("severity", x.severity);
  visit("message", x.message);
  visit("refs", x.refs);
}

/// The lists of a reading, each called as visit("entities", reading.entities).
template <class V, class R>
  requires std::same_as<std::remove_const_t<R>, Reading>
void lists(V& visit, R& x) {
  visit("sentences", x.sentences);
  visit("entities", x.entities);
  visit("places", x.places);
  visit("times", x.times);
  visit("figures", x.figures);
  visit("claims", x.claims);
  visit("events", x.events);
  visit("casualties", x.casualties);
  visit("damage", x.damage);
  visit("relations", x.relations);
  visit("incidents", x.incidents);
  visit("findings", x.findings);
}

}  // namespace sitrep
