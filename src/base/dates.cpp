// SPDX-License-Identifier: Apache-2.0
#include "base/dates.h"

#include <charconv>

#include "base/format.h"

namespace sitrep {
namespace {

/// A field of exactly `width` digits at the front of `text`, which it takes off.
std::optional<int> take_digits(std::string_view& text, std::size_t width) {
  int value = 0;
  if (text.size() < width) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + width, value);
  if (error != std::errc{} || end != text.data() + width || text.front() == '-') return std::nullopt;
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::optional<DayRange> day_range(std::string_view iso) {
  using namespace std::chrono;
  const auto y = take_digits(iso, 4);
  if (!y) return std::nullopt;
  const year year_{*y};
  if (iso.empty()) return DayRange{sys_days(year_ / January / 1), sys_days(year_ / December / 31)};
  const auto m = take(iso, '-') ? take_digits(iso, 2) : std::nullopt;
  if (!m || *m < 1 || *m > 12) return std::nullopt;
  const year_month month_ = year_ / month(static_cast<unsigned>(*m));
  if (iso.empty()) return DayRange{sys_days(month_ / 1), sys_days(month_ / std::chrono::last)};
  const auto d = take(iso, '-') ? take_digits(iso, 2) : std::nullopt;
  if (!d || !(iso.empty() || iso.front() == 'T' || iso.front() == ' ')) return std::nullopt;
  const year_month_day date = month_ / day(static_cast<unsigned>(*d));
  if (!date.ok()) return std::nullopt;
  return DayRange{sys_days(date), sys_days(date)};
}

std::optional<Day> exact_day(std::string_view iso) {
  const auto range = day_range(iso);
  return range && range->first == range->last ? std::optional(range->first) : std::nullopt;
}

std::string iso_date(Day day) {
  const std::chrono::year_month_day date(day);
  return format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

}  // namespace sitrep
