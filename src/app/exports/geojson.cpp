// SPDX-License-Identifier: Apache-2.0
// GeoJSON (RFC 7946): a collection of incidents. A place that is no point keeps its precision in the properties, so that a
// map need not show a country as a dot; an incident without coordinates has no geometry.
#include "app/exports/format.h"
#include "app/sheet.h"
#include "base/format.h"
#include "base/json.h"

namespace sitrep::exports {
namespace {

using V = IncidentView;

template <class T>
Json or_null(const std::optional<T>& value) { return value ? Json(*value) : Json(); }

Json number(std::optional<std::int64_t> value) { return or_null(value); }

Json geometry(const V& v) {
  if (!v.place || !v.place->lat || !v.place->lon) return nullptr;
  return {{"type", "Point"}, {"coordinates", {*v.place->lon, *v.place->lat}}};
}

Json place_json(const LedgerPlace& place) {
  return {{"name", harmless(place.name)}, {"country", or_null(place.country)}, {"admin1", or_null(place.admin1)}, {"precision", name_of(place.precision)},
          {"lat", or_null(place.lat)}, {"lon", or_null(place.lon)}};
}

Json row_json(const CasualtyRow& row) {
  return {{"outcome", name_of(row.outcome)}, {"side", or_null(row.side)}, {"class", name_of(row.victim_class)}, {"low", number(row.low)}, {"best", number(row.best)},
          {"high", number(row.high)}, {"agreement", name_of(row.agreement)}, {"claims", row.claims.size()}};
}

Json feature(const V& v) {
  const LedgerIncident& incident = v.incident;
  Json sides = Json::array();
  for (const LedgerSide& side : incident.sides) sides.push_back({{"key", side.key}, {"role", name_of(side.role)}});
  Json places = Json::array();
  for (const LedgerPlace& place : incident.places) places.push_back(place_json(place));
  Json figures = Json::array();
  for (const CasualtyRow& row : incident.casualties) figures.push_back(row_json(row));
  const Count killed = count_of(incident, Outcome::killed);
  const Count injured = count_of(incident, Outcome::injured);
  return {{"type", "Feature"}, {"id", incident.id}, {"geometry", geometry(v)},
          {"properties", {{"title", harmless(incident.title)}, {"kind", incident.kind}, {"from", or_null(incident.from)}, {"to", or_null(incident.to)},
                          {"place", v.place ? Json(harmless(v.place->name)) : Json()}, {"precision", v.place ? Json(name_of(v.place->precision)) : Json()},
                          {"country", v.place ? or_null(v.place->country) : Json()}, {"places", places}, {"sides", sides},
                          {"killed_low", number(killed.low)}, {"killed_best", number(killed.best)}, {"killed_high", number(killed.high)},
                          {"injured_low", number(injured.low)}, {"injured_best", number(injured.best)}, {"injured_high", number(injured.high)},
                          {"figures", figures}, {"event_grade", name_of(incident.event_grade)}, {"responsibility_grade", name_of(incident.responsibility_grade)},
                          {"figure_grade", name_of(incident.figure_grade)}, {"independent_sources", incident.independent_sources}, {"reports", incident.reports},
                          {"status", name_of(incident.status)}, {"revision", incident.revision}, {"first_seen", or_null(incident.first_seen)},
                          {"last_seen", or_null(incident.last_seen)}}}};
}

void write(Export& job, std::ostream& out) {
  out << "{\"type\":\"FeatureCollection\",\"features\":[";
  std::string_view before = "\n";
  job.each_incident([&](const V& v) {
    out << before << to_line(feature(v));
    before = ",\n";
  });
  out << "\n]}\n";
}

}  // namespace

extern const Format geojson_format;
const Format geojson_format{"geojson", "GeoJSON for maps, with the precision of the place", "an incident", no_columns, write};

}  // namespace sitrep::exports
