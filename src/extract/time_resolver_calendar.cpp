// SPDX-License-Identifier: Apache-2.0
// Which day, month or year a name of the calendar means: "Tuesday", "Sept. 13", "last spring", in view of the report's day,
// of what was spoken of before and of the sentence's outlook.
#include "extract/time_resolver.h"

namespace sitrep {
namespace {

using std::chrono::days;

Moment month_in(const CalendarTime& t, int year) {
  return unit_of(TimeUnit::month, std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(*t.month)) / 1));
}
Moment day_in(const CalendarTime& t, int year) {
  const std::chrono::year_month_day date = std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(*t.month)) / std::chrono::day(static_cast<unsigned>(*t.day));
  return {.unit = TimeUnit::day, .first = std::chrono::sys_days(date)};
}
Moment named_day_in(const CalendarTime& t, int year) { return {.unit = TimeUnit::day, .first = t.named_day->in(year)}; }
Moment season_in(const CalendarTime& t, int year) { return season_of(year, *t.season); }
Moment quarter_in(const CalendarTime& t, int year) { return quarter_of(year, *t.quarter); }
Moment half_in(const CalendarTime& t, int year) { return half_of(year, *t.half); }
Moment year_in(const CalendarTime&, int year) { return unit_of(TimeUnit::year, std::chrono::sys_days(std::chrono::year(year) / 1 / 1)); }

bool is_real(const CalendarTime& t, int year) {
  return (std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(*t.month)) / std::chrono::day(static_cast<unsigned>(*t.day))).ok();
}

}  // namespace

std::optional<int> TimeResolver::year_of_step(const CalendarTime& t) const {
  if (t.year) return t.year;
  if (!t.year_step) return std::nullopt;
  const std::optional<Day> base = t.year_step->base == TimeBase::now ? today_ : then_ ? std::optional(then_->first) : today_;
  return base ? std::optional(year_of(*base) + t.year_step->count) : std::nullopt;
}

/// The day that a weekday without a date means.
std::optional<Day> TimeResolver::weekday_day(const CalendarTime& t) const {
  const TimeStep step = t.step.value_or(TimeStep{});
  const auto base = step.base == TimeBase::now ? today_ : day_spoken_of();
  if (!base) return std::nullopt;
  if (!to_the_day_ && step.base == TimeBase::now) return !t.step && weekday_of(*base) == *t.weekday ? base : std::nullopt;
  const int ahead = (*t.weekday - weekday_of(*base) + 7) % 7;  // days to the next one; 0 is today
  const Day next = *base + days(ahead == 0 ? 7 : ahead);
  const Day before = *base - days(ahead == 0 ? 7 : 7 - ahead);
  if (t.step && step.count < 0) return before;
  if (t.step && step.count > 0) return next;
  if (ahead == 0) return base;
  const Outlook o = outlook();
  return o == Outlook::future || (t.step && o != Outlook::past) ? next : before;
}

/// What comes once a year ("Sept. 13", "spring", "the third quarter"), in the year that the sentence speaks of.
std::optional<Moment> TimeResolver::recurring(const CalendarTime& t, Moment (*in_year)(const CalendarTime&, int)) const {
  const auto fits = [&](int y) { return !t.day || !t.month || is_real(t, y); };
  if (const auto y = year_of_step(t)) return fits(*y) ? std::optional(in_year(t, *y)) : std::nullopt;
  const bool from_then = t.step && t.step->base == TimeBase::then;
  if (history_ && !t.step) return in_history(t, in_year);
  const auto base = from_then && then_ ? std::optional(then_->first) : today_;
  if (!base) return std::nullopt;
  const int y = year_of(*base);
  std::optional<Moment> before, after, holds;
  for (int i = y - 4; i <= y + 4; ++i) {
    if (!fits(i)) continue;
    const Moment m = in_year(t, i);
    if (last_day(m) < *base) before = m;
    else if (m.first > *base) { if (!after) after = m; }
    else holds = m;
  }
  if (t.step && t.step->count < 0) return before;
  if (t.step && t.step->count > 0) return after;
  if (holds) return holds;
  if (t.step) return fits(y) ? std::optional(in_year(t, y)) : after;
  if (!before || !after) return before ? before : after;
  const int back = static_cast<int>((*base - last_day(*before)).count());
  const int ahead = static_cast<int>((after->first - *base).count());
  const Outlook o = outlook();
  if (t.quarter) return o == Outlook::future && ahead < 45 ? after : before;
  if (o == Outlook::past) return back > 300 && ahead < 45 && (t.day || t.named_day) ? after : before;
  if (o == Outlook::future) return ahead > 300 && back < 60 ? before : after;
  return back <= ahead + 60 ? before : after;
}

/// History is told in order: of the years that the text dates, the one nearest to what was spoken of last.
std::optional<Moment> TimeResolver::in_history(const CalendarTime& t, Moment (*in_year)(const CalendarTime&, int)) const {
  if (history_->first != history_->last && !then_) return std::nullopt;
  std::optional<Moment> nearest;
  for (int y = history_->first; y <= history_->last; ++y) {
    if (t.day && t.month && !is_real(t, y)) continue;
    const Moment m = in_year(t, y);
    if (!nearest || std::chrono::abs(m.first - then_->first) < std::chrono::abs(nearest->first - then_->first)) nearest = m;
  }
  return nearest;
}

std::optional<Moment> TimeResolver::moment_of(const CalendarTime& t) const {
  if (t.era) return unit_of(*t.era, std::chrono::sys_days(std::chrono::year(*t.year) / 1 / 1));
  if (t.named_day) return recurring(t, named_day_in);
  if (t.season) return recurring(t, season_in);
  if (t.quarter) return recurring(t, quarter_in);
  if (t.half) return recurring(t, half_in);
  if (t.month && t.day) return recurring(t, day_in);
  if (t.month) return recurring(t, month_in);
  if (t.year) return year_in(t, *t.year);
  std::optional<Day> day;
  if (t.weekday) day = weekday_day(t);
  else if (t.day_offset) day = today_ && to_the_day_ ? std::optional(*today_ + days(*t.day_offset)) : std::nullopt;
  else day = day_then_ && sentence_ - day_sentence_ <= 2 ? day_then_ : today_;
  return day ? std::optional(Moment{.unit = TimeUnit::day, .first = *day}) : std::nullopt;
}

}  // namespace sitrep
