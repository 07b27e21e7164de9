// SPDX-License-Identifier: Apache-2.0
#include "record/json.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/json.h"

using namespace sitrep;

namespace {

/// "Ämter: 49 soldiers killed." with one fact of several kinds.
Reading sample() {
  Reading r;
  r.report.id = "a";
  r.report.text = "Ämter: 49 soldiers killed.";
  r.report.title = "Ämter";
  r.sentences = {{{0, 27}, false}};
  r.entities = {{EntityKind::state, "Armenia", "ARM", "ARM", {}, {{0, 6}}},
                {EntityKind::person, "A. Sarkissian", {}, {}, Office{"foreign minister", EntityId{0}, {}}, {}}};
  r.figures = {{{8, 10}, 49, 49, {}, Qualifier::at_least}};
  r.claims = {{EntityId{1}, Span{0, 6}, {}, {{8, 26}}, Stance::asserts, {}, "statement"}};
  Casualty dead;
  dead.figure = FigureId{0};
  dead.victims = EntityId{0};
  dead.victim_class = VictimClass::military;
  dead.claim = ClaimId{0};
  r.casualties = {dead, dead};
  r.casualties[1].part_of = CasualtyId{0};
  r.findings = {{"garbled_text", Severity::note, "A name alone.", {"e1"}}};
  return r;
}

std::string complaint(const Json& json) {
  try {
    reading_from_json(json.dump(), "x");
    return "none";
  } catch (const Error& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("offsets in JSON are code points, ids are texts, nothing is left out") {
  const Json json = parse_json(to_json(sample()), "x");
  CHECK(json["figures"][0]["start"] == 7);
  CHECK(json["figures"][0]["high"].is_null());
  CHECK(json["figures"][0]["qualifier"] == "at_least");
  CHECK(json["entities"][1]["office"]["of"] == "e1");
  CHECK(json["casualties"][1]["part_of"] == "k1");
  CHECK(json["casualties"][0]["class"] == "military");
  CHECK(json["claims"][0]["content"][0]["end"] == 25);
  CHECK(json["relations"].is_array());
  CHECK(json["report"]["url"].is_null());
}

TEST_CASE("a reading survives the round trip") {
  const std::string once = to_json(sample());
  CHECK(to_json(reading_from_json(once, "x")) == once);
}

TEST_CASE("foreign ids resolve by their text") {
  Json json = parse_json(to_json(sample()), "x");
  json["entities"][0]["id"] = "armenia";
  json["entities"][1]["office"]["of"] = "armenia";
  json["casualties"][0]["victims"] = json["casualties"][1]["victims"] = "armenia";
  CHECK(reading_from_json(json.dump(), "x").casualties[0].victims == EntityId{0});
}

TEST_CASE("what is wrong is named with its place") {
  const Json good = parse_json(to_json(sample()), "x");
  Json bad = good;
  bad["claims"][0]["stance"] = "mutters";
  CHECK(complaint(bad).starts_with("x: claims[0].stance: \"mutters\" is not one of asserts, denies"));
  bad = good;
  bad["casualties"][0]["figure"] = "k1";
  CHECK(complaint(bad) == "x: casualties[0].figure: \"k1\" is no id there");
  bad = good;
  bad["figures"][0]["end"] = 99;
  CHECK(complaint(bad) == "x: figures[0]: 7 to 99 is not inside the text");
  bad = good;
  bad["places"] = nullptr;
  CHECK(complaint(bad) == "x: list 'places' is missing");
  bad = good;
  bad["events"].push_back(Json{{"id", "v1"}});
  CHECK(complaint(bad) == "x: events[0]: field 'anchor' is missing");
  bad = good;
  bad["figures"][0]["colour"] = 1;
  CHECK(complaint(bad).find("unknown field 'colour'") != std::string::npos);
}

TEST_CASE("invariants") {
  CHECK(broken_invariant(sample()).empty());
  Reading r = sample();
  r.figures[0].best = 3;
  CHECK(broken_invariant(r) == "figures[0]: low, best and high are not in order");
  r = sample();
  r.casualties[0].part_of = CasualtyId{1};
  CHECK(broken_invariant(r) == "casualties[0].part_of: goes in a circle");
  r = sample();
  r.entities[0].mentions[0] = {1, 6};
  CHECK(broken_invariant(r) == "entities[0].mentions: bytes 1 to 6 are no span of the text");
  r = sample();
  r.claims[0].speaker = EntityId{7};
  CHECK(broken_invariant(r) == "claims[0].speaker: e8 does not resolve");
}
