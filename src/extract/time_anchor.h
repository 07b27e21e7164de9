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
  enum class Source { unknown, published, text };
  std::optional<Day> day;
  Source source = Source::unknown;
  Span words;  // source text: what it was inferred from
};

ReportDay report_day(const Report& report, const Document& document, std::span<const TimeExpression> expressions);

}  // namespace sitrep
