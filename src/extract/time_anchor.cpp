// SPDX-License-Identifier: Apache-2.0
#include "extract/time_anchor.h"

#include <algorithm>

#include "base/strings.h"
#include "extract/time_values.h"
#include "extract/time_words.h"

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
  if (before == 0) return true;
  if (document.tokens[before - 1].tag == Tag::left_bracket) return false;  // "the battle (3 May 2031 - 9 May 2031)"
  if (document.tokens[before - 1].tag != Tag::IN) return true;
  const Word preposition = document.tokens[before - 1].lower_hash;
  if (preposition == "of"_w || preposition == "at"_w) return true;  // "Date of publication", "Last updated at"
  const Word verb = before < 2 ? Word{} : document.tokens[before - 2].lower_hash;
  return preposition == "on"_w && (verb == "posted"_w || verb == "published"_w || verb == "updated"_w);
}

/// A full date at the head of the text; further down only with its weekday.
std::optional<ReportDay> day_at_head(const Document& document, std::span<const TimeExpression> expressions) {
  for (const TimeExpression& e : expressions) {
    if (e.tokens.begin >= head_of_text) break;
    const auto* t = std::get_if<CalendarTime>(&e.meaning);
    if (t == nullptr || !t->year || !t->month || !t->day || t->last_day || !stands_alone(document, e.tokens)) continue;
    const auto day = date_in(*t, *t->year);
    if (!day || !fits_weekday(*t, *day)) continue;
    if (e.tokens.begin < start_of_text || t->weekday) return ReportDay{day, ReportDay::Source::heading, document.span_of(e.tokens), {}};
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
      if (!found || *found->day < *day) found = ReportDay{day, ReportDay::Source::event, document.span_of(e.tokens), {}};
    }
  }
  return found;
}

/// Month and day of "YEREVAN, Sept 13 (Reuters)" or "LIMA, 3 MAY 31 (EFE)"; the year stays with the text.
std::optional<CalendarTime> date_of_dateline(std::string_view dateline, const Times& times) {
  CalendarTime date;
  std::optional<int> before;  // the number before the month
  for (std::size_t at = 0; at < dateline.size();) {
    std::size_t end = at;
    while (end < dateline.size() && (is_letter(dateline[end]) || is_digit(dateline[end]) || (dateline[end] == '.' && end > at))) ++end;
    const std::string text = lowered(dateline.substr(at, end - at));
    std::string_view piece = text;
    if (piece.ends_with('.')) piece.remove_suffix(1);
    at = end + 1;
    const auto number = digits_of(piece, 1, 4);
    if (number && date.month && !date.day && *number <= 31) date.day = number;
    else if (number && date.day && piece.size() == 4) date.year = number;
    else if (number && !date.month) before = number;
    const auto found = times.words.find(word(piece));
    if (date.month || found == times.words.end() || found->second.role != TimeRole::month) continue;
    date.month = found->second.value;
    if (before && *before >= 1 && *before <= 31) date.day = before;
  }
  return date.day ? std::optional(date) : std::nullopt;
}

/// "YEREVAN, Sept 13 (Reuters) -" in the text itself.
std::optional<CalendarTime> date_at_head_without_year(const Document& document, std::span<const TimeExpression> expressions) {
  if (expressions.empty() || expressions.front().tokens.begin >= start_of_text || !stands_alone(document, expressions.front().tokens)) return std::nullopt;
  const auto* t = std::get_if<CalendarTime>(&expressions.front().meaning);
  if (t == nullptr || t->year || !t->month || !t->day || t->weekday) return std::nullopt;
  const std::uint32_t next = expressions.front().tokens.end;
  const bool heads = next < document.tokens.size() && (document.tokens[next].tag == Tag::left_bracket || document.tokens[next].tag == Tag::colon || document.tokens[next].tag == Tag::HYPH);
  return heads ? std::optional(*t) : std::nullopt;
}

bool counts_from_now(const TimeMeaning& meaning) {
  const auto from_now = [](const std::optional<TimeStep>& step) { return step && step->base == TimeBase::now; };
  if (const auto* t = std::get_if<CalendarTime>(&meaning)) return (t->weekday && !t->day) || from_now(t->step) || from_now(t->year_step);
  if (const auto* t = std::get_if<UnitTime>(&meaning)) return from_now(t->step);
  if (const auto* t = std::get_if<ShiftedTime>(&meaning)) return t->base == TimeBase::now;
  if (const auto* t = std::get_if<PhrasedTime>(&meaning)) return t->phrase->kind == TimePhraseKind::day;
  return false;
}

std::optional<ReportDay::Years> years_of_history(std::span<const TimeExpression> expressions) {
  std::optional<ReportDay::Years> years;
  int dates = 0, from_now = 0;
  for (const TimeExpression& e : expressions) {
    from_now += counts_from_now(e.meaning);
    const auto* t = std::get_if<CalendarTime>(&e.meaning);
    if (t == nullptr || !t->month) continue;
    ++dates;
    if (!t->year) continue;
    if (!years) years = ReportDay::Years{*t->year, *t->year};
    years = ReportDay::Years{std::min(years->first, *t->year), std::max(years->last, *t->year)};
  }
  return dates >= 4 && from_now * 8 <= dates ? years : std::nullopt;
}

}  // namespace

ReportDay report_day(const Report& report, const Document& document, const Times& times, std::span<const TimeExpression> expressions) {
  if (report.published)
    if (const auto day = exact_day(*report.published); day && year_of(*day) >= 1000 && year_of(*day) < 3000) return {day, ReportDay::Source::stated, {}, {}};
  std::optional<CalendarTime> dateline = report.dateline ? date_of_dateline(*report.dateline, times) : std::nullopt;
  if (dateline && dateline->year)
    if (const auto day = date_in(*dateline, *dateline->year)) return {day, ReportDay::Source::heading, {}, {}};
  if (const auto day = day_at_head(document, expressions)) return *day;
  auto event = day_by_weekday(document, expressions);
  if (!event) return {.day = {}, .source = {}, .words = {}, .history = years_of_history(expressions)};
  // A dateline of the same days tells the day of the report itself.
  if (!dateline) dateline = date_at_head_without_year(document, expressions);
  if (!dateline) return *event;
  for (const int year : {year_of(*event->day), year_of(*event->day) + 1})
    if (const auto day = date_in(*dateline, year); day && *event->day <= *day && *day <= *event->day + days(31)) return {day, ReportDay::Source::heading, event->words, {}};
  return *event;
}

}  // namespace sitrep
