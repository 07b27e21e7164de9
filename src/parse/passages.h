// SPDX-License-Identifier: Apache-2.0
// Which words of a text are printed in capitals or as a headline in title case, so that their case says little. Decided
// line by line; a run of capitals within a line in the usual case counts too.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "parse/truecase_features.h"

namespace sitrep {

enum class Print : std::uint8_t { usual, capitals, headline };

/// For each word of the text how it is printed.
std::vector<Print> prints_of(std::string_view text, const std::vector<CaseWord>& words);

/// A quick look at the letters: can any passage of the text be in capitals or a headline? Errs on the side of yes.
bool may_need_restoring(std::string_view text);

}  // namespace sitrep
