// SPDX-License-Identifier: Apache-2.0
// Calendar dates, proleptic Gregorian, without a clock or a zone: days are numbers, texts are ISO 8601.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace sitrep {

using Day = std::chrono::sys_days;

/// The first and last day that a text may mean: "2018-05" is all of May.
struct DayRange {
  Day first;
  Day last;
  bool contains(Day day) const { return first <= day && day <= last; }
  auto operator<=>(const DayRange&) const = default;
};

/// "2018-05-08", "2018-05", "2018", or a date-time, whose date counts. nullopt for anything else, 30 February too.
std::optional<DayRange> day_range(std::string_view iso);

/// The day of "2018-05-08" or "2018-05-08T10:00"; nullopt when it is not exact to the day.
std::optional<Day> exact_day(std::string_view iso);

std::string iso_date(Day day);

}  // namespace sitrep
