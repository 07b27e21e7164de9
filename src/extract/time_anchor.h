// SPDX-License-Identifier: Apache-2.0
// The day of a report: when it was published, or what its text says of that where it is certain.
#pragma once

#include <optional>
#include <span>

#include "base/dates.h"
#include "extract/time_grammar.h"
#include "record/report.h"

namespace sitrep {

struct ReportDay {
  /// stated: as the report's date of publication. heading, event: inferred, from a date in the dateline or at the head of
  /// the text, or from the date of an event ("Tuesday, September 13"), after which the report came out within days.
  enum class Source { unknown, stated, heading, event };
  std::optional<Day> day;
  Source source = Source::unknown;
  Span words;  // of the text, where it was inferred from them

  /// An undated text that dates what it tells of and hardly counts from a day of its own: the first and last year of its dates.
  struct Years {
    int first = 0;
    int last = 0;
  };
  std::optional<Years> history;

  bool is_inferred() const { return source > Source::stated; }
};

ReportDay report_day(const Report& report, const Document& document, const Times& times, std::span<const TimeExpression> expressions);

}  // namespace sitrep
