// SPDX-License-Identifier: Apache-2.0
#include "extract/time_anchor.h"

#include <algorithm>

#include "extract/time_values.h"

namespace sitrep {
namespace {

using std::chrono::days;

constexpr std::uint32_t head_of_text = 60;     // tokens in which a report may give its own date
constexpr std::uint32_t start_of_text = 12;    // and where any full date is taken for it
constexpr int years_looked_ahead = 4;          // a weekday falls on the same date again after five years at the earliest

std::optional<Day> date_in(const CalendarTime& t, int year) {
  const std::chrono::year_month_day date = std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(*t.month)) / std::chrono::day(static_cast<unsigned>(*t.day));
  return date.ok() ? std::optional(Day(date)) : std::nullopt;
}

bool fits_weekday(const CalendarTime& t, Day day) { return !t.weekday || weekday_of(day) == *t.weekday; }

/// "on 3 May 2031" is a time spoken of; "LIMA, 3 MAY 31 (EFE) --" and "Published 3 May 2031" are dates of the report.
bool stands_alone(const Document& document, TokenRange tokens) {
  std::uint32_t before = tokens.begin;
  while (before > 0 && document.tokens[before - 1].tag == Tag::SP) --before;
  return before == 0 || document.tokens[before - 1].tag != Tag::IN || document.tokens[before - 1].lower_hash == "of"_w || document.tokens[before - 1].lower_hash == "at"_w;
}

/// A full date at the head of the text; further down only with its weekday.
std::optional<ReportDay> day_at_head(const Document& document, std::span<const TimeExpression> expressions) {
  for (const TimeExpression& e : expressions) {
    if (e.tokens.begin >= head_of_text) break;
    const auto* t = std::get_if<CalendarTime>(&e.meaning);
    if (t == nullptr || !t->year || !t->month || !t->day || t->last_day || !stands_alone(document, e.tokens)) continue;
    const auto day = date_in(*t, *t->year);
    if (!day || !fits_weekday(*t, *day)) continue;
    if (e.tokens.begin < start_of_text || t->weekday) return ReportDay{day, ReportDay::Source::text, document.span_of(e.tokens)};
  }
  return std::nullopt;
}

/// "Tuesday, September 13" in a text that speaks of 2020: the first year from then on in which the 13th is a Tuesday.
std::optional<ReportDay> day_by_weekday(const Document& document, std::span<const TimeExpression> expressions) {
  int latest_year = 0;
  for (const TimeExpression& e : expressions)
    if (const auto* t = std::get_if<CalendarTime>(&e.meaning); t != nullptr && t->year && !t->era) latest_year = std::max(latest_year, *t->year);
  if (latest_year == 0) return std::nullopt;
  std::optional<ReportDay> found;
  for (const TimeExpression& e : expressions) {
    const auto* t = std::get_if<CalendarTime>(&e.meaning);
    if (t == nullptr || t->year || t->year_step || !t->month || !t->day || !t->weekday) continue;
    for (int year = latest_year; year <= latest_year + years_looked_ahead; ++year) {
      const auto day = date_in(*t, year);
      if (!day || !fits_weekday(*t, *day)) continue;
      if (found && std::chrono::abs(*found->day - *day) > days(31)) return std::nullopt;  // they do not agree
      if (!found || *found->day < *day) found = ReportDay{day, ReportDay::Source::text, document.span_of(e.tokens)};
    }
  }
  return found;
}

}  // namespace

ReportDay report_day(const Report& report, const Document& document, std::span<const TimeExpression> expressions) {
  if (report.published)
    if (const auto day = exact_day(*report.published)) return {day, ReportDay::Source::published, {}};
  if (const auto day = day_at_head(document, expressions)) return *day;
  return day_by_weekday(document, expressions).value_or(ReportDay{});
}

}  // namespace sitrep
