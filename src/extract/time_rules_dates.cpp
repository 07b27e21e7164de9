// SPDX-License-Identifier: Apache-2.0
// Points in time by the calendar: "Sept. 13", "early on Tuesday", "the night of May 6, 2031", "2031-05-06".
#include <array>
#include <string_view>

#include "base/strings.h"
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
  if (day_number(at + 1) || day_pair(at + 1) || year(at + 1) || (at > 0 && day_number(at - 1) && !words_.is(at - 1, "the"_w))) return true;
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

/// "25\xE2\x80\x9326" as one word, with a hyphen or a dash.
std::optional<TimeRules::Read<std::pair<int, int>>> TimeRules::day_pair(At at) const {
  const std::string_view text = words_.lower(at);
  const std::size_t dash = text.find_first_not_of("0123456789");
  if (dash == 0 || dash == std::string_view::npos) return std::nullopt;
  const std::string_view sign = text.substr(dash, text[dash] == '-' ? 1 : 3);
  if (sign != "-" && sign != "\xE2\x80\x93") return std::nullopt;
  const auto first = digits_of(text.substr(0, dash), 1, 2);
  const auto last = digits_of(text.substr(dash + sign.size()), 1, 2);
  if (!first || !last || *first < 1 || *first >= *last || *last > 31) return std::nullopt;
  return Read<std::pair<int, int>>{at + 1, {*first, *last}};
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
  if (const auto pair = day_pair(end)) {
    date.day = pair->value.first;
    date.last_day = pair->value.second;
    end = pair->end;
  }
  end = add_year(end, date);
  if (date.day) end = add_part(end, date);
  return Read<Calendar>{end, date};
}

/// "13 September 2022", "the 13th of September", "3 JAN 90".
std::optional<TimeRules::Read<Calendar>> TimeRules::day_month(At at) const {
  const At start = words_.is(at, "the"_w) ? at + 1 : at;
  Calendar date;
  At next = start;
  if (const auto pair = day_pair(start)) {
    date.day = pair->value.first;
    date.last_day = pair->value.second;
    next = pair->end;
  } else if (const auto day = day_number(start)) {
    date.day = day->value;
    next = add_last_day(day->end, date);
  } else {
    return std::nullopt;
  }
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
  if (words_.is(next, "of"_w) && words_.is(next + 1, "the"_w) && words_.has(next + 2, TimeRole::part)) next += 3;  // "the early hours of the morning"
  // "at dawn", but "at night" says no day.
  const bool bare = !the && at > 0 && words_.is_any(at - 1, "at"_w, "before"_w, "after"_w) && times_.parts[static_cast<std::size_t>(*part)].to < minutes_per_day;
  if (bare) return Match{next, UnitTime{TimeUnit::day, TimeStep{TimeBase::then, 0}, part, {}, {}}};
  const bool in = at > 0 && words_.is_any(at - 1, "in"_w, "during"_w, "by"_w, "through"_w, "throughout"_w, "until"_w, "before"_w);
  if (!the || !in || words_.is(next, "of"_w)) return std::nullopt;
  return Match{next, UnitTime{TimeUnit::day, TimeStep{TimeBase::then, 0}, part, {}, {}}};
}

TimeRules::Found TimeRules::calendar(At at) const {
  auto read = calendar_core(at);
  if (!read && words_.is(at, "the"_w)) {
    // "the third quarter", "the 1990s"; but in "the Sept. 13 attack" the article is the attack's.
    read = calendar_core(at + 1);
    if (read && !(read->value.season || read->value.quarter || read->value.half || read->value.era)) return std::nullopt;
    if (read && words_.is(at + 2, "-"_w) && !read->value.era) return std::nullopt;  // "the | third-quarter" loss
  }
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
