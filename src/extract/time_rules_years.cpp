// SPDX-License-Identifier: Apache-2.0
// Years and what they are made of or make up, and days with a name: "1994", "the winter of 1994", "the third quarter",
// "the 1990s", "Christmas Eve 2030".
#include <algorithm>

#include "extract/numbers.h"
#include "extract/time_rules.h"

namespace sitrep {

using Calendar = CalendarTime;

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
  const bool of_an_event = t.entity == EntityLabel::EVENT && at > 0 && words_.is(at - 1, "the"_w);  // "the 2022 invasion"
  const bool wanted = named || start > at || t.entity == EntityLabel::DATE || of_an_event || (preposition && !counts && (words_.is_any(at - 1, "in"_w, "since"_w, "until"_w, "during"_w, "throughout"_w)));
  if (!wanted && !(spoken && preposition)) return std::nullopt;
  if (t.tag == Tag::dollar || (at > 0 && words_.token(at - 1).tag == Tag::dollar)) return std::nullopt;
  if (y->value < 1400 && t.entity != EntityLabel::DATE) return std::nullopt;
  Calendar date;
  date.year = y->value;
  return Match{y->end, date};
}

}  // namespace sitrep
