// SPDX-License-Identifier: Apache-2.0
#include "base/characters.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "base/strings.h"
#include "base/utf8.h"

namespace sitrep::unicode {
namespace {

struct Run {
  std::int32_t begin;
  std::uint8_t flags;
  std::int32_t to_lower;
};

constexpr Run runs[] = {
#include "base/characters_table.inc"
};

enum Flag : std::uint8_t { letter = 1, upper = 2, digit = 4, space = 8 };

const Run& run_of(char32_t c) {
  const auto after = std::upper_bound(std::begin(runs), std::end(runs), static_cast<std::int32_t>(c),
                                      [](std::int32_t code_point, const Run& run) { return code_point < run.begin; });
  return *std::prev(after);
}

bool has(char32_t c, Flag flag) { return (run_of(c).flags & flag) != 0; }

constexpr char32_t capital_sigma = U'Σ', final_sigma = U'ς', dotted_capital_i = U'İ', combining_dot = U'\u0307';

/// Letters of the scripts that have case.
bool is_cased(char32_t c) { return is_letter(c) && (c < 0x590 || (c >= 0x1E00 && c < 0x2000)); }

/// Between `before` and `after` the sigma is the last letter of a word.
bool is_final(char32_t before, std::string_view text, std::size_t after) {
  return is_cased(before) && (after >= text.size() || !is_cased(next_code_point(text, after)));
}

}  // namespace

bool is_letter(char32_t c) { return c < 128 ? sitrep::is_letter(static_cast<char>(c)) : has(c, letter); }
bool is_upper(char32_t c) { return c < 128 ? sitrep::is_upper(static_cast<char>(c)) : has(c, upper); }
bool is_digit(char32_t c) { return c < 128 ? sitrep::is_digit(static_cast<char>(c)) : has(c, digit); }
bool is_space(char32_t c) { return c < 128 ? sitrep::is_space(static_cast<char>(c)) || (c >= 0x1C && c <= 0x1F) : has(c, space); }

char32_t to_lower(char32_t c) {
  if (c < 128) return static_cast<char32_t>(sitrep::to_lower(static_cast<char>(c)));
  return static_cast<char32_t>(static_cast<std::int32_t>(c) + run_of(c).to_lower);
}

std::string lowered(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c == dotted_capital_i) {
      result += 'i';
      append_code_point(result, combining_dot);
    } else if (c == capital_sigma && is_final(before, text, at)) {
      append_code_point(result, final_sigma);
    } else {
      append_code_point(result, to_lower(c));
    }
    before = c;
  }
  return result;
}

}  // namespace sitrep::unicode
