// SPDX-License-Identifier: Apache-2.0
// Points in time by the calendar: "Sept. 13", "early on Tuesday", "the night of May 6, 2031", "the 1990s".
#include <array>

#include "base/strings.h"
#include "extract/numbers.h"
#include "extract/time_rules.h"

namespace sitrep {

using Calendar = CalendarTime;

TimeRules::Found TimeRules::longest_at(At at) const {
  static constexpr std::array rules = {&TimeRules::clock_and_day, &TimeRules::phrase,  &TimeRules::calendar, &TimeRules::numeric_date, &TimeRules::stepped, &TimeRules::day_part,
                                       &TimeRules::year_before,   &TimeRules::piece_of,
                                       &TimeRules::edged,         &TimeRules::counted, &TimeRules::repeated, &TimeRules::year_alone,   &TimeRules::bare_unit};
  Found best;
  for (const auto rule : rules)
    if (Found found = (this->*rule)(at); found && (!best || found->end > best->end)) best = std::move(found);
  return best;
}

TimeRules::Found TimeRules::phrase(At at) const {
  if (!words_.starts_phrase(at)) return std::nullopt;
  const Document& document = words_.document();
  const auto match = times_.phrases.starting_at(document, words_.number_of(at), static_cast<std::uint32_t>(document.tokens.size()), TokenForm::lower);
  if (!match) return std::nullopt;
  const At end = words_.word_at_token(match->tokens.end);
  const bool ends_clause = words_.ends_clause(end);
  const TimePhrase& p = *match->value;
  if (p.kind == TimePhraseKind::day_then && words_.is_any(end - 1, "before"_w, "after"_w, "eve"_w) && !ends_clause) return std::nullopt;
  if (p.kind == TimePhraseKind::future && words_.is_any(end, "after"_w, "before"_w, "afterwards"_w, "afterward"_w)) return std::nullopt;
  if (end < words_.size() && words_.is(end - 1, "past"_w) && (is_noun(words_.token(end).tag) || words_.token(end).tag == Tag::JJ || words_.token(end).tag == Tag::CD))
    return std::nullopt;  // "the past president"
  if (p.kind == TimePhraseKind::then && !(at > 0 && words_.is_any(at - 1, "since"_w, "until"_w, "till"_w, "by"_w, "at"_w, "from"_w, "before"_w))) return std::nullopt;
  if (p.kind == TimePhraseKind::every && is_proper_noun(words_.token(at).tag)) return std::nullopt;  // "the Daily News"
  return Match{end, PhrasedTime{match->value}};
}

/// Company is for the caller to see; but a verb is no month ("THAT MAY LEAD", in capitals too).
bool TimeRules::may_be_month(At at) const {
  const Tag tag = words_.tag(at);
  return words_.has(at, TimeRole::month) && words_.capitalised(at) && (words_.role(at).sure || !(is_verb(tag) || tag == Tag::MD));
}

bool TimeRules::sure_month(At at) const {
  const TimeWord w = words_.role(at);
  if (w.role != TimeRole::month) return false;
  if (!may_be_month(at)) return false;
  if (w.sure) return true;
  // "May", "March", "Jan": a number beside it, or what the parser takes for a name or a date.
  const Token& t = words_.token(at);
  if (day_number(at + 1) || year(at + 1) || (at > 0 && day_number(at - 1) && !words_.is(at - 1, "the"_w))) return true;
  return t.entity == EntityLabel::DATE || (is_proper_noun(t.tag) && t.entity == EntityLabel::none && t.lower.size() > 3 && at > 0 && words_.token(at - 1).tag == Tag::IN);
}

bool TimeRules::sure_weekday(At at) const {
  const TimeWord w = words_.role(at);
  if (w.role != TimeRole::weekday || !words_.capitalised(at)) return false;
  if (w.sure) return true;
  return words_.token(at).entity == EntityLabel::DATE || sure_month(at + 1) || (words_.is(at + 1, ","_w) && sure_month(at + 2));
}

/// 1 to 31, "3rd", "eighth", "the 13th".
std::optional<TimeRules::Read<int>> TimeRules::day_number(At at) const {
  std::optional<int> day = digits_of(words_.lower(at), 1, 2);
  if (!day) day = ordinal_of(words_.lower(at));
  if (!day && words_.has(at, TimeRole::ordinal)) day = words_.role(at).value;
  if (!day || *day < 1 || *day > 31) return std::nullopt;
  return Read<int>{at + 1, *day};
}

/// The second day of "Sept. 12-14", "13 to 15 May", "April 24 and 25".
TimeRules::At TimeRules::add_last_day(At at, Calendar& date) const {
  const bool dash = words_.is_any(at, "-"_w, "\xE2\x80\x93"_w);
  const bool next_day = words_.is(at, "and"_w);
  if (!dash && !next_day && !words_.is(at, "to"_w)) return at;
  const auto last = day_number(at + 1);
  if (!last || last->value <= *date.day || words_.has(at + 1, TimeRole::ordinal) || unit(last->end)) return at;
  if (next_day && (last->value != *date.day + 1 || is_noun(words_.tag(last->end)))) return at;
  date.last_day = last->value;
  return last->end;
}

/// Four digits, or spoken: "nineteen ninety-seven", "two thousand".
std::optional<TimeRules::Read<int>> TimeRules::year(At at) const {
  if (const auto digits = digits_of(words_.lower(at), 4, 4)) {
    if (*digits < 1000 || *digits > 2199) return std::nullopt;
    return Read<int>{at + 1, *digits};
  }
  const bool nineteen = words_.is(at, "nineteen"_w);
  if (!nineteen && !(words_.is(at, "two"_w) && words_.is(at + 1, "thousand"_w))) return std::nullopt;
  if (at + 1 >= words_.size()) return std::nullopt;
  const Document& document = words_.document();
  const auto rest = number_at(document, quantities_, words_.number_of(at + (nineteen ? 1 : 0)), static_cast<std::uint32_t>(document.tokens.size()));
  if (!rest || !rest->best) return std::nullopt;
  const int value = static_cast<int>(std::min<std::int64_t>(*rest->best, 9999)) + (nineteen ? 1900 : 0);
  if (value < (nineteen ? 1910 : 2000) || value > (nineteen ? 1999 : 2099)) return std::nullopt;
  return Read<int>{words_.word_at_token(rest->tokens.end), value};
}

/// The year behind a month or a quarter: ", 1998", "of 1998", "'98", "last year", "this year".
TimeRules::At TimeRules::add_year(At at, Calendar& date) const {
  At next = at;
  if (words_.is_any(next, ","_w, "of"_w, "in"_w)) ++next;
  if (words_.is(next, "the"_w) && words_.is(next + 1, "year"_w)) next += 2;
  if (const auto y = year(next)) {
    // "In July, 2000 soldiers": a count, unless the sentence goes on behind it.
    const bool counts = next > at && words_.is(at, ","_w) && y->end < words_.size() && words_.token(next).dep == Dep::nummod && words_.token(next).head > words_.number_of(next) && !date.day;
    if (!counts) {
      date.year = y->value;
      return y->end;
    }
    return at;
  }
  if (date.month && next == at) {
    if (words_.is(next, "'"_w) || (words_.lower(next).size() == 3 && words_.lower(next).front() == '\'')) {
      const At digits_at = words_.is(next, "'"_w) ? next + 1 : next;
      const auto digits = digits_of(digits_at == next ? words_.lower(next).substr(1) : words_.lower(digits_at), 2, 2);
      if (digits) {
        date.year = *digits + (*digits < 40 ? 2000 : 1900);
        return digits_at + 1;
      }
    }
    // "3 JAN 90"
    if (date.day)
      if (const auto digits = digits_of(words_.lower(next), 2, 2); digits && *digits > 31) {
        date.year = *digits + 1900;
        return next + 1;
      }
  }
  if (words_.has(next, TimeRole::from_now) && words_.is(next + 1, "year"_w) && !words_.is(at, ","_w)) {
    date.year_step = TimeStep{TimeBase::now, words_.role(next).value};
    return next + 2;
  }
  if (words_.has(next, TimeRole::from_then) && words_.is(next + 1, "year"_w) && !words_.is(at, ","_w)) {
    date.year_step = TimeStep{TimeBase::then, words_.role(next).value};
    return next + 2;
  }
  return at;
}

/// "Friday night", "Sept. 13 in the morning".
TimeRules::At TimeRules::add_part(At at, Calendar& date) const {
  At next = at;
  if (words_.is(next, "in"_w) && words_.is(next + 1, "the"_w)) next += 2;
  else if (words_.is_any(next, "at"_w, "-"_w)) ++next;
  if (!words_.has(next, TimeRole::part)) return at;
  date.part = words_.role(next).value;
  return next + 1;
}

std::optional<TimeRules::Read<Calendar>> TimeRules::month_date(At at) const {
  if (!sure_month(at)) return std::nullopt;
  Calendar date;
  date.month = words_.role(at).value;
  At end = at + 1;
  const At after_the = words_.is(end, "the"_w) ? end + 1 : end;
  const auto day = day_number(after_the);
  if (day && !words_.has(day->end, TimeRole::units) && !words_.has(day->end, TimeRole::meridiem)) {
    date.day = day->value;
    end = add_last_day(day->end, date);
  }
  end = add_year(end, date);
  if (date.day) end = add_part(end, date);
  return Read<Calendar>{end, date};
}

/// "13 September 2022", "the 13th of September", "3 JAN 90".
std::optional<TimeRules::Read<Calendar>> TimeRules::day_month(At at) const {
  const At start = words_.is(at, "the"_w) ? at + 1 : at;
  const auto day = day_number(start);
  if (!day) return std::nullopt;
  Calendar date;
  date.day = day->value;
  At next = add_last_day(day->end, date);
  const bool of = words_.is(next, "of"_w);
  if (of || words_.is(next, "-"_w)) ++next;
  if (!of && words_.has(start, TimeRole::ordinal)) return std::nullopt;  // "the first May Day"
  if (!may_be_month(next)) return std::nullopt;
  date.month = words_.role(next).value;
  At end = next + 1;
  if (words_.is(end, "-"_w) && year(end + 1)) ++end;
  end = add_year(end, date);
  end = add_part(end, date);
  return Read<Calendar>{end, date};
}

/// "Tuesday", "Friday night", "Saturday, April 25", "Monday morning, May 5, 2031".
std::optional<TimeRules::Read<Calendar>> TimeRules::weekday_date(At at) const {
  if (!sure_weekday(at)) return std::nullopt;
  Calendar date;
  date.weekday = words_.role(at).value;
  At end = add_part(at + 1, date);
  const At next = words_.is_any(end, ","_w, "("_w) ? end + 1 : end;
  const At after = words_.is(next, "the"_w) ? next + 1 : next;
  auto rest = month_date(after);
  if (!rest) rest = day_month(next);
  if (rest && rest->value.day) {
    const int weekday = *date.weekday;
    const auto part = date.part;
    date = rest->value;
    date.weekday = weekday;
    if (part) date.part = part;
    end = rest->end;
    if (words_.is(next - 1, "("_w) && next > at + 1 && words_.is(end, ")"_w)) ++end;
  }
  return Read<Calendar>{end, date};
}

/// "summer", "the winter of 1994".
std::optional<TimeRules::Read<Calendar>> TimeRules::season_year(At at) const {
  if (!words_.has(at, TimeRole::season)) return std::nullopt;
  Calendar date;
  date.season = static_cast<Season>(words_.role(at).value);
  const At end = add_year(at + 1, date);
  const bool with_year = end > at + 1;
  const Token& t = words_.token(at);
  if (!with_year && !words_.role(at).sure && !(is_noun(t.tag) && t.entity == EntityLabel::DATE)) return std::nullopt;
  return Read<Calendar>{end, date};
}

/// "third quarter", "fourth-quarter", "first half of 2023", "next year's first quarter" is for stepped().
std::optional<TimeRules::Read<Calendar>> TimeRules::quarter_year(At at) const {
  std::optional<int> ordinal = ordinal_of(words_.lower(at));
  if (words_.has(at, TimeRole::ordinal)) ordinal = words_.role(at).value;
  Calendar date;
  if (!ordinal) return std::nullopt;
  At next = at + 1;
  if (words_.is(next, "-"_w)) ++next;
  if (words_.is(next, "quarter"_w) && *ordinal <= 4) date.quarter = *ordinal;
  else if (words_.is(next, "half"_w) && *ordinal <= 2) date.half = *ordinal;
  else return std::nullopt;
  const At end = add_year(next + 1, date);
  if (date.half && !date.year && !date.year_step) return std::nullopt;
  return Read<Calendar>{end, date};
}

/// "1990s", "'80s", "20th century".
std::optional<TimeRules::Read<Calendar>> TimeRules::decade(At at) const {
  std::string_view text = words_.lower(at);
  Calendar date;
  std::optional<int> ordinal = ordinal_of(text);
  if (words_.has(at, TimeRole::ordinal)) ordinal = words_.role(at).value;
  if (ordinal && words_.is(at + 1 + (words_.is(at + 1, "-"_w) ? 1 : 0), "century"_w) && *ordinal <= 22) {
    date.era = TimeUnit::century;
    date.year = (*ordinal - 1) * 100;
    return Read<Calendar>{at + 2 + (words_.is(at + 1, "-"_w) ? 1 : 0), date};
  }
  At end = at + 1;
  if (words_.is(at, "'"_w) && words_.joined(at + 1)) text = words_.lower(end++);
  else if (text.starts_with('\'')) text.remove_prefix(1);
  if (text.ends_with('s') && text.size() >= 3) {
    text.remove_suffix(1);
    if (text.ends_with('\'')) text.remove_suffix(1);
  } else if (words_.is(end, "'s"_w) && words_.joined(end) && text.size() == 4 && at > 0 && words_.is(at - 1, "the"_w)) {
    ++end;
  } else {
    return std::nullopt;
  }
  std::optional<int> first = digits_of(text, 4, 4);
  if (!first && words_.token(end - 1).entity == EntityLabel::DATE && !(at > 0 && words_.token(at - 1).tag == Tag::PRP_poss))  // no "in his 30s"
    if (const auto two = digits_of(text, 2, 2)) first = *two + (*two < 20 ? 2000 : 1900);
  if (!first || *first % 10 != 0 || *first < 1000 || *first > 2100) return std::nullopt;
  date.era = TimeUnit::decade;
  date.year = first;
  return Read<Calendar>{end, date};
}

std::optional<TimeRules::Read<Calendar>> TimeRules::holiday(At at) const {
  if (!words_.capitalised(at) || !words_.starts_phrase(at)) return std::nullopt;
  const Document& document = words_.document();
  const auto match = times_.named_days.starting_at(document, words_.number_of(at), static_cast<std::uint32_t>(document.tokens.size()), TokenForm::lower);
  if (!match) return std::nullopt;
  Calendar date;
  date.named_day = match->value;
  return Read<Calendar>{add_year(words_.word_at_token(match->tokens.end), date), date};
}

std::optional<TimeRules::Read<Calendar>> TimeRules::calendar_core(At at) const {
  static constexpr std::array rules = {&TimeRules::weekday_date, &TimeRules::month_date, &TimeRules::day_month, &TimeRules::season_year,
                                       &TimeRules::quarter_year, &TimeRules::decade,     &TimeRules::holiday};
  std::optional<Read<Calendar>> best;
  for (const auto rule : rules)
    if (auto read = (this->*rule)(at); read && (!best || read->end > best->end)) best = std::move(read);
  return best;
}

/// The part that "the early hours" are.
int TimeRules::early_hours_part() const {
  const auto found = times_.words.find("predawn"_w);
  return found == times_.words.end() ? 0 : found->second.value;
}

/// "the night of Sept. 12", "overnight Monday", "early morning on Sunday"; "in the morning" is of the day spoken of.
TimeRules::Found TimeRules::day_part(At at) const {
  At next = words_.is(at, "the"_w) ? at + 1 : at;
  const bool the = next > at;
  if (words_.has(next, TimeRole::edge_before)) ++next;
  if (words_.is(next, "-"_w)) ++next;
  std::optional<int> part;
  if (words_.has(next, TimeRole::part)) part = words_.role(next).value;
  else if (words_.is_any(next, "small"_w, "wee"_w) || next > at + the) part = words_.is(next + (words_.is_any(next, "small"_w, "wee"_w) ? 1 : 0), "hours"_w) ? std::optional(early_hours_part()) : std::nullopt;
  if (!part) return std::nullopt;
  while (!words_.has(next, TimeRole::part) && !words_.is(next, "hours"_w)) ++next;
  ++next;
  At day_at = next;
  if (words_.is_any(day_at, "of"_w, "on"_w, "between"_w)) ++day_at;
  if (words_.is(day_at, "the"_w)) ++day_at;
  if (auto date = calendar_core(day_at); date && (date->value.day || date->value.weekday) && !date->value.part) {
    date->value.part = part;
    return Match{date->end, date->value};
  }
  if (auto date = numeric_date(day_at)) {
    std::get<Calendar>(date->meaning).part = part;
    return date;
  }
  const bool in = at > 0 && words_.is_any(at - 1, "in"_w, "during"_w, "by"_w, "through"_w, "throughout"_w, "until"_w, "before"_w);
  if (!the || !in || words_.is(next, "of"_w)) return std::nullopt;
  return Match{next, UnitTime{TimeUnit::day, TimeStep{TimeBase::then, 0}, part, {}, {}}};
}

TimeRules::Found TimeRules::calendar(At at) const {
  const At start = words_.is(at, "the"_w) ? at + 1 : at;
  auto read = calendar_core(start);
  if (!read) return std::nullopt;
  // A clock behind it belongs to it: "Tuesday at 9 a.m.".
  At next = read->end;
  if (words_.is(next, ","_w)) ++next;
  if (words_.is_any(next, "at"_w, "around"_w, "about"_w)) {
    const bool day = read->value.day || (read->value.weekday && !read->value.part);
    if (const auto time = clock(next + 1); time && day) {
      read->value.clock = time->value;
      read->end = time->end;
    }
  }
  return Match{read->end, read->value};
}

TimeRules::Found TimeRules::year_alone(At at) const {
  At start = at;
  if (words_.is(start, "the"_w) && words_.is(start + 1, "year"_w)) start += 2;
  const bool named = start > at;
  if (words_.is(start, "fiscal"_w)) ++start;
  const auto y = year(start);
  if (!y) return std::nullopt;
  if (words_.joined(start) && !words_.is_any(start - 1, "-"_w, "("_w, "\xE2\x80\x93"_w, "["_w)) return std::nullopt;
  const Token& t = words_.token(start);
  const bool spoken = y->end > start + 1;
  const Tag next = y->end < words_.size() ? words_.token(y->end).tag : Tag::none;
  const bool counts = is_noun(next) && t.entity != EntityLabel::DATE;
  const bool preposition = at > 0 && (words_.is_any(at - 1, "in"_w, "since"_w, "by"_w, "until"_w, "till"_w, "during"_w, "from"_w, "before"_w, "after"_w, "through"_w, "throughout"_w) ||
                                      words_.is_any(at - 1, "early"_w, "late"_w, "between"_w, "and"_w, "to"_w, "of"_w, "for"_w, "("_w));
  const bool wanted = named || start > at || t.entity == EntityLabel::DATE || (preposition && !counts && (words_.is_any(at - 1, "in"_w, "since"_w, "until"_w, "during"_w, "throughout"_w)));
  if (!wanted && !(spoken && preposition)) return std::nullopt;
  if (t.tag == Tag::dollar || (at > 0 && words_.token(at - 1).tag == Tag::dollar)) return std::nullopt;
  if (y->value < 1400 && t.entity != EntityLabel::DATE) return std::nullopt;
  Calendar date;
  date.year = y->value;
  return Match{y->end, date};
}

/// "2022-09-13", "13.09.2022", "13/09/2022", "09-13-22" with the month first.
TimeRules::Found TimeRules::numeric_date(At at) const {
  if (at >= words_.size() || words_.lower(at).empty() || !is_digit(words_.lower(at).front())) return std::nullopt;
  // The tokenizer may split at the signs or not, so the letters are read from the text.
  const std::string_view text = words_.document().text.substr(words_.token(at).span.begin, 10);
  std::array<int, 3> parts{};
  std::array<std::size_t, 3> widths{};
  std::size_t field = 0;
  char sign = 0;
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (is_digit(c) && widths[field] < 4) {
      parts[field] = parts[field] * 10 + (c - '0');
      ++widths[field];
    } else if ((c == '-' || c == '/' || c == '.') && field < 2 && widths[field] > 0 && (sign == 0 || sign == c)) {
      sign = c;
      ++field;
    } else {
      break;
    }
  }
  if (field != 2 || widths[2] == 0) return std::nullopt;
  Calendar date;
  if (widths[0] == 4 && widths[1] == 2 && widths[2] == 2) {
    date.year = parts[0], date.month = parts[1], date.day = parts[2];
  } else if (widths[0] <= 2 && widths[1] <= 2 && (widths[2] == 4 || (widths[2] == 2 && sign == '/'))) {
    date.year = widths[2] == 4 ? parts[2] : parts[2] + (parts[2] < 40 ? 2000 : 1900);
    const bool month_first = parts[1] > 12 || (sign == '/' && widths[2] == 2);
    date.month = month_first ? parts[0] : parts[1];
    date.day = month_first ? parts[1] : parts[0];
    if (sign == '/' && parts[0] <= 12 && parts[1] <= 12 && parts[0] != parts[1]) date.day.reset(), date.month.reset();  // either way round
  } else {
    return std::nullopt;
  }
  if (date.month && (*date.month < 1 || *date.month > 12 || *date.day < 1 || *date.day > 31)) return std::nullopt;
  const std::uint32_t text_end = words_.token(at).span.begin + static_cast<std::uint32_t>(i);
  At end = at + 1;
  while (end < words_.size() && words_.token(end).span.begin < text_end) ++end;
  if (words_.token(end - 1).span.end > text_end) return std::nullopt;
  return Match{end, date};
}

}  // namespace sitrep
