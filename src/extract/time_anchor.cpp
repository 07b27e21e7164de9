// SPDX-License-Identifier: Apache-2.0
#include "extract/time_anchor.h"

namespace sitrep {

ReportDay report_day(const Report& report, const Document& document, std::span<const TimeExpression> expressions) {
  if (report.published)
    if (const auto day = exact_day(*report.published)) return {day, ReportDay::Source::published, {}};
  (void)document;
  (void)expressions;
  return {};
}

}  // namespace sitrep
