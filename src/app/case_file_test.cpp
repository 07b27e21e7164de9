// SPDX-License-Identifier: Apache-2.0
#include "app/case_file.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "record/json.h"

using namespace sitrep;

namespace {

const char* const text =
    "# What it shows.\npublished: 2031-05-06\n\nNorland said 49 of its\nsoldiers died.\n\nNo more.\n\nexpect\n"
    "figures: \"49\" best=49 high=null\ncasualties: figure=\"49\" claim.speaker=\"Norland\"  # a comment\n"
    "no casualties: outcome=injured\nonly figures\n";

Reading reading() {
  Reading r;
  r.report = parse_case(text, "x.case").report;
  r.entities = {{EntityKind::state, "Norland", "NOR", {}, {}, {{0, 7}}}};
  r.figures = {{{13, 15}, 49, 49, {}, Qualifier::at_least}};
  r.claims = {{EntityId{0}, {}, {}, {}, Stance::asserts, {}, {}}};
  Casualty k;
  k.figure = FigureId{0};
  k.claim = ClaimId{0};
  r.casualties = {k};
  return r;
}

std::vector<std::string> unmet(const Reading& r) { return unmet_expectations(parse_case(text, "x.case"), to_json(r)); }

std::string complaint(const std::string& bad) {
  try {
    parse_case(bad, "x.case");
    return "none";
  } catch (const Error& error) {
    return error.what();
  }
}

}  // namespace

TEST_CASE("a case has a report with its paragraphs") {
  const Case c = parse_case(text, "folder/x.case");
  CHECK(c.report.id == "x.case");
  CHECK(c.report.text == "Norland said 49 of its soldiers died.\n\nNo more.");
  CHECK(c.report.published == "2031-05-06");
  CHECK(c.expectations.size() == 4);
}

TEST_CASE("expectations are met through ids, and each breach is named") {
  CHECK(unmet(reading()).empty());
  Reading r = reading();
  r.claims[0].speaker.reset();
  CHECK(unmet(r) == std::vector<std::string>{"x.case:11: not found: casualties: figure=\"49\" claim.speaker=\"Norland\""});
  r = reading();
  r.casualties.push_back(r.casualties[0]);
  r.casualties[1].outcome = Outcome::injured;
  CHECK(unmet(r) == std::vector<std::string>{"x.case:12: found, but must not be: no casualties: outcome=injured"});
  r = reading();
  r.figures.push_back({{0, 7}, 1, 1, 1, Qualifier::exact});
  REQUIRE(unmet(r).size() == 1);
  CHECK(unmet(r)[0].starts_with("x.case:13: not expected: {"));
}

TEST_CASE("what is not in the format is an error with its line") {
  CHECK(complaint("a line\n\nText\nexpect\n").starts_with("x.case:1: a header line is"));
  CHECK(complaint("\nText\n").ends_with("a line 'expect' is missing"));
  CHECK(complaint("\nText\nexpect\nfigure: best=1\n").starts_with("x.case:4: 'figure' is no list of a reading"));
  CHECK(complaint("\nText\nexpect\nfigures: \"a best=1\n") == "x.case:4: a quotation mark is not closed");
  CHECK(complaint("\nText\nexpect\n").find("nothing is expected") != std::string::npos);
}
