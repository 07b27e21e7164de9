// SPDX-License-Identifier: Apache-2.0
#include "record/ledger.h"

#include "record/ledger_fields.h"
#include "record/plain_json.h"

namespace sitrep {
namespace {
constexpr std::string_view schema = "sitrep.incident/1";
}  // namespace

std::string to_json(const LedgerIncident& incident) {
  Json json = {{"schema", schema}};
  json.update(plain_json::written(incident));
  return to_line(json);
}

LedgerIncident incident_from_json(std::string_view text, std::string_view where) {
  const Json json = parse_json(text, where);
  if (!json.is_object() || json.value("schema", "") != schema) throw Error(format("{}: not an incident of schema {}", where, schema));
  LedgerIncident incident;
  plain_json::read(json, incident, std::string(where));
  return incident;
}

}  // namespace sitrep
