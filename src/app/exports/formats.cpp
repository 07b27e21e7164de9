// SPDX-License-Identifier: Apache-2.0
// The list of formats. Each row stands in the file of its name.
#include "app/exports/format.h"

#include "base/error.h"
#include "base/format.h"
#include "record/json.h"

namespace sitrep::exports {

extern const Format figures_format;
extern const Format ucdp_ged_format;
extern const Format acled_format;
extern const Format hxl_format;
extern const Format geojson_format;
extern const Format polecat_format;
extern const Format plover_format;
extern const Format icews_format;
extern const Format gdelt_events_format;
extern const Format gdelt_mentions_format;
extern const Format incidents_format;
extern const Format readings_format;
extern const Format conllu_format;

std::span<const Format* const> formats() {
  static constexpr const Format* all[] = {
      &figures_format, &ucdp_ged_format, &acled_format, &hxl_format, &geojson_format, &polecat_format, &plover_format,
      &icews_format, &gdelt_events_format, &gdelt_mentions_format, &incidents_format, &readings_format, &conllu_format,
  };
  return all;
}

const Format& format_named(std::string_view name) {
  std::string known;
  for (const Format* item : formats()) {
    if (item->name == name) return *item;
    known += format("{}{}", known.empty() ? "" : ", ", item->name);
  }
  throw Error(format("--format {}: there is no such format; there are {}", name, known));
}

void Export::each_incident(const std::function<void(const IncidentView&)>& use) {
  store_.for_each(filter_, [&](const std::string& body) {
    const LedgerIncident incident = incident_from_json(body, "store");
    use(IncidentView(incident, actors_, codes_, reports_));
  });
}

void Export::each_reading(const std::function<void(const Reading&)>& use) {
  store_.for_each_reading(filter_, [&](const std::string& body) { use(reading_from_json(body, "store")); });
}

}  // namespace sitrep::exports
