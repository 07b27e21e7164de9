// SPDX-License-Identifier: Apache-2.0
#include "ingest/original_source.h"

#include <doctest/doctest.h>

using namespace sitrep;

namespace {

const Agencies& agencies() {
  static const Agencies table({{"Reuters", "Reuters"}, {"AP", "Associated Press"}, {"Associated Press", "Associated Press"}, {"AFP", "Agence France-Presse"}, {"TASS", "TASS"}});
  return table;
}

std::string source_of(const std::string& text, std::optional<std::string> byline = {}, std::optional<std::string> dateline = {}) {
  Report report;
  report.text = text;
  report.byline = std::move(byline);
  report.dateline = std::move(dateline);
  return original_source(report, agencies()).value_or("");
}

}  // namespace

TEST_CASE("the agency that signs a report is its original source") {
  CHECK(source_of("Two were killed.", {}, "YEREVAN, Sept 13 (Reuters)") == "Reuters");
  CHECK(source_of("Two were killed.", "By The Associated Press") == "Associated Press");
  CHECK(source_of("GENEVA (AP) \xE2\x80\x94 Two were killed.") == "Associated Press");
  CHECK(source_of("MOSCOW, September 13. /TASS/. Two were killed.") == "TASS");
  CHECK(source_of("Two were killed.\n\nMore is not known.\n\nAFP") == "Agence France-Presse");
  CHECK(source_of("Two were killed.\n\nSource: AFP") == "Agence France-Presse");
}

TEST_CASE("so is the agency that a report says it follows") {
  CHECK(source_of("Two were killed on Monday, according to Reuters.") == "Reuters");
  CHECK(source_of("Two were killed on Monday, according to the AFP news agency.") == "Agence France-Presse");
  CHECK(source_of("TASS reported that two were killed.") == "TASS");
}

TEST_CASE("an agency that is only spoken of, or spoken to, is not") {
  CHECK(source_of("An official told Reuters that two were killed.\n\nThe mayor denied it.") == "");
  CHECK(source_of("The AP photographer was wounded near the pass on Monday.\n\nHe is in hospital.") == "");
  CHECK(source_of("Two were killed, according to Reuters photographer A. Lens.") == "");
  CHECK(source_of("Two were killed.\n\n" + std::string(700, 'x') + "\n\nThe road is closed, TASS reported.\n\nThe mayor denied it.") == "");
  CHECK(source_of("CAPTAIN SAID MAPS WERE LOST.\n\nNothing more.") == "");
}
