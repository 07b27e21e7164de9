// SPDX-License-Identifier: Apache-2.0
#include "store/incident_summary.h"

#include <algorithm>

#include "base/json.h"

namespace sitrep {
namespace {

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// [low, best, high] over the rows of an outcome, which are disjoint; null where no row tells of it. An open end stays open.
Json figures_of(const LedgerIncident& incident, Outcome outcome) {
  std::int64_t low = 0, best = 0, high = 0;
  bool is_told = false, has_best = false, is_open = false;
  for (const CasualtyRow& row : incident.casualties) {
    if (row.outcome != outcome || row.agreement == Agreement::superseded || (!row.low && !row.best && !row.high)) continue;
    is_told = true;
    has_best |= row.best || row.low;
    is_open |= !row.high;
    low += row.low.value_or(0);
    best += row.best.value_or(row.low.value_or(0));
    high += row.high.value_or(0);
  }
  if (!is_told) return nullptr;
  return Json::array({has_best ? Json(low) : Json(nullptr), has_best ? Json(best) : Json(nullptr), is_open ? Json(nullptr) : Json(high)});
}

Json sides_of(const LedgerIncident& incident) {
  Json keys = Json::array();
  for (const LedgerSide& side : incident.sides) keys.push_back(side.key);
  return keys;
}

}  // namespace

bool is_contested(const LedgerIncident& incident) {
  return incident.responsibility_grade == Grade::contested ||
         std::any_of(incident.casualties.begin(), incident.casualties.end(), [](const CasualtyRow& row) { return row.agreement == Agreement::contested; });
}

const LedgerPlace* main_place(const LedgerIncident& incident) {
  const LedgerPlace* best = nullptr;
  for (const LedgerPlace& place : incident.places)
    if (place.lat && place.lon && (!best || place.precision < best->precision)) best = &place;
  return best;
}

double radius_km(PlacePrecision precision) {
  constexpr double by_precision[] = {2, 15, 30, 100, 400, 100, 250};  // in the order of the vocabulary
  static_assert(std::size(by_precision) == VocabularyOf<PlacePrecision>::names.size());
  return by_precision[static_cast<std::size_t>(precision)];
}

std::string summary_cells(const LedgerIncident& incident) {
  const LedgerPlace* on_map = main_place(incident);
  const LedgerPlace* named = on_map || incident.places.empty() ? on_map : &incident.places.front();
  const Json cells[] = {
      incident.id, incident.title, incident.kind, or_null(incident.from), or_null(incident.to),
      on_map ? Json(*on_map->lat) : Json(nullptr), on_map ? Json(*on_map->lon) : Json(nullptr),
      named ? Json(name_of(named->precision)) : Json(nullptr), on_map ? Json(radius_km(on_map->precision)) : Json(nullptr),
      named ? Json(named->name) : Json(nullptr), named ? or_null(named->country) : Json(nullptr),
      figures_of(incident, Outcome::killed), figures_of(incident, Outcome::injured), is_contested(incident) ? 1 : 0,
      incident.independent_sources, sides_of(incident), name_of(incident.status), or_null(incident.first_seen), or_null(incident.last_seen)};
  static_assert(std::size(cells) == summary_columns.size());
  std::string text;
  for (const Json& cell : cells) {
    if (!text.empty()) text += '\t';
    text += to_line(cell);
  }
  return text;
}

}  // namespace sitrep
