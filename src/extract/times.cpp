// SPDX-License-Identifier: Apache-2.0
#include "extract/times.h"

#include <algorithm>

#include "extract/time_resolver.h"

namespace sitrep {
namespace {

/// The word between two times, when there is just one.
Word word_between(const Document& document, TokenRange a, TokenRange b) {
  return a.end + 1 == b.begin ? document.tokens[a.end].lower_hash : Word{};
}

/// "between Monday night and Tuesday morning", "from Sept. 12 to Sept. 14": one stretch. Years and months stay two times.
bool is_range(const Document& document, const ResolvedTime& a, const ResolvedTime& b) {
  const auto exact = [](const Time& t) { return t.type == TimeType::instant && t.from && t.precision <= TimePrecision::day && t.timex3.back() != 'F'; };
  if (a.tokens.begin == 0 || !exact(a.time) || !exact(b.time) || *a.time.from > *b.time.from) return false;
  const Word before = document.tokens[a.tokens.begin - 1].lower_hash;
  const Word middle = word_between(document, a.tokens, b.tokens);
  return (before == "between"_w && middle == "and"_w) || (before == "from"_w && (middle == "to"_w || middle == "until"_w || middle == "till"_w || middle == "through"_w));
}

void extend(Time& first, const Time& last) {
  first.span.end = last.span.end;
  first.type = TimeType::interval;
  first.to = last.to;
  first.precision = std::max(first.precision, last.precision);
  first.timex3 += "/" + last.timex3;
}

}  // namespace

FoundTimes find_times(const Tree& tree, const Report& report, const Times& words, const Quantities& quantities) {
  const Document& document = tree.document();
  const std::vector<TimeExpression> expressions = time_expressions(document, words, quantities);
  FoundTimes found;
  found.report_day = report_day(report, document, words, expressions);
  std::vector<ResolvedTime> resolved = TimeResolver(tree, words, found.report_day).resolve(expressions);
  for (std::size_t i = 0; i < resolved.size(); ++i) {
    const bool range = i + 1 < resolved.size() && is_range(document, resolved[i], resolved[i + 1]);
    found.times.push_back(std::move(resolved[i].time));
    if (range) extend(found.times.back(), resolved[++i].time);
  }
  return found;
}

}  // namespace sitrep
