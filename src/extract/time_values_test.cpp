// SPDX-License-Identifier: Apache-2.0
#include "extract/time_values.h"

#include <doctest/doctest.h>

using namespace sitrep;

namespace {

Day day(const char* iso) { return *exact_day(iso); }

Times with_night() {
  Times times;
  times.parts.push_back({"NI", 18 * 60, 31 * 60 - 1});
  return times;
}

std::string value(const Moment& moment) { return timex3_of(moment, with_night()); }

}  // namespace

TEST_CASE("every unit has its TIMEX3 value and its days") {
  const Day d = day("2031-05-08");
  CHECK(value(unit_of(TimeUnit::day, d)) == "2031-05-08");
  CHECK(value(unit_of(TimeUnit::week, d)) == "2031-W19");
  CHECK(value(unit_of(TimeUnit::weekend, d)) == "2031-W19-WE");
  CHECK(value(unit_of(TimeUnit::month, d)) == "2031-05");
  CHECK(value(unit_of(TimeUnit::quarter, d)) == "2031-Q2");
  CHECK(value(unit_of(TimeUnit::half, d)) == "2031-H1");
  CHECK(value(unit_of(TimeUnit::season, d)) == "2031-SP");
  CHECK(value(unit_of(TimeUnit::year, d)) == "2031");
  CHECK(value(unit_of(TimeUnit::decade, d)) == "203");
  CHECK(value(unit_of(TimeUnit::century, d)) == "20");
  const Interval week = interval_of(unit_of(TimeUnit::week, d), {});
  CHECK(week.from == "2031-05-05");
  CHECK(week.to == "2031-05-11");
}

TEST_CASE("weeks belong to the year that most of their days are in") {
  CHECK(value(unit_of(TimeUnit::week, day("2027-01-01"))) == "2026-W53");
  CHECK(value(unit_of(TimeUnit::week, day("2030-12-31"))) == "2031-W01");
}

TEST_CASE("a winter begins in December and belongs to that year") {
  CHECK(value(unit_of(TimeUnit::season, day("2031-02-10"))) == "2030-WI");
  const Interval winter = interval_of(season_of(2030, Season::winter), {});
  CHECK(winter.from == "2030-12-01");
  CHECK(winter.to == "2031-02-28");
}

TEST_CASE("moving keeps the size, and stays inside the month") {
  CHECK(value(moved(quarter_of(1989, 3), TimeUnit::year, -1)) == "1988-Q3");
  CHECK(value(moved(quarter_of(1989, 1), TimeUnit::quarter, -1)) == "1988-Q4");
  CHECK(value(moved(unit_of(TimeUnit::day, day("2031-05-31")), TimeUnit::month, -1)) == "2031-04-30");
  CHECK(value(moved(unit_of(TimeUnit::day, day("2028-02-29")), TimeUnit::year, 1)) == "2029-02-28");
  CHECK(value(moved(unit_of(TimeUnit::week, day("2031-05-08")), TimeUnit::week, -2)) == "2031-W17");
  CHECK(value(moved(season_of(2031, Season::spring), TimeUnit::season, -1)) == "2030-WI");
  CHECK(value(moved(clock_time(day("2031-05-08"), 23 * 60 + 30, true), TimeUnit::hour, 2)) == "2031-05-09T01:30");
}

TEST_CASE("the midnight that ends a day is the next day's first minute") {
  const Moment midnight = clock_time(day("2031-05-08"), 24 * 60, true);
  CHECK(value(midnight) == "2031-05-08T24:00");
  CHECK(interval_of(midnight, {}).from == "2031-05-09T00:00");
}

TEST_CASE("a night goes on into the next day") {
  const Interval night = interval_of(part_of(day("2031-05-08"), 0), with_night());
  CHECK(night.from == "2031-05-08T18:00");
  CHECK(night.to == "2031-05-09T06:59");
}

TEST_CASE("edges leave a half") {
  Moment month = unit_of(TimeUnit::month, day("2031-04-08"));
  month.edge = TimeEdge::start;
  CHECK(interval_of(month, {}).to == "2031-04-16");
  month.edge = TimeEdge::end;
  CHECK(interval_of(month, {}).from == "2031-04-16");
  CHECK(value(month) == "2031-04");
}
