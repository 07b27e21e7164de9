// SPDX-License-Identifier: Apache-2.0
// The rules of the time grammar: each looks at one position and says how far its expression reaches. For
// extract/time_grammar.cpp only. The longest match wins, then the rule that stands first.
#pragma once

#include <utility>

#include "extract/time_grammar.h"
#include "extract/time_words.h"

namespace sitrep {

class TimeRules {
 public:
  using At = std::uint32_t;  // a position in the words
  struct Match {
    At end = 0;
    TimeMeaning meaning;
  };
  using Found = std::optional<Match>;

  TimeRules(const TimeWords& words, const Times& times, const Quantities& quantities) : words_(words), times_(times), quantities_(quantities) {}

  Found longest_at(At at) const;

 private:
  template <class T>
  struct Read {  // something read, and where it ends
    At end = 0;
    T value{};
  };

  // Points in time: time_rules_dates.cpp
  Found phrase(At at) const;
  Found calendar(At at) const;
  Found year_alone(At at) const;
  Found numeric_date(At at) const;
  Found day_part(At at) const;
  std::optional<Read<CalendarTime>> calendar_core(At at) const;
  std::optional<Read<CalendarTime>> weekday_date(At at) const;
  std::optional<Read<CalendarTime>> month_date(At at) const;
  std::optional<Read<CalendarTime>> day_month(At at) const;
  std::optional<Read<CalendarTime>> season_year(At at) const;
  std::optional<Read<CalendarTime>> quarter_year(At at) const;
  std::optional<Read<CalendarTime>> decade(At at) const;
  std::optional<Read<CalendarTime>> holiday(At at) const;
  At add_year(At at, CalendarTime& date) const;
  At add_part(At at, CalendarTime& date) const;
  At add_last_day(At at, CalendarTime& date) const;
  int early_hours_part() const;
  std::optional<Read<int>> year(At at) const;
  std::optional<Read<int>> day_number(At at) const;
  std::optional<Read<std::pair<int, int>>> day_pair(At at) const;
  bool may_be_month(At at) const;
  bool sure_month(At at) const;
  bool sure_weekday(At at) const;

  // The clock: time_rules_clock.cpp
  Found clock_and_day(At at) const;
  std::optional<Read<ClockTime>> clock(At at) const;
  std::optional<Read<ClockTime>> clock_figure(At at) const;

  // Stretches and counts: time_rules_spans.cpp
  Found stepped(At at) const;
  Found edged(At at) const;
  bool has_edge(At at) const;
  Found counted(At at) const;
  Found bare_unit(At at) const;
  Found year_before(At at) const;
  Found piece_of(At at) const;
  Found repeated(At at) const;
  std::optional<Read<TimeCount>> count(At at) const;
  std::optional<TimeUnit> unit(At at, bool plural_too = true) const;
  At skip_qualifier(At at) const;

  const TimeWords& words_;
  const Times& times_;
  const Quantities& quantities_;
};

}  // namespace sitrep
