// SPDX-License-Identifier: Apache-2.0
// Numbers in a text, by their value: "2,000", "twenty-five", "1.2 million", "a dozen", "three to five", "a few hundred".
// No opinion on what they count: figures.h, times.h and places.h ask.
#pragma once

#include <optional>

#include "knowledge/quantities.h"
#include "parse/document.h"

namespace sitrep {

struct Number {
  TokenRange tokens;
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> best;
  std::optional<std::int64_t> high;
  Qualifier qualifier = Qualifier::exact;  // exact, range, vague, about or unknown
};

/// The number whose first token is `begin`, inside the sentence that ends at `end`; nullopt if none starts there.
std::optional<Number> number_at(const Document& document, const Quantities& quantities, std::uint32_t begin, std::uint32_t end);

/// The value of one token written in digits ("2,000", "100000"); nullopt for decimals, ordinals, times, anything else.
std::optional<std::int64_t> digits_value(std::string_view text);

}  // namespace sitrep
