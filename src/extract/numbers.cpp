// SPDX-License-Identifier: Apache-2.0
#include "extract/numbers.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/strings.h"

namespace sitrep {
namespace {

constexpr std::int64_t largest = 1'000'000'000'000;  // beyond that a number counts nothing that sitrep records

/// One number without range: where it ends and its value.
struct Plain {
  std::uint32_t end = 0;
  std::int64_t value = 0;
};

class NumberParser {
 public:
  NumberParser(const Document& document, const Quantities& quantities, std::uint32_t end)
      : tokens_(document.tokens), document_(document), quantities_(quantities), end_(end) {}

  std::optional<Number> parse(std::uint32_t begin) const {
    if (const auto vague = vague_number(begin)) return vague;
    const bool between = is(begin, "between"_w) || is(begin, "from"_w);
    const auto first = plain(between ? begin + 1 : begin);
    if (!first) return article_number(begin);
    auto upper = range_end(first->end, between);
    if (upper && upper->value < first->value && !between) upper.reset();  // "page 58 - Five killed" is no range
    if (!upper) {
      if (between) return std::nullopt;  // the caller finds the number behind "between"
      return Number{{begin, first->end}, first->value, first->value, first->value, Qualifier::exact};
    }
    const std::int64_t lower_bound = first->value * shared_scale(*upper, first->value);
    return Number{{begin, upper->end}, std::min(lower_bound, upper->value), std::min(lower_bound, upper->value),
                  std::max(lower_bound, upper->value), Qualifier::range};
  }

 private:
  bool is(std::uint32_t i, Word w) const { return i < end_ && tokens_[i].lower_hash == w; }

  const NumberWord* number_word(std::uint32_t i) const {
    if (i >= end_) return nullptr;
    const auto at = quantities_.numbers.find(tokens_[i].lower_hash);
    return at == quantities_.numbers.end() ? nullptr : &at->second;
  }

  const NumberWord* scale(std::uint32_t i) const {
    const NumberWord* w = number_word(i);
    return w != nullptr && w->role >= NumberRole::scale ? w : nullptr;
  }

  std::optional<Plain> plain(std::uint32_t i) const {
    if (i >= end_ || tokens_[i].lower.empty()) return std::nullopt;
    const std::string_view text = without_border(tokens_[i].lower);
    return !text.empty() && is_digit(text.front()) ? digits(i) : words(i);
  }

  /// "|930": a cell of a table in plain text begins right behind its border.
  static std::string_view without_border(std::string_view text) { return text.substr(std::min(text.find_first_not_of('|'), text.size())); }

  /// "2,000", "1.2 million", "50 thousand", "20 dozen".
  std::optional<Plain> digits(std::uint32_t i) const {
    const std::string_view text = without_border(tokens_[i].lower);
    const NumberWord* multiplier = scale(i + 1);
    if (const auto value = digits_value(text)) {
      if (multiplier == nullptr) return Plain{i + 1, *value};
      if (*value > largest / multiplier->value) return std::nullopt;
      return Plain{i + 2, *value * multiplier->value};
    }
    double decimal = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), decimal);
    if (error != std::errc{} || end != text.data() + text.size() || multiplier == nullptr || multiplier->value < 1000) return std::nullopt;
    const double product = decimal * static_cast<double>(multiplier->value);
    if (product > static_cast<double>(largest)) return std::nullopt;
    return Plain{i + 2, std::llround(product)};
  }

  /// "twenty-five", "one hundred and five", "two thousand three hundred".
  std::optional<Plain> words(std::uint32_t begin) const {
    std::int64_t total = 0;
    std::int64_t current = 0;
    std::uint32_t end = begin;
    NumberRole last = NumberRole::scale;
    for (std::uint32_t i = begin; i < end_; ++i) {
      const bool joins = i > begin && ((is(i, "-"_w) && last == NumberRole::ten) || (is(i, "and"_w) && last == NumberRole::scale));
      const NumberWord* w = number_word(joins ? i + 1 : i);
      if (w == nullptr || !may_follow(*w, last, i == begin, joins)) break;
      if (w->role < NumberRole::scale) {
        current += w->value;
      } else if (w->value >= 1000) {
        total += std::max<std::int64_t>(current, 1) * w->value;
        current = 0;
      } else {
        current = std::max<std::int64_t>(current, 1) * w->value;
      }
      if (total + current > largest) return std::nullopt;
      last = w->role == NumberRole::group ? NumberRole::unit : w->role;
      if (joins) ++i;
      end = i + 1;
    }
    if (end == begin) return std::nullopt;
    return Plain{end, total + current};
  }

