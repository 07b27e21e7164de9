// SPDX-License-Identifier: Apache-2.0
// From what an expression says to what it means: resolves expressions in text order, and remembers what was spoken of
// ("that day", "a week later").
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "extract/time_anchor.h"
#include "extract/time_grammar.h"
#include "extract/time_tense.h"
#include "extract/time_values.h"
#include "record/reading.h"

namespace sitrep {

struct ResolvedTime {
  TokenRange tokens;
  Time time;
};

class TimeResolver {
 public:
  TimeResolver(const Tree& tree, const Times& times, const ReportDay& report_day)
      : tree_(tree), times_(times), today_(report_day.day), to_the_day_(report_day.source != ReportDay::Source::event), history_(report_day.history) {}

  /// The times of all expressions, but for those whose words turn out to be no time.
  std::vector<ResolvedTime> resolve(std::span<const TimeExpression> expressions);

 private:
  Time operator()(const CalendarTime& t);
  Time operator()(const UnitTime& t);
  Time operator()(const ShiftedTime& t);
  Time operator()(const Duration& t);
  Time operator()(const RepeatedTime& t);
  Time operator()(const PhrasedTime& t);

  std::optional<Moment> moment_of(const CalendarTime& t) const;
  std::optional<int> year_of_step(const CalendarTime& t) const;
  std::optional<Day> weekday_day(const CalendarTime& t) const;
  std::optional<Moment> recurring(const CalendarTime& t, Moment (*in_year)(const CalendarTime&, int)) const;
  std::optional<Moment> in_history(const CalendarTime& t, Moment (*in_year)(const CalendarTime&, int)) const;
  std::optional<Day> day_spoken_of() const;
  Outlook outlook() const { return outlook_at(tree_, times_, head_); }
  Time known(const Moment& moment);
  Time day_range(Moment first, int last_day_of_month);
  Time week_of_month(const Moment& month, int number);
  void look_ahead(std::span<const TimeExpression> expressions);
  TimeMeaning with_year_behind(std::span<const TimeExpression> expressions) const;
  Time open(std::string timex3, TimeType type, TimePrecision precision) const;

  const Tree& tree_;
  const Times& times_;
  std::optional<Day> today_;
  bool to_the_day_;                 // today_ is the report's day, not only near it
  std::optional<ReportDay::Years> history_;
  std::optional<Moment> then_;      // what was spoken of last
  std::optional<Day> day_then_;     // the last day spoken of
  std::uint32_t day_sentence_ = 0;  // and in which sentence
  std::optional<Moment> quarter_;   // the last quarter spoken of
  std::uint32_t quarter_sentence_ = 0;
  struct Comparison {
    Moment base;
    int years = 0;
    std::uint32_t sentence = 0;
  };
  std::optional<Comparison> compared_;  // what "a year earlier" was counted from
  std::uint32_t head_ = 0;          // the token that stands for the expression at hand
  std::uint32_t sentence_ = 0;
};

}  // namespace sitrep
