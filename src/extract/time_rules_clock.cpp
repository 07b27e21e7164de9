// SPDX-License-Identifier: Apache-2.0
// Times by the clock: "10 a.m. GMT on Tuesday", "00:05 local time", "a few minutes after midnight".
#include <algorithm>

#include "base/strings.h"
#include "extract/time_rules.h"

namespace sitrep {

using Calendar = CalendarTime;

/// "10:35", "10", "10.30" with a.m. or p.m., "0600" with a zone or "hours", "noon".
std::optional<TimeRules::Read<ClockTime>> TimeRules::clock_figure(At at) const {
  if (words_.has(at, TimeRole::clock)) {
    const int minutes = words_.role(at).value;
    return Read<ClockTime>{at + 1, {minutes, true, {}}};
  }
  std::string_view text = words_.lower(at);
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  int half_day = -1;  // 0 a.m., 12 p.m.
  if (text.size() > 2 && (text.ends_with("am") || text.ends_with("pm"))) {
    half_day = text[text.size() - 2] == 'p' ? 12 : 0;
    text.remove_suffix(2);
  }
  At end = at + 1;
  const std::size_t sign = text.find_first_of(":.");
  std::optional<int> hour = digits_of(text.substr(0, sign), 1, 2);
  std::optional<int> minute = sign == std::string_view::npos ? std::optional(0) : digits_of(text.substr(sign + 1, 2), 2, 2);
  bool colon = sign != std::string_view::npos && text[sign] == ':';
  if (sign != std::string_view::npos && text.size() > sign + 3 && text[sign + 3] != ':') return std::nullopt;
  if (!hour && sign == std::string_view::npos) {
    const auto military = digits_of(text, 4, 4);
    const bool said = (at > 0 && words_.is(at - 1, "at"_w) && !is_noun(words_.tag(end))) || words_.is_any(end, "hours"_w, "hrs"_w, "hour"_w) || (times_.zones.contains(end < words_.size() ? words_.token(end).lower_hash : Word{}));
    if (!military || !said) return std::nullopt;
    hour = *military / 100, minute = *military % 100;
    if (words_.is_any(end, "hours"_w, "hrs"_w, "hour"_w)) ++end;
    colon = true;
  }
  if (!hour || !minute || *hour > 24 || *minute > 59) return std::nullopt;
  if (half_day < 0 && words_.has(end, TimeRole::meridiem)) half_day = words_.role(end++).value;
  const bool oclock = half_day < 0 && words_.is_any(end, "o'clock"_w, "o\xE2\x80\x99""clock"_w);
  if (oclock) ++end;
  const bool hours = colon && words_.is_any(end, "hours"_w, "hrs"_w);
  if (hours) ++end;
  const bool zoned = end < words_.size() && times_.zones.contains(words_.token(end).lower_hash);
  if (half_day < 0 && !oclock && !colon && !zoned) {
    // "4 in the morning"
    if (sign == std::string_view::npos && words_.is(end, "in"_w) && words_.is(end + 1, "the"_w) && words_.has(end + 2, TimeRole::part)) {
      const int from = times_.parts[static_cast<std::size_t>(words_.role(end + 2).value)].from;
      if (*hour > 12) return std::nullopt;
      return Read<ClockTime>{end + 3, {(*hour % 12 + (from >= 12 * 60 ? 12 : 0)) * 60, true, {}}};
    }
    return std::nullopt;
  }
  if (half_day >= 0) {
    if (*hour > 12) half_day = 0;
    else *hour = *hour % 12;
    *hour += half_day;
  }
  return Read<ClockTime>{end, {*hour * 60 + *minute, true, {}}};
}

std::optional<TimeRules::Read<ClockTime>> TimeRules::clock(At at) const {
  auto read = clock_figure(at);
  if (!read) return std::nullopt;
  At& end = read->end;
  if (end < words_.size())
    if (const auto zone = times_.zones.find(words_.token(end).lower_hash); zone != times_.zones.end() && words_.lower(end).size() > 1) {
      read->value.zone = zone->second;
      ++end;
    }
  if (words_.is(end, "local"_w) && words_.is(end + 1, "time"_w)) end += 2;
  else if (words_.capitalised(end) && words_.is(end + 1, "time"_w)) end += 2;  // "Moscow time"
  return read;
}

/// "10 a.m. on Tuesday", "noon Saturday", "shortly after midnight", "a few minutes after midnight on September 13".
TimeRules::Found TimeRules::clock_and_day(At at) const {
  At start = at;
  std::optional<Read<ClockTime>> time;
  bool around = false;
  // What stands before "after midnight" leaves only the hour certain.
  At near = at;
  if (words_.is_any(near, "shortly"_w, "just"_w, "soon"_w, "immediately"_w, "moments"_w, "minutes"_w)) ++near;
  else if (words_.unit_near(at)) {
    if (const auto some = count(at); some && unit(some->end) == TimeUnit::minute) near = some->end + 1;
  }
  if (near > at && words_.is_any(near, "after"_w, "past"_w, "before"_w)) {
    time = clock(near + 1);
    around = time.has_value();
    if (time) {
      const bool before = words_.is(near, "before"_w);
      const bool midnight = time->value.minutes % minutes_per_day == 0;
      if (midnight) time->value.minutes = before ? minutes_per_day : 0;
      if (const auto some = count(at); some && some->value.number && !some->value.half && *some->value.number < 60) {
        time->value.minutes += before ? -*some->value.number : *some->value.number;
      } else {
        time->value.to_the_minute = false;
        if (before) time->value.minutes -= 60;
        time->value.minutes -= time->value.minutes % 60;
      }
      if (time->value.minutes < 0) time->value.minutes += minutes_per_day;
    }
  }
  if (!time) time = clock(start);
  if (!time) return std::nullopt;
  Calendar date;
  date.clock = time->value;
  At end = time->end;
  // "after midnight" without more is the day that begins.
  if (!around && date.clock->minutes == minutes_per_day && at > 0 && words_.is_any(at - 1, "after"_w, "past"_w, "since"_w, "from"_w)) date.clock->minutes = 0;
  if (const At with_part = add_part(end, date); with_part > end) {
    if (date.clock->minutes < 12 * 60 && times_.parts[static_cast<std::size_t>(*date.part)].from >= 12 * 60 && !words_.has(end - 1, TimeRole::meridiem)) date.clock->minutes += 12 * 60;
    date.part.reset();
    end = with_part;
  }
  At next = end;
  if (words_.is_any(next, "on"_w, ","_w, "of"_w)) ++next;
  if (words_.is(next, "on"_w)) ++next;
  if (const auto day = calendar_core(next); day && (day->value.day || day->value.weekday)) {
    const ClockTime kept = *date.clock;
    date = day->value;
    date.clock = kept;
    date.part.reset();
    return Match{day->end, date};
  }
  const Document& document = words_.document();
  if (next < words_.size())
    if (const auto word = times_.phrases.starting_at(document, words_.number_of(next), static_cast<std::uint32_t>(document.tokens.size()), TokenForm::lower);
        word && word->value->kind == TimePhraseKind::day) {
      date.day_offset = word->value->offset;
      return Match{words_.word_at_token(word->tokens.end), date};
    }
  return Match{end, date};
}

}  // namespace sitrep
