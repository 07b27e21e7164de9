// SPDX-License-Identifier: Apache-2.0
#include "extract/times.h"

#include "extract/time_resolver.h"

namespace sitrep {

FoundTimes find_times(const Tree& tree, const Report& report, const Knowledge& knowledge) {
  const std::vector<TimeExpression> expressions = time_expressions(tree.document(), knowledge);
  FoundTimes found;
  found.report_day = report_day(report, tree.document(), expressions);
  TimeResolver resolver(tree, knowledge.times, found.report_day.day);
  for (const TimeExpression& expression : expressions)
    if (auto time = resolver.resolve(expression)) found.times.push_back(std::move(*time));
  return found;
}

}  // namespace sitrep
