// SPDX-License-Identifier: Apache-2.0
#include "knowledge/times.h"

#include "knowledge/cells.h"

namespace sitrep {
namespace {

using namespace std::chrono;

std::int16_t value_of(const Tsv::Row& row, TimeRole role, std::string_view cell) {
  switch (role) {
    case TimeRole::season:
    case TimeRole::seasons: return static_cast<std::int16_t>(term<Season>(row, cell));
    case TimeRole::unit:
    case TimeRole::units: return static_cast<std::int16_t>(term<TimeUnit>(row, cell));
    case TimeRole::edge_before:
    case TimeRole::edge_of: return static_cast<std::int16_t>(term<TimeEdge>(row, cell));
    default: return static_cast<std::int16_t>(whole_number(row, cell));
  }
}

Word first_word(std::string_view phrase) { return word(phrase.substr(0, phrase.find(' '))); }

/// "18:00" in minutes; "-06:00" is six hours before midnight.
int clock_minutes(const Tsv::Row& row, std::string_view cell) {
  if (cell.starts_with('-')) return -clock_minutes(row, cell.substr(1));
  if (cell.size() != 5 || cell[2] != ':') row.fail(format("'{}' is no time such as 18:00", cell));
  return static_cast<int>(whole_number(row, cell.substr(0, 2)) * 60 + whole_number(row, cell.substr(3)));
}

NamedDay named_day(const Tsv::Row& row, std::string_view rule) {
  for (const auto& [name, kind] : {std::pair{std::string_view("easter"), NamedDay::Kind::easter}, {"orthodox_easter", NamedDay::Kind::orthodox_easter}})
    if (rule.starts_with(name)) {
      std::string_view offset = rule.substr(name.size());
      if (offset.starts_with('+')) offset.remove_prefix(1);
      return {.kind = kind, .offset = static_cast<int>(whole_number(row, offset))};
    }
  if (const auto parts = split(rule, '/'); parts.size() == 3)
    return {.kind = NamedDay::Kind::nth_weekday, .month = static_cast<int>(whole_number(row, parts[2])),
            .nth = static_cast<int>(whole_number(row, parts[0])), .weekday = static_cast<int>(whole_number(row, parts[1]))};
  if (rule.size() != 5 || rule[2] != '-') row.fail(format("'{}' is no rule such as 12-25, easter-2 or 4/4/11", rule));
  return {.kind = NamedDay::Kind::fixed, .month = static_cast<int>(whole_number(row, rule.substr(0, 2))),
          .day = static_cast<int>(whole_number(row, rule.substr(3)))};
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones, Butcher).
Day western_easter(int y) {
  const int a = y % 19, b = y / 100, c = y % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int n = h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114;
  return sys_days(year(y) / month(static_cast<unsigned>(n / 31)) / day(static_cast<unsigned>(n % 31 + 1)));
}

/// Easter Sunday of the Julian calendar, as a Gregorian date (Meeus).
Day eastern_easter(int y) {
  const int d = (19 * (y % 19) + 15) % 30;
  const int e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
  const int n = d + e + 114;
  const Day julian = sys_days(year(y) / month(static_cast<unsigned>(n / 31)) / day(static_cast<unsigned>(n % 31 + 1)));
  return julian + days(y / 100 - y / 400 - 2);
}

}  // namespace

Day NamedDay::in(int y) const {
  const auto m = std::chrono::month(static_cast<unsigned>(month));
  switch (kind) {
    case Kind::easter: return western_easter(y) + days(offset);
    case Kind::orthodox_easter: return eastern_easter(y) + days(offset);
    case Kind::nth_weekday:
      if (nth < 0) return sys_days(year(y) / m / std::chrono::weekday(static_cast<unsigned>(weekday))[last]);
      return sys_days(year(y) / m / std::chrono::weekday(static_cast<unsigned>(weekday))[static_cast<unsigned>(nth)]);
    default: return sys_days(year(y) / m / std::chrono::day(static_cast<unsigned>(day)));
  }
}

Times Times::load(const std::filesystem::path& knowledge) {
  Times t;
  const std::filesystem::path folder = knowledge / "words";

  const Tsv words(folder / "times.tsv", {"word", "role", "value", "sure"});
  for (const Tsv::Row& row : words.rows()) {
    const auto role = term<TimeRole>(row, row[1]);
    check_new(row, t.words.emplace(word(row[0]), TimeWord{role, value_of(row, role, row[2]), yes_or_no(row, row[3])}).second);
  }

  const Tsv parts(folder / "times_parts.tsv", {"word", "code", "from", "to"});
  for (const Tsv::Row& row : parts.rows()) {
    DayPart part{std::string(row[1]), clock_minutes(row, row[2]), clock_minutes(row, row[3])};
    if (part.to < part.from) part.to += 24 * 60;
    check_new(row, t.words.emplace(word(row[0]), TimeWord{TimeRole::part, static_cast<std::int16_t>(t.parts.size()), false}).second);
    t.parts.push_back(std::move(part));
  }

  const Tsv phrases(folder / "times_phrases.tsv", {"phrase", "kind", "offset", "part"});
  for (const Tsv::Row& row : phrases.rows()) {
    TimePhrase phrase{term<TimePhraseKind>(row, row[1]), static_cast<int>(optional_number(row, row[2]).value_or(0)), -1, {}};
    if (phrase.kind == TimePhraseKind::every) phrase.value = row[3];
    else if (!row[3].empty()) {
      for (std::size_t i = 0; i < t.parts.size() && phrase.part < 0; ++i)
        if (t.parts[i].code == row[3]) phrase.part = static_cast<int>(i);
      if (phrase.part < 0) row.fail(format("'{}' is no code of times_parts.tsv", row[3]));
    }
    check_new(row, t.phrases.add(row[0], phrase));
    t.starts.insert(first_word(row[0]));
  }

  const Tsv holidays(folder / "times_holidays.tsv", {"name", "rule"});
  for (const Tsv::Row& row : holidays.rows()) {
    check_new(row, t.named_days.add(row[0], named_day(row, row[1])));
    t.starts.insert(first_word(row[0]));
  }

  const Tsv zones(folder / "times_zones.tsv", {"zone", "offset"});
  for (const Tsv::Row& row : zones.rows()) check_new(row, t.zones.emplace(word(row[0]), row[1]).second);
  return t;
}

}  // namespace sitrep
