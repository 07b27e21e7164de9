// SPDX-License-Identifier: Apache-2.0
// PLOVER JSON: one event a line, with the fields of its manual. Keeps what the tables lose: history, plans and denials, as
// PLOVER's auxiliary modes.
#include "app/exports/event_view.h"
#include "app/exports/format.h"
#include "app/sheet.h"
#include "app/version.h"
#include "base/format.h"
#include "base/json.h"

namespace sitrep::exports {
namespace {

using V = EventView;

template <class T>
Json or_null(const std::optional<T>& value) { return value ? Json(*value) : Json(); }
Json or_null(const std::string& text) { return text.empty() ? Json() : Json(harmless(text)); }

Json entity_json(const V& v, const Entity& e) {
  return {{"code", or_null(V::country(e))}, {"sector", or_null(v.sector(e))}, {"entity_text", harmless(v.raw_name(e))}, {"identifier_id", or_null(e.actor)},
          {"identifier_text", harmless(e.name)}, {"office", e.office ? Json(harmless(e.office->title)) : Json()}};
}

Json entities_json(const V& v, const std::vector<EntityId>& ids) {
  Json list = Json::array();
  for (const EntityId id : ids) list.push_back(entity_json(v, v.entity(id)));
  return list;
}

/// PLOVER's own scale: 4 a town, 3 a district, 2 a province, 1 a country.
Json resolution(const Place& place) {
  switch (place.precision) {
    case PlacePrecision::exact:
    case PlacePrecision::near: return 4;
    case PlacePrecision::admin2: return 3;
    case PlacePrecision::admin1: return 2;
    case PlacePrecision::country: return 1;
    default: return nullptr;
  }
}

Json place_json(const V& v) {
  const Place* place = v.place();
  if (!place) return nullptr;
  return {{"extracted_place", harmless(place->span.of(v.report().text))}, {"resolved_place", harmless(place->name)}, {"geonameid", or_null(place->geonameid)},
          {"lat", or_null(place->lat)}, {"lon", or_null(place->lon)}, {"province", or_null(place->admin1)},
          {"country", place->country ? Json(v.country_name(*place->country)) : Json()}, {"country_code", or_null(place->country)},
          {"feature_code", or_null(place->feature)}, {"resolution", resolution(*place)}};
}

/// PLOVER says by auxiliary modes that an event is history, yet to come, only thought of, or did not happen.
Json modes(const Event& event) {
  Json list = Json::array();
  if (event.mode) list.push_back(*event.mode);
  if (event.background) list.push_back("historical");
  if (event.status == EventStatus::planned) list.push_back("future");
  if (event.status == EventStatus::possible || event.status == EventStatus::threatened || event.status == EventStatus::attempted) list.push_back("hypothetical");
  if (event.status == EventStatus::denied || event.status == EventStatus::did_not_happen) list.push_back("negation");
  return list;
}

/// Dead and injured that the report counts for the event itself, parts not added.
Json size_json(const V& v) {
  const auto total = [&](Outcome outcome) -> Json {
    std::optional<std::int64_t> sum;
    for (const Casualty& casualty : v.reading.casualties) {
      const bool is_of_event = casualty.event && &v.reading.events[casualty.event->index] == &v.event;
      if (!is_of_event || casualty.outcome != outcome || casualty.part_of || !casualty.figure) continue;
      const auto& best = v.reading.figures[casualty.figure->index].best;
      if (sum) return nullptr;  // several figures, perhaps of several speakers: none is the event's
      if (best) sum = *best;
    }
    return or_null(sum);
  };
  return {{"dead", total(Outcome::killed)}, {"injured", total(Outcome::injured)}, {"arrested", nullptr}};
}

Json event_json(const V& v) {
  const std::int64_t sentence = v.sentence_number();
  const Time* time = v.event.time ? &v.reading.times[v.event.time->index] : nullptr;
  const Report& report = v.report();
  return {{"id", format("SITREP-{}", v.id())}, {"has_event", true}, {"date", or_null(v.day())}, {"enddate", time ? or_null(day_of(time->to)) : Json()},
          {"actor", entities_json(v, v.event.actors)}, {"recipient", entities_json(v, v.event.targets)}, {"event", Json::array({name_of(v.event.type)})},
          {"event_loc", place_json(v)}, {"event_text", Json::array({harmless(v.event.anchor.of(report.text))})}, {"quad_code", v.score().quad},
          {"event_scale", v.score().score}, {"mode", modes(v.event)}, {"context", v.event.contexts}, {"link", or_null(report.url)},
          {"text", harmless(v.sentence())},
          {"text_info", {{"sequence", sentence}, {"start", v.index.code_point_at(v.event.anchor.begin)}, {"end", v.index.code_point_at(v.event.anchor.end)}, {"text_story", harmless(report.id)}}},
          {"size", size_json(v)},
          {"cite_info", {{"publication", or_null(report.publisher.value_or(""))}, {"title", or_null(report.title.value_or(""))}, {"url", or_null(report.url)}, {"language", or_null(report.language)},
                         {"coder", program_name()}}},
          {"coder", program_name()}, {"coded_date", nullptr}, {"coded_time", nullptr}, {"comment", nullptr}};
}

void write(Export& job, std::ostream& out) {
  each_event(job, [&](const V& v) { out << to_line(event_json(v)) << '\n'; });
}

}  // namespace

extern const Format plover_format;
const Format plover_format{"plover", "PLOVER events, JSON lines", "an event of a report, also history, plans and denials", no_columns, write};

}  // namespace sitrep::exports
