// SPDX-License-Identifier: Apache-2.0
#include "extract/time_grammar.h"

#include <array>

#include "extract/time_rules.h"

namespace sitrep {

std::vector<TimeExpression> time_expressions(const Document& document, const Times& times, const Quantities& quantities) {
  const TimeWords words(document, times);
  const TimeRules rules(words, times, quantities);
  std::vector<TimeExpression> found;
  for (std::uint32_t at = 0; at < words.size();) {
    auto match = rules.longest_at(at);
    if (!match) {
      ++at;
      continue;
    }
    found.push_back({{words.number_of(at), words.number_of(match->end - 1) + 1}, std::move(match->meaning)});
    at = match->end;
  }
  return found;
}

}  // namespace sitrep
