// SPDX-License-Identifier: Apache-2.0
#include "extract/time_values.h"

#include <algorithm>
#include <array>

#include "base/format.h"

namespace sitrep {
namespace {

using namespace std::chrono;

Day first_of(int y, int m) { return sys_days(year(y) / month(static_cast<unsigned>(m)) / 1); }

/// The day so many months on or back, or the last of that month where it has no such day.
Day add_months(Day day, int count) {
  const year_month_day date(day);
  const year_month_day moved = date + months(count);
  return moved.ok() ? sys_days(moved) : sys_days(moved.year() / moved.month() / last);
}

int floor_to(int value, int step) { return value - ((value % step) + step) % step; }

struct IsoWeek {
  int year;
  int week;
};

IsoWeek iso_week(Day day) {
  const Day thursday = day + days(4 - weekday_of(day));
  const int y = year_of(thursday);
  return {y, static_cast<int>((thursday - first_of(y, 1)).count()) / 7 + 1};
}

std::string clock_text(int minutes) { return format("{:02}:{:02}", minutes / 60, minutes % 60); }

/// The day and clock of so many minutes after the first midnight of the day.
std::string iso_time(Day day, int minutes, const std::string& zone) {
  const int clock = ((minutes % minutes_per_day) + minutes_per_day) % minutes_per_day;
  return iso_date(day + days((minutes - clock) / minutes_per_day)) + "T" + clock_text(clock) + zone;
}

constexpr std::array<const char*, 4> season_codes = {"SP", "SU", "FA", "WI"};

}  // namespace

int year_of(Day day) { return static_cast<int>(year_month_day(day).year()); }
int month_of(Day day) { return static_cast<int>(static_cast<unsigned>(year_month_day(day).month())); }
int day_of(Day day) { return static_cast<int>(static_cast<unsigned>(year_month_day(day).day())); }
int weekday_of(Day day) { return static_cast<int>(weekday(day).iso_encoding()); }

Moment quarter_of(int year, int quarter) { return {.unit = TimeUnit::quarter, .first = first_of(year, quarter * 3 - 2), .number = quarter}; }
Moment half_of(int year, int half) { return {.unit = TimeUnit::half, .first = first_of(year, half * 6 - 5), .number = half}; }
Moment season_of(int year, Season season) {
  const int index = static_cast<int>(season);
  return {.unit = TimeUnit::season, .first = first_of(year, 3 + 3 * index), .number = index};
}
Moment clock_time(Day day, int minutes, bool to_the_minute) {
  return {.unit = to_the_minute ? TimeUnit::minute : TimeUnit::hour, .first = day, .clock = minutes};
}
Moment part_of(Day day, int part) { return {.unit = TimeUnit::part, .first = day, .number = part}; }

Moment unit_of(TimeUnit unit, Day day) {
  const int y = year_of(day);
  switch (unit) {
    case TimeUnit::week:
    case TimeUnit::fortnight: return {.unit = TimeUnit::week, .first = day - days(weekday_of(day) - 1)};
    case TimeUnit::weekend: return {.unit = unit, .first = day - days(weekday_of(day) - 1) + days(5)};
    case TimeUnit::month: return {.unit = unit, .first = first_of(y, month_of(day))};
    case TimeUnit::quarter: return quarter_of(y, (month_of(day) + 2) / 3);
    case TimeUnit::half: return half_of(y, (month_of(day) + 5) / 6);
    case TimeUnit::season: {
      const int m = month_of(day);
      return m < 3 ? season_of(y - 1, Season::winter) : season_of(y, static_cast<Season>(m / 3 - 1));
    }
    case TimeUnit::year: return {.unit = unit, .first = first_of(y, 1)};
    case TimeUnit::decade: return {.unit = unit, .first = first_of(floor_to(y, 10), 1)};
    case TimeUnit::century: return {.unit = unit, .first = first_of(floor_to(y, 100), 1)};
    case TimeUnit::millennium: return {.unit = unit, .first = first_of(floor_to(y, 1000), 1)};
    default: return {.unit = TimeUnit::day, .first = day};
  }
}

Moment moved(Moment moment, TimeUnit unit, int count) {
  switch (unit) {
    case TimeUnit::second: return moment;
    case TimeUnit::minute:
    case TimeUnit::hour: {
      const int total = moment.clock + count * (unit == TimeUnit::hour ? 60 : 1);
      const int clock = ((total % minutes_per_day) + minutes_per_day) % minutes_per_day;
      moment.first += days((total - clock) / minutes_per_day);
      moment.clock = clock;
      return moment;
    }
    case TimeUnit::part:
    case TimeUnit::day: moment.first += days(count); break;
    case TimeUnit::weekend:
    case TimeUnit::week: moment.first += days(7 * count); break;
    case TimeUnit::fortnight: moment.first += days(14 * count); break;
    case TimeUnit::month: moment.first = add_months(moment.first, count); break;
    case TimeUnit::quarter:
    case TimeUnit::season: moment.first = add_months(moment.first, 3 * count); break;
    case TimeUnit::half: moment.first = add_months(moment.first, 6 * count); break;
    case TimeUnit::year: moment.first = add_months(moment.first, 12 * count); break;
    case TimeUnit::decade: moment.first = add_months(moment.first, 120 * count); break;
    case TimeUnit::century: moment.first = add_months(moment.first, 1200 * count); break;
    case TimeUnit::millennium: moment.first = add_months(moment.first, 12000 * count); break;
  }
  if (moment.unit < TimeUnit::weekend) return moment;
  // Larger units are placed anew: quarters, halves and seasons change their number, weeks must begin on a Monday.
  Moment result = unit_of(moment.unit, moment.first + days(moment.unit == TimeUnit::week ? 3 : 0));
  result.edge = moment.edge;
  return result;
}

Day last_day(const Moment& moment) {
  switch (moment.unit) {
    case TimeUnit::weekend: return moment.first + days(1);
    case TimeUnit::week:
    case TimeUnit::fortnight: return moment.first + days(6);
    case TimeUnit::month: return add_months(moment.first, 1) - days(1);
    case TimeUnit::quarter:
    case TimeUnit::season: return add_months(moment.first, 3) - days(1);
    case TimeUnit::half: return add_months(moment.first, 6) - days(1);
    case TimeUnit::year: return add_months(moment.first, 12) - days(1);
    case TimeUnit::decade: return add_months(moment.first, 120) - days(1);
    case TimeUnit::century: return add_months(moment.first, 1200) - days(1);
    case TimeUnit::millennium: return add_months(moment.first, 12000) - days(1);
    default: return moment.first;
  }
}

std::string timex3_of(const Moment& m, const Times& times) {
  const int y = year_of(m.first);
  switch (m.unit) {
    case TimeUnit::hour:
    case TimeUnit::second:
    case TimeUnit::minute: return format("{}T{}", iso_date(m.first), clock_text(m.clock));
    case TimeUnit::part: return iso_date(m.first) + "T" + times.parts[static_cast<std::size_t>(m.number)].code;
    case TimeUnit::day: return iso_date(m.first);
    case TimeUnit::weekend:
    case TimeUnit::week:
    case TimeUnit::fortnight: {
      const IsoWeek week = iso_week(m.first);
      return format("{:04}-W{:02}{}", week.year, week.week, m.unit == TimeUnit::weekend ? "-WE" : "");
    }
    case TimeUnit::month: return format("{:04}-{:02}", y, month_of(m.first));
    case TimeUnit::quarter: return format("{:04}-Q{}", y, m.number);
    case TimeUnit::half: return format("{:04}-H{}", y, m.number);
    case TimeUnit::season: return format("{:04}-{}", y, season_codes[static_cast<std::size_t>(m.number)]);
    case TimeUnit::year: return format("{:04}", y);
    case TimeUnit::decade: return format("{:03}", y / 10);
    case TimeUnit::century: return format("{:02}", y / 100);
    case TimeUnit::millennium: return format("{}", y / 1000);
  }
  return {};
}

Interval interval_of(const Moment& m, const Times& times) {
  if (m.unit == TimeUnit::hour || m.unit == TimeUnit::minute || m.unit == TimeUnit::second) {
    const std::string at = iso_time(m.first, m.clock, m.zone);
    return {at, m.unit == TimeUnit::hour ? iso_time(m.first, m.clock + 59, m.zone) : at};
  }
  if (m.unit == TimeUnit::part) {
    const DayPart& part = times.parts[static_cast<std::size_t>(m.number)];
    return {iso_time(m.first, part.from, m.zone), iso_time(m.first, part.to, m.zone)};
  }
  const Day end = last_day(m);
  if (m.edge == TimeEdge::none || m.edge > TimeEdge::end) return {iso_date(m.first), iso_date(end)};
  if (m.unit == TimeUnit::day) {
    const int from = m.edge == TimeEdge::start ? 0 : m.edge == TimeEdge::middle ? 10 * 60 : 12 * 60;
    const int to = m.edge == TimeEdge::start ? 12 * 60 - 1 : m.edge == TimeEdge::middle ? 16 * 60 : minutes_per_day - 1;
    return {iso_time(m.first, from, ""), iso_time(m.first, to, "")};
  }
  // "early", "mid" and "late" are the first, the middle and the last half: wide, so that nothing true is left out.
  const days length = end - m.first + days(1);
  if (m.edge == TimeEdge::start) return {iso_date(m.first), iso_date(m.first + length / 2)};
  if (m.edge == TimeEdge::end) return {iso_date(m.first + length / 2), iso_date(end)};
  return {iso_date(m.first + length / 4), iso_date(end - length / 4)};
}

TimePrecision precision_of(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::second:
    case TimeUnit::minute: return TimePrecision::minute;
    case TimeUnit::hour: return TimePrecision::hour;
    case TimeUnit::part: return TimePrecision::part_of_day;
    case TimeUnit::day: return TimePrecision::day;
    case TimeUnit::weekend:
    case TimeUnit::week:
    case TimeUnit::fortnight: return TimePrecision::week;
    case TimeUnit::month: return TimePrecision::month;
    case TimeUnit::quarter:
    case TimeUnit::season:
    case TimeUnit::half: return TimePrecision::season;
    case TimeUnit::year: return TimePrecision::year;
    default: return TimePrecision::decade;
  }
}

}  // namespace sitrep
