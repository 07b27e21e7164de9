// SPDX-License-Identifier: Apache-2.0
// What Unicode says of single characters, and lower case of text beyond ASCII. No scripts, no normal forms, no locale.
#pragma once

#include <string>
#include <string_view>

namespace sitrep::unicode {

bool is_letter(char32_t c);
bool is_upper(char32_t c);
bool is_digit(char32_t c);  // digits of all scripts, also ² and ①
bool is_space(char32_t c);
char32_t to_lower(char32_t c);

/// The text in lower case. A capital sigma at the end of a word becomes a final one.
std::string lowered(std::string_view text);

}  // namespace sitrep::unicode
