// SPDX-License-Identifier: Apache-2.0
// The description of the API by OpenAPI: docs/openapi.json, which is built into the program, with the data contract's
// schemas added from the lists of fields.
#include "app/api_call.h"
#include "base/json.h"
#include "record/json_schema.h"

namespace sitrep {

extern const char* const openapi_text;

std::string openapi_json() {
  Json description = parse_json(openapi_text, "docs/openapi.json");
  Json& schemas = description.at("components").at("schemas");
  schemas["Report"] = parse_json(report_schema(), "report_schema");
  schemas["Reading"] = parse_json(reading_schema(), "reading_schema");
  schemas["Incident"] = parse_json(incident_schema(), "incident_schema");
  return to_line(description);
}

}  // namespace sitrep
