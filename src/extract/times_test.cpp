// SPDX-License-Identifier: Apache-2.0
// The report's day and odd input; what reports say is in tests/cases/times.
#include "extract/times.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "parse/conllu.h"

using namespace sitrep;

namespace {

/// A flat parse: every word a noun below the first.
FoundTimes times_in(const std::vector<std::string>& words, Report report = {}) {
  static const Times times = Times::load(SITREP_SOURCE_DIR "/knowledge");
  static const Quantities quantities = Quantities::load(SITREP_SOURCE_DIR "/knowledge");
  std::string conllu;
  for (std::size_t i = 0; i < words.size(); ++i) {
    report.text += (i == 0 ? "" : " ") + words[i];
    conllu += std::to_string(i + 1) + "\t" + words[i] + "\t" + words[i] + "\tNOUN\tNN\t_\t" + (i == 0 ? "0\tROOT" : "1\tdep") + "\t_\t_\n";
  }
  const Document document = document_from_conllu(report.text, conllu, "test");
  return find_times(Tree(document), report, times, quantities);
}

}  // namespace

TEST_CASE("the day of a report: as stated, from its dateline, or unknown") {
  Report stated;
  stated.published = "2031-05-08T10:00:00Z";
  CHECK(times_in({"yesterday"}, stated).times.at(0).timex3 == "2031-05-07");
  CHECK_FALSE(times_in({"yesterday"}, stated).report_day.is_inferred());

  Report dateline;
  dateline.dateline = "CALDER, 3 May 2031 (XXN)";
  const FoundTimes found = times_in({"yesterday"}, dateline);
  CHECK(found.times.at(0).from == "2031-05-02");
  CHECK(found.report_day.source == ReportDay::Source::heading);

  CHECK(times_in({"yesterday"}).times.at(0).from == std::nullopt);
  CHECK(times_in({"yesterday"}).report_day.source == ReportDay::Source::unknown);
}

TEST_CASE("a dateline without a year takes it from an event with a weekday") {
  Report report;
  report.dateline = "CALDER, May 7 (XXN)";
  const FoundTimes found = times_in({"Tuesday", ",", "May", "6", "yesterday", "since", "2029"}, report);
  CHECK(found.report_day.source == ReportDay::Source::heading);
  CHECK(iso_date(found.report_day.day.value()) == "2031-05-07");
  CHECK(found.report_day.words == Span{0, 15});
  CHECK(found.times.at(1).timex3 == "2031-05-06");
}

TEST_CASE("nothing, and words of time without sense, are read without harm") {
  CHECK(times_in({"x"}).times.empty());
  for (const char* odd : {"31", "99:99", "24:00", "0000", "30s", "'", "-", "May", "the", "of", "every", "1/2", "2031-02-30", "99/99/9999"}) {
    const FoundTimes found = times_in({odd, odd, "February", "31", odd, "of", "the", odd});
    for (const Time& time : found.times) CHECK(!time.timex3.empty());
  }
}

TEST_CASE("a date that does not exist has no interval") {
  Report report;
  report.published = "2031-05-08";
  const FoundTimes found = times_in({"February", "30", ",", "2030"}, report);
  REQUIRE(found.times.size() == 1);
  CHECK(found.times[0].from == std::nullopt);
}
