// SPDX-License-Identifier: Apache-2.0
#include "record/json_schema.h"

#include <doctest/doctest.h>

#include "base/json.h"
#include "record/json.h"
#include "record/ledger.h"

namespace sitrep {
namespace {

/// The names that the schema asks for and those that the JSON has, at one level.
void same_names(const Json& schema, const Json& written) {
  for (const Json& name : schema.at("required")) CHECK_MESSAGE(written.contains(name.get<std::string>()), name);
  for (const auto& [name, value] : written.items()) CHECK_MESSAGE(schema.at("properties").contains(name), name);
}

TEST_CASE("the schema names what is written") {
  Reading reading;
  reading.report.text = "Two.";
  reading.entities.emplace_back().mentions.push_back({0, 3});
  reading.casualties.emplace_back();
  const Json written = parse_json(to_json(reading), "test");
  const Json schema = parse_json(reading_schema(), "test");
  same_names(schema, written);
  for (const char* list : {"entities", "casualties"}) same_names(schema.at("properties").at(list).at("items"), written.at(list).at(0));
  same_names(parse_json(report_schema(), "test"), written.at("report"));
  CHECK(schema.at("properties").at("casualties").at("items").at("properties").at("outcome").at("enum").size() == VocabularyOf<Outcome>::names.size());

  LedgerIncident incident;
  incident.places.emplace_back();
  const Json ledger = parse_json(to_json(incident), "test");
  const Json ledger_schema = parse_json(incident_schema(), "test");
  same_names(ledger_schema, ledger);
  same_names(ledger_schema.at("properties").at("places").at("items"), ledger.at("places").at(0));
}

}  // namespace
}  // namespace sitrep
