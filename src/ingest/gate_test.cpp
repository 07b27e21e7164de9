// SPDX-License-Identifier: Apache-2.0
#include "ingest/gate.h"

#include <doctest/doctest.h>

#include "base/error.h"

using namespace sitrep;

namespace {

std::vector<std::string> fired(std::vector<GateWord> words, const std::string& text, const std::string& title = "") {
  Report report;
  report.text = text;
  if (!title.empty()) report.title = title;
  return Gate(std::move(words)).judge(report).fired;
}

}  // namespace

TEST_CASE("a gate word is a whole word in any case; a star stands for any ending, a space also for a hyphen") {
  using Words = std::vector<std::string>;
  CHECK(fired({{"war", 2}}, "WAR, war.") == Words{"war"});
  CHECK(fired({{"war", 2}}, "wars toward warning").empty());
  CHECK(fired({{"bomb*", 2}}, "Bombers came.") == Words{"bomb*"});
  CHECK(fired({{"bomb*", 2}}, "A catacombomb.").empty());
  CHECK(fired({{"air strike*", 2}}, "an air-strike") == Words{"air strike*"});
  CHECK(fired({{"guerrilla*", 2}}, "guerrill\xC3\xA9").empty());
  CHECK(fired({{"killed", 2}}, "", "Two killed") == Words{"killed"});
}

TEST_CASE("a long report must score more than a short one") {
  Gate gate({{"war", 3}});
  Report report;
  report.text = "The war.";
  CHECK(gate.judge(report).passes);
  report.text += std::string(20'000, 'x');
  CHECK_FALSE(gate.judge(report).passes);
  CHECK(gate.judge(report).score == 3);
}

TEST_CASE("the gate's table lets news of the field pass and stops other news") {
  Gate gate(load_gate_words(std::filesystem::path(SITREP_SOURCE_DIR) / "knowledge"));
  const auto passes = [&](const char* text) {
    Report report;
    report.text = text;
    return gate.judge(report).passes;
  };
  CHECK(passes("Mortars hit a village near the front line on Monday."));
  CHECK(passes("A car bomb went off outside the ministry."));
  CHECK(passes("The foreign ministers agreed on a ceasefire after peace talks."));
  CHECK(passes("Twenty prisoners were exchanged at the border crossing."));
  CHECK(passes("UNIDENTIFIED GUNMEN MURDERED A UNION LEADER IN THE CAPITAL."));
  CHECK_FALSE(passes("The bakery sells bread and cakes, and its new oven doubled what it can bake in a night."));
  CHECK_FALSE(passes("The striker scored twice as the home side won the match; the coach praised the crowd."));
  CHECK_FALSE(passes("Shares rose after the central bank cut its rate, and the currency lost a little against the dollar."));
}

TEST_CASE("a gate without words is an error") { CHECK_THROWS_AS(Gate({{"", 1}}), Error); }
