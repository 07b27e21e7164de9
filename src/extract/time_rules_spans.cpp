// SPDX-License-Identifier: Apache-2.0
// Stretches of time and what is counted from another time: "last week", "the end of the month", "two days later",
// "40-minute", "the past six weeks", "every Thursday".
#include "base/format.h"
#include "base/strings.h"
#include "extract/numbers.h"
#include "extract/time_rules.h"

namespace sitrep {
namespace {

TimeEdge edge_of(TimeWord w) {
  if (w.role == TimeRole::comparative) return w.value < 0 ? TimeEdge::before_now : TimeEdge::after_now;
  return static_cast<TimeEdge>(w.value);
}

void set_edge(TimeMeaning& meaning, TimeEdge edge) {
  std::visit([edge](auto& m) {
    if constexpr (requires { m.edge; }) m.edge = edge;
  }, meaning);
}

bool is_point(const TimeMeaning& meaning) {
  return std::holds_alternative<CalendarTime>(meaning) || std::holds_alternative<UnitTime>(meaning) || std::holds_alternative<PhrasedTime>(meaning);
}

/// "P1D", "PT12H".
std::string period_of(int count, TimeUnit unit) {
  switch (unit) {
    case TimeUnit::second: return format("PT{}S", count);
    case TimeUnit::minute: return format("PT{}M", count);
    case TimeUnit::hour: return format("PT{}H", count);
    case TimeUnit::fortnight: return format("P{}W", 2 * count);
    case TimeUnit::week: return format("P{}W", count);
    case TimeUnit::month: return format("P{}M", count);
    case TimeUnit::quarter: return format("P{}Q", count);
    case TimeUnit::year: return format("P{}Y", count);
    case TimeUnit::decade: return format("P{}Y", 10 * count);
    case TimeUnit::century: return format("P{}Y", 100 * count);
    default: return format("P{}D", count);
  }
}

}  // namespace

std::optional<TimeUnit> TimeRules::unit(At at, bool plural_too) const {
  const TimeWord w = words_.role(at);
  if (w.role != TimeRole::unit && !(plural_too && w.role == TimeRole::units)) return std::nullopt;
  const Token& t = words_.token(at);
  // "a quarter" of the people is none; "60 Minutes" is a title.
  if (!w.sure && t.entity != EntityLabel::DATE && t.entity != EntityLabel::TIME) return std::nullopt;
  if (is_upper(t.text.front()) && is_lower(t.text.back()) && is_proper_noun(t.tag)) return std::nullopt;
  return static_cast<TimeUnit>(w.value);
}

/// "at least", "nearly", "more than": the position behind it, or `at`.
TimeRules::At TimeRules::skip_qualifier(At at) const {
  if (at >= words_.size()) return at;
  const Document& document = words_.document();
  const auto match = quantities_.qualifiers_before.starting_at(document, words_.number_of(at), static_cast<std::uint32_t>(document.tokens.size()), TokenForm::lower);
  if (!match || words_.is_any(at, "only"_w, "just"_w)) return at;
  return words_.word_at_token(match->tokens.end);
}

std::optional<TimeRules::Read<TimeCount>> TimeRules::count(At at) const {
  if (at >= words_.size()) return std::nullopt;
  const bool article = words_.is_any(at, "a"_w, "an"_w);
  if (words_.is(at, "half"_w) && words_.is_any(at + 1, "a"_w, "an"_w)) return Read<TimeCount>{at + 2, {0, true}};
  if (article && words_.is(at + 1, "half"_w)) return Read<TimeCount>{at + 2 + (words_.is(at + 2, "-"_w) ? 1U : 0U), {0, true}};
  const Document& document = words_.document();
  const auto number = number_at(document, quantities_, words_.number_of(at), static_cast<std::uint32_t>(document.tokens.size()));
  if (!number) {
    if (article) return Read<TimeCount>{at + 1, {1, false}};
    if (words_.is(at, "couple"_w)) return Read<TimeCount>{at + 1 + (words_.is(at + 1, "of"_w) ? 1U : 0U), {2, false}};
    if (words_.is(at, "some"_w)) return Read<TimeCount>{at + 1, {}};
    return std::nullopt;
  }
  Read<TimeCount> read{words_.word_at_token(number->tokens.end), {}};
  const bool vague = number->qualifier == Qualifier::vague || number->qualifier == Qualifier::unknown;
  if (!vague && number->low && *number->low < 100000) read.value.number = static_cast<int>(*number->low);
  if (words_.is(read.end, "1/2"_w)) {
    read.value.half = true;
    ++read.end;
  } else if (words_.is(read.end, "and"_w) && words_.is_any(read.end + 1, "a"_w, "one"_w) && words_.is(read.end + 2, "half"_w)) {
    read.value.half = true;
    read.end += 3;
  }
  if (words_.is(read.end, "of"_w)) ++read.end;  // "a couple of"
  return read;
}

/// "last week", "this past spring", "next Tuesday", "the previous month", "the following day", "last year's third quarter".
TimeRules::Found TimeRules::stepped(At at) const {
  At next = words_.is(at, "the"_w) ? at + 1 : at;
  if (words_.is_any(next, "this"_w, "these"_w) && words_.has(next + 1, TimeRole::from_now) && !words_.is(next + 1, "this"_w)) ++next;
  const TimeWord w = words_.role(next);
  if (w.role != TimeRole::from_now && w.role != TimeRole::from_then) return std::nullopt;
  TimeStep step{w.role == TimeRole::from_now ? TimeBase::now : TimeBase::then, w.value};
  const bool that = words_.is(next, "that"_w);
  // "the next day", "the last week of May" are counted from the time spoken of.
  if (words_.is(at, "the"_w) && words_.is(next, "next"_w)) step.base = TimeBase::then;
  ++next;
  if (words_.is_any(next, "same"_w, "very"_w, "calendar"_w, "full"_w)) ++next;
  if (const auto u = unit(next, false); u && *u >= TimeUnit::day) {
    // "the past week" ends with the report, "last week" before it.
    if (words_.is(next - 1, "past"_w) && *u != TimeUnit::day) return Match{next + 1, Duration{{1, false}, *u, -1}};
    if (that && words_.token(next - 1).tag == Tag::IN) return std::nullopt;
    UnitTime time{*u, step, {}, {}, {}};
    At end = next + 1;
    // "next year's first quarter"
    if (*u == TimeUnit::year && words_.is_any(end, "'s"_w, "'"_w, "\xE2\x80\x99s"_w))
      if (auto quarter = quarter_year(end + 1)) {
        quarter->value.year_step = step;
        return Match{quarter->end, quarter->value};
      }
    if (*u == TimeUnit::day && words_.has(end, TimeRole::part)) time.part = words_.role(end++).value;
    return Match{end, time};
  }
  auto read = calendar_core(next);
  if (words_.has(next, TimeRole::part) && !read) {
    if (that && words_.token(next - 1).tag == Tag::IN) return std::nullopt;
    UnitTime time{TimeUnit::day, step, words_.role(next).value, {}, {}};
    return Match{next + 1, time};
  }
  if (!read && words_.has(next, TimeRole::season)) {
    CalendarTime season;
    season.season = static_cast<Season>(words_.role(next).value);
    read = Read<CalendarTime>{next + 1, season};
  }
  if (!read && may_be_month(next)) {
    CalendarTime month;
    month.month = words_.role(next).value;
    read = Read<CalendarTime>{next + 1, month};
  }
  if (!read || (read->value.era && read->value.era == TimeUnit::century)) return std::nullopt;
  read->value.step = step;
  return Match{read->end, read->value};
}

bool TimeRules::has_edge(At at) const {
  const TimeRole role = words_.role(at).role;
  return role == TimeRole::edge_of || role == TimeRole::edge_before || role == TimeRole::comparative;
}

/// "early next year", "late November", "mid-1996", "the end of the month", "earlier this week", "later that day".
TimeRules::Found TimeRules::edged(At at) const {
  const At start = words_.is(at, "the"_w) ? at + 1 : at;
  const TimeWord w = words_.role(start);
  At next = start + 1;
  if (w.role == TimeRole::edge_of) {
    if (!words_.is(next, "of"_w)) return std::nullopt;
    ++next;
  } else if (w.role == TimeRole::edge_before || w.role == TimeRole::comparative) {
    if (words_.is(next, "-"_w) && start > at) return std::nullopt;  // "the | late-November" trip
    if (words_.is_any(next, "in"_w, "on"_w, "-"_w, "of"_w)) ++next;
  } else {
    return std::nullopt;
  }
  if (has_edge(next) || (words_.is(next, "the"_w) && has_edge(next + 1))) return std::nullopt;  // one is enough, and keeps this linear
  auto inner = longest_at(next);
  if (!inner) {
    // "mid-afternoon", "early morning"
    if (w.role == TimeRole::edge_before && words_.has(next, TimeRole::part)) {
      UnitTime time{TimeUnit::day, TimeStep{TimeBase::then, 0}, words_.role(next).value, TimeEdge::none, {}};
      if (auto day = calendar_core(words_.is(next + 1, "on"_w) ? next + 2 : next + 1); day && (day->value.day || day->value.weekday)) {
        day->value.part = time.part;
        return Match{day->end, day->value};
      }
      return Match{next + 1, time};
    }
    return std::nullopt;
  }
  if (!is_point(inner->meaning)) return std::nullopt;
  set_edge(inner->meaning, edge_of(w));
  return inner;
}

/// "the first week of May", "the last days of August 2020", "the second half of the 1990s".
TimeRules::Found TimeRules::piece_of(At at) const {
  At next = words_.is(at, "the"_w) ? at + 1 : at;
  int number = 0;
  if (words_.has(next, TimeRole::ordinal)) number = words_.role(next).value;
  else if (words_.is_any(next, "last"_w, "final"_w, "closing"_w)) number = -1;
  else return std::nullopt;
  const At piece = next + 1;
  const bool half = words_.is(piece, "half"_w);
  const bool week = words_.is(piece, "week"_w);
  if (!half && !week && !words_.is_any(piece, "days"_w, "weeks"_w, "months"_w, "years"_w)) return std::nullopt;
  if (!words_.is(piece + 1, "of"_w)) return std::nullopt;
  next = piece + 2;
  auto whole = calendar_core(words_.is(next, "the"_w) ? next + 1 : next);
  if (!whole)
    if (const auto y = year(next)) whole = Read<CalendarTime>{y->end, {}}, whole->value.year = y->value;
  if (!whole || whole->value.day || whole->value.weekday || number > 5) return std::nullopt;
  if (half && whole->value.year && !whole->value.month && !whole->value.era && !whole->value.season && number <= 2) whole->value.half = number < 0 ? 2 : number;
  else if (week && whole->value.month) whole->value.week_of_month = number;
  else whole->value.edge = number == 1 ? TimeEdge::start : number < 0 || (half && number == 2) ? TimeEdge::end : TimeEdge::none;
  return Match{whole->end, whole->value};
}

/// What a count is said of: durations, and times so long before or after another.
TimeRules::Found TimeRules::counted(At at) const {
  if (!words_.unit_near(at)) return std::nullopt;
  At next = at;
  int towards = 0;
  bool directed = false;
  const bool the = words_.is_any(next, "the"_w, "these"_w, "those"_w);
  if (the) ++next;
  if (words_.has(next, TimeRole::from_now) || words_.has(next, TimeRole::from_then) || words_.is(next, "first"_w)) {
    directed = true;
    if (!words_.is(next, "first"_w) && words_.has(next, TimeRole::from_now)) towards = words_.role(next).value;
    ++next;
  } else if (next > at && !count(next)) {
    return std::nullopt;
  }
  if (next == at) next = skip_qualifier(at);
  const auto amount = count(next);
  if (!amount) {
    // "recent", "the past decade" is for stepped(); "the coming weeks" for the phrases.
    const auto u = directed ? unit(next) : std::nullopt;
    if (!u || !words_.has(next, TimeRole::units)) return std::nullopt;
    return Match{next + 1, Duration{{}, *u, towards}};
  }
  At end = amount->end;
  const bool hyphened = words_.is(end, "-"_w);
  if (hyphened) ++end;
  if (hyphened && the && !directed) return std::nullopt;  // "the | two-day" talks
  while (words_.is_any(end, "more"_w, "additional"_w, "full"_w, "straight"_w, "consecutive"_w, "whole"_w, "trading"_w, "business"_w) ||
         words_.is_any(end, "working"_w, "calendar"_w, "further"_w, "extra"_w, "entire"_w, "long"_w))
    ++end;
  const auto u = unit(end);
  if (!u) return std::nullopt;
  TimeCount number = amount->value;
  if (number.number && *number.number >= 1000 && words_.has(end, TimeRole::unit)) return std::nullopt;  // "the 1988 quarter"
  ++end;
  if (words_.is(end, "and"_w) && words_.is(end + 1, "a"_w) && words_.is(end + 2, "half"_w)) {
    number.half = true;
    end += 3;
  }
  // Ages are no times: "8-year-old", "six years old".
  if (words_.is(end, "old"_w) || (words_.is(end, "-"_w) && words_.is(end + 1, "old"_w))) return std::nullopt;
  if (words_.is(end, "-"_w) && words_.is(end + 1, "long"_w)) end += 2;
  else if (words_.is(end, "or"_w) && words_.is_any(end + 1, "so"_w, "more"_w)) end += 2;
  // "$1 billion a year", "twice a week"
  const bool article = words_.is_any(next, "a"_w, "an"_w) && amount->end == next + 1;
  if (!directed && !hyphened) {
    const TimeWord shift = words_.role(end);
    if (shift.role == TimeRole::shift_from_now) return Match{end + 1, ShiftedTime{number, *u, TimeBase::now, shift.value}};
    if (words_.is(end, "from"_w) && words_.is(end + 1, "now"_w)) return Match{end + 2, ShiftedTime{number, *u, TimeBase::now, 1}};
    const bool alone = words_.ends_clause(end + 1);
    if (shift.role == TimeRole::comparative) {
      const bool only_duration = !number.number || *u < TimeUnit::day;  // "an hour | later"
      return Match{end + (only_duration ? 0U : 1U), ShiftedTime{number, *u, TimeBase::then, shift.value}};
    }
    if (shift.role == TimeRole::shift_from_then && alone) return Match{end + 1, ShiftedTime{number, *u, TimeBase::then, shift.value}};
    if (article && next > 0 && *u >= TimeUnit::hour) {
      const Token& before = words_.token(next - 1);
      const bool rate = before.tag == Tag::CD || is_noun(before.tag) || words_.is_any(next - 1, "once"_w, "twice"_w, "%"_w);
      if (rate && words_.token(next).dep != Dep::none && words_.token(end - 1).dep == Dep::npadvmod) return Match{end, RepeatedTime{period_of(1, *u), *u}};
    }
  }
  if (*u == TimeUnit::weekend) number.number = number.number ? std::optional(*number.number * 2) : std::nullopt;
  return Match{end, Duration{number, *u == TimeUnit::weekend ? TimeUnit::day : *u, towards}};
}

/// "the year-earlier quarter", "a year-ago".
TimeRules::Found TimeRules::year_before(At at) const {
  const At start = words_.is_any(at, "the"_w, "a"_w) ? at + 1 : at;
  if (!words_.is(start, "year"_w) || !words_.is(start + 1, "-"_w) || !words_.is_any(start + 2, "earlier"_w, "ago"_w)) return std::nullopt;
  At end = start + 3;
  if (const auto quarter = quarter_year(end)) {
    CalendarTime time = quarter->value;
    time.year_step = TimeStep{TimeBase::now, -1};
    return Match{quarter->end, time};
  }
  if (words_.is_any(end, "quarter"_w, "period"_w)) ++end;
  return Match{end, ShiftedTime{{1, false}, TimeUnit::year, TimeBase::then, -1}};
}

/// "the quarter", "that week", "weeks".
TimeRules::Found TimeRules::bare_unit(At at) const {
  const bool the = words_.is(at, "the"_w);
  const At start = the ? at + 1 : at;
  const auto u = unit(start);
  if (!u) return std::nullopt;
  const bool plural = words_.has(start, TimeRole::units);
  const At end = start + 1;
  if (end < words_.size() && (words_.is(end, "-"_w) || is_noun(words_.token(end).tag)) && words_.token(start).dep == Dep::compound) return std::nullopt;
  if (plural) {
    if (*u < TimeUnit::minute || words_.is(end, "old"_w)) return std::nullopt;
    if (words_.has(end, TimeRole::shift_from_now)) return Match{end + 1, ShiftedTime{{}, *u, TimeBase::now, -1}};
    if (words_.has(end, TimeRole::comparative)) return Match{end, ShiftedTime{{}, *u, TimeBase::then, words_.role(end).value}};
    if (the) return std::nullopt;
    if (at > 0 && words_.token(at - 1).tag == Tag::CD) return std::nullopt;
    return Match{end, Duration{{}, *u, 0}};
  }
  if (!the || *u < TimeUnit::day || *u > TimeUnit::year || words_.is_any(end, "when"_w, "-"_w)) return std::nullopt;
  // "the year before"; but "the day after his death" is counted from something that is no time.
  if (words_.has(end, TimeRole::shift_from_then)) {
    if (!words_.ends_clause(end + 1)) return std::nullopt;
    return Match{end + 1, UnitTime{*u, TimeStep{TimeBase::then, words_.role(end).value}, {}, {}, {}}};
  }
  if (words_.is(end, "of"_w)) {
    const At day = words_.is(end + 1, "the"_w) ? end + 2 : end + 1;
    if (*u >= TimeUnit::weekend)
      if (const auto date = calendar_core(day); date && date->value.day) return Match{date->end, UnitTime{*u, std::nullopt, {}, {}, date->value}};
    if (*u == TimeUnit::day) return std::nullopt;  // "the day of the attack"
  }
  return Match{end, UnitTime{*u, std::nullopt, {}, {}, {}}};
}

/// "every day", "each Thursday", "every two weeks", "Mondays".
TimeRules::Found TimeRules::repeated(At at) const {
  if (words_.has(at, TimeRole::weekdays)) {
    if (!words_.capitalised(at)) return std::nullopt;
    return Match{at + 1, RepeatedTime{format("XXXX-WXX-{}", words_.role(at).value), TimeUnit::day}};
  }
  if (!words_.has(at, TimeRole::repeat)) return std::nullopt;
  const At next = at + 1;
  if (words_.is(next, "other"_w))
    if (const auto u = unit(next + 1, false)) return Match{next + 2, RepeatedTime{period_of(2, *u), *u}};
  if (const auto u = unit(next, false)) return Match{next + 1, RepeatedTime{period_of(1, *u), *u}};
  if (sure_weekday(next)) {
    CalendarTime date;
    const At end = add_part(next + 1, date);
    const std::string part = date.part ? "T" + times_.parts[static_cast<std::size_t>(*date.part)].code : "";
    return Match{end, RepeatedTime{format("XXXX-WXX-{}{}", words_.role(next).value, part), date.part ? TimeUnit::part : TimeUnit::day}};
  }
  if (words_.has(next, TimeRole::month)) return Match{next + 1, RepeatedTime{format("XXXX-{:02}", words_.role(next).value), TimeUnit::month}};
  if (words_.has(next, TimeRole::part))
    return Match{next + 1, RepeatedTime{"XXXX-XX-XXT" + times_.parts[static_cast<std::size_t>(words_.role(next).value)].code, TimeUnit::part}};
  if (words_.has(next, TimeRole::season)) {
    static constexpr const char* codes[] = {"SP", "SU", "FA", "WI"};
    return Match{next + 1, RepeatedTime{format("XXXX-{}", codes[words_.role(next).value]), TimeUnit::season}};
  }
  if (const auto amount = count(next); amount && amount->value.number)
    if (const auto u = unit(amount->end)) return Match{amount->end + 1, RepeatedTime{period_of(*amount->value.number, *u), *u}};
  return std::nullopt;
}

}  // namespace sitrep
