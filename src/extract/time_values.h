// SPDX-License-Identifier: Apache-2.0
// Units of the calendar on the time line, and how they are moved and written: as TIMEX3 value ("2013-W11",
// "2013-03-22TNI") and as interval. Knows no words and no report.
#pragma once

#include <optional>
#include <string>

#include "base/dates.h"
#include "extract/time_grammar.h"
#include "knowledge/times.h"
#include "record/vocabulary.h"

namespace sitrep {

/// One unit of the calendar: a day, a week, a quarter, an hour of a day.
struct Moment {
  TimeUnit unit = TimeUnit::day;
  Day first;                 // its first day
  int number = 0;            // which quarter (1-4), half (1-2), Season, or part of the day (of Times::parts)
  int clock = 0;             // unit hour or minute: minutes from midnight; 1440 is the midnight that ends the day
  std::string zone = {};     // "Z", "+04:00"; empty when not stated
  TimeEdge edge = TimeEdge::none;  // "early", "mid", "late"
};

/// ISO 8601 texts, inclusive.
struct Interval {
  std::string from;
  std::string to;
};

Moment unit_of(TimeUnit unit, Day day);      // the one that holds the day; not for hour, minute and part
Moment quarter_of(int year, int quarter);
Moment half_of(int year, int half);
Moment season_of(int year, Season season);   // a winter belongs to the year in which it begins
Moment clock_time(Day day, int minutes, bool to_the_minute);
Moment part_of(Day day, int part);

/// The moment so many units on or back, of the same size as before: a year before 1989-Q3 is 1988-Q3. Moments smaller than
/// the unit keep their place in it (31 May less a month is 30 April).
Moment moved(Moment moment, TimeUnit unit, int count);

Day last_day(const Moment& moment);
std::string timex3_of(const Moment& moment, const Times& times);
Interval interval_of(const Moment& moment, const Times& times);
TimePrecision precision_of(TimeUnit unit);

int year_of(Day day);
int month_of(Day day);
int day_of(Day day);      // of the month
int weekday_of(Day day);  // 1 is Monday

}  // namespace sitrep
