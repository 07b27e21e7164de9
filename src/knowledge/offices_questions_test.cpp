// SPDX-License-Identifier: Apache-2.0
// The table of offices against questions from public knowledge (tests/offices/questions.tsv): how many it answers as the
// world would. "Cannot tell" is not right, but a "no" to a true holder is never allowed.
#include <doctest/doctest.h>

#include <cstdio>

#include "base/tsv.h"
#include "knowledge/offices.h"

using namespace sitrep;

namespace {

std::string_view words_of(std::optional<bool> answer) { return !answer ? "unknown" : *answer ? "yes" : "no"; }

}  // namespace

TEST_CASE("questions of who held which office when") {
  const std::filesystem::path source = SITREP_SOURCE_DIR;
  const Offices offices = Offices::load(source / "knowledge");
  const Tsv questions(source / "tests" / "offices" / "questions.tsv", {"person", "title", "of", "day", "expected"});
  long asked = 0;
  long right = 0;
  for (const Tsv::Row& row : questions.rows()) {
    const auto office = offices.find(row[1], row[2]);
    const std::string_view answer = words_of(office ? offices.held_by(*office, row[0], *exact_day(row[3])) : std::nullopt);
    ++asked;
    right += answer == row[4] ? 1 : 0;
    const std::string question = std::string(row[0]) + ", " + std::string(row[1]) + " of " + std::string(row[2]) + ", " + std::string(row[3]);
    const bool wrongly_denied = answer == "no" && row[4] != "no";
    CHECK_MESSAGE(!wrongly_denied, question);
    if (answer != row[4]) std::printf("%s: %s, not %s\n", question.c_str(), std::string(answer).c_str(), std::string(row[4]).c_str());
  }
  std::printf("offices: %ld of %ld questions right\n", right, asked);
  CHECK(right * 100 >= asked * 97);
}
