// SPDX-License-Identifier: Apache-2.0
// The grammar of time expressions: which tokens are one, and what it says, before it is known what day it is ("last
// Tuesday", "two weeks ago"). Token by token, with the tables of knowledge/times.h. What it means is for times.cpp.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "knowledge/quantities.h"
#include "knowledge/times.h"
#include "parse/document.h"

namespace sitrep {

/// What an expression is counted from: the report's day, or the time spoken of before.
enum class TimeBase { now, then };

constexpr int minutes_per_day = 24 * 60;

/// "last", "this", "next" (from now); "the previous", "that", "the following" (from then).
struct TimeStep {
  TimeBase base = TimeBase::now;
  int count = 0;
};

/// "10:35 a.m. GMT", "noon", "a few minutes after midnight".
struct ClockTime {
  int minutes = 0;
  bool to_the_minute = true;
  std::string zone;
};

/// A point named by the calendar, as far as the words go: "Tuesday", "Sept. 13", "10 a.m. on May 6, 2031", "last July".
struct CalendarTime {
  std::optional<int> year, month, day, weekday;
  std::optional<int> last_day;             // "Sept. 12-14"
  std::optional<int> week_of_month;        // "the first week of May"; -1 is the last
  std::optional<int> quarter, half, part;
  std::optional<Season> season;
  std::optional<TimeUnit> era;             // decade or century; `year` is its first
  const NamedDay* named_day = nullptr;
  std::optional<ClockTime> clock;
  std::optional<int> day_offset;           // "10 a.m. today": days from the report's day
  std::optional<TimeStep> step;            // "last Friday", "July of last year" (year_step)
  std::optional<TimeStep> year_step;
  TimeEdge edge = TimeEdge::none;
};

/// "last week", "that day", "the month".
struct UnitTime {
  TimeUnit unit{};
  std::optional<TimeStep> step;            // none: "the week"
  std::optional<int> part;                 // "that night", "in the morning"
  TimeEdge edge = TimeEdge::none;
  std::optional<CalendarTime> around;      // "the week of March 6"
};

/// How many units: "two and a half", "a few" (no number).
struct TimeCount {
  std::optional<int> number;
  bool half = false;
};

/// "three days ago", "a year earlier", "two weeks later".
struct ShiftedTime {
  TimeCount count;
  TimeUnit unit{};
  TimeBase base = TimeBase::now;
  int sign = -1;
};

/// "six-week", "a few months", "the past two weeks" (towards: -1), "the next 40 days" (1).
struct Duration {
  TimeCount count;
  TimeUnit unit{};
  int towards = 0;
};

/// "daily", "every Thursday": the TIMEX3 value.
struct RepeatedTime {
  std::string value;
  TimeUnit unit = TimeUnit::day;
};

struct PhrasedTime {
  const TimePhrase* phrase = nullptr;
  TimeEdge edge = TimeEdge::none;
};

using TimeMeaning = std::variant<CalendarTime, UnitTime, ShiftedTime, Duration, RepeatedTime, PhrasedTime>;

struct TimeExpression {
  TokenRange tokens;
  TimeMeaning meaning;
};

/// In text order, never overlapping.
std::vector<TimeExpression> time_expressions(const Document& document, const Times& times, const Quantities& quantities);

}  // namespace sitrep