  static bool may_follow(const NumberWord& w, NumberRole last, bool is_first, bool joined) {
    if (w.role >= NumberRole::scale) return !is_first && !joined;  // "hundred" alone is no number
    if (is_first || last == NumberRole::scale) return true;
    return w.role == NumberRole::unit && last == NumberRole::ten && w.value > 0 && w.value < 10;
  }

  /// "a dozen", "a hundred".
  std::optional<Number> article_number(std::uint32_t begin) const {
    if (!is(begin, "a"_w) && !is(begin, "an"_w)) return std::nullopt;
    const NumberWord* w = scale(begin + 1);
    if (w == nullptr || is(begin + 2, "of"_w)) return std::nullopt;
    return Number{{begin, begin + 2}, w->value, w->value, w->value, Qualifier::exact};
  }

  /// "dozens", "a few hundred", "an unknown number of".
  std::optional<Number> vague_number(std::uint32_t begin) const {
    const auto match = quantities_.amounts.starting_at(document_, begin, end_, TokenForm::lower);
    if (!match) return std::nullopt;
    const Amount& amount = *match->value;
    Number number{match->tokens, amount.low, amount.best, amount.high, amount.qualifier};
    const NumberWord* by = amount.multiplies ? scale(match->tokens.end) : nullptr;
    if (by == nullptr) return number;
    ++number.tokens.end;
    for (auto* bound : {&number.low, &number.best, &number.high})
      if (*bound) **bound *= by->value;
    return number;
  }

  /// The upper number behind "to", "or" or a dash; a hyphen without a number behind ("16-year-old") is no range.
  std::optional<Plain> range_end(std::uint32_t i, bool between) const {
    const bool dash = is(i, "-"_w) || is(i, "\xE2\x80\x93"_w);
    const bool joins = is(i, "to"_w) || (between ? is(i, "and"_w) : is(i, "or"_w) || dash);
    return joins ? plain(i + 1) : std::nullopt;
  }

  /// "2 to 3 million": the scale behind the second number holds for the first, unless that would make it the larger.
  std::int64_t shared_scale(const Plain& upper, std::int64_t first) const {
    const NumberWord* w = number_word(upper.end - 1);
    if (w == nullptr || w->role < NumberRole::scale || first >= w->value) return 1;
    return first * w->value <= upper.value ? w->value : 1;
  }

  const std::vector<Token>& tokens_;
  const Document& document_;
  const Quantities& quantities_;
  std::uint32_t end_;
};

}  // namespace

std::optional<std::int64_t> digits_value(std::string_view text) {
  if (text.empty() || !is_digit(text.front()) || text.size() > 16) return std::nullopt;
  std::int64_t value = 0;
  std::size_t since_comma = 0;
  bool has_comma = false;
  for (const char c : text) {
    if (c == ',') {
      if (has_comma ? since_comma != 3 : since_comma > 3) return std::nullopt;
      has_comma = true;
      since_comma = 0;
    } else if (is_digit(c)) {
      value = value * 10 + (c - '0');
      ++since_comma;
    } else {
      return std::nullopt;
    }
  }
  return (has_comma && since_comma != 3) || value > largest ? std::nullopt : std::optional(value);
}

std::optional<Number> number_at(const Document& document, const Quantities& quantities, std::uint32_t begin, std::uint32_t end) {
  return begin < end ? NumberParser(document, quantities, end).parse(begin) : std::nullopt;
}

}  // namespace sitrep
