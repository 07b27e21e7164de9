// SPDX-License-Identifier: Apache-2.0
// The data contract itself: incidents and readings as the store keeps them, JSON lines. Nothing is lost; texts are as the
// reports have them, so that offsets fit.
#include "app/exports/format.h"

namespace sitrep::exports {

extern const Format incidents_format;
const Format incidents_format{"incidents", "incidents by the data contract, JSON lines", "an incident", no_columns, [](Export& job, std::ostream& out) {
  job.each_incident_json([&](const std::string& body) { out << body << '\n'; });
}};

extern const Format readings_format;
const Format readings_format{"readings", "readings by the data contract, JSON lines", "a report", no_columns, [](Export& job, std::ostream& out) {
  job.each_reading_json([&](const std::string& body) { out << body << '\n'; });
}};

}  // namespace sitrep::exports
