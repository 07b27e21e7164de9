// SPDX-License-Identifier: Apache-2.0
// The words of time expressions: months, weekdays, units, parts of the day, set phrases, named days, zones. From
// knowledge/words/times*.tsv. What they amount to together is for extract/time_grammar.h.
#pragma once

#include <filesystem>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "base/dates.h"
#include "knowledge/phrases.h"
#include "record/vocabulary.h"

namespace sitrep {

/// What a word does in a time expression; outlook and starts are words beside one: "scheduled" looks ahead, and so does the
/// present tense of "open", and "set" with "for" or "to".
VOCABULARY(TimeRole, none, month, weekday, weekdays, season, seasons, unit, units, from_now, from_then, shift_from_now, shift_from_then,
           comparative, edge_before, edge_of, ordinal, repeat, meridiem, clock, part, outlook, starts, sets);
/// By size.
VOCABULARY(TimeUnit, second, minute, hour, part, day, weekend, week, fortnight, month, quarter, season, half, year, decade, century,
           millennium);
VOCABULARY(Season, spring, summer, autumn, winter);
VOCABULARY(TimeEdge, none, start, middle, end, before_now, after_now);
VOCABULARY(TimePhraseKind, present, past, future, then, day, day_then, every);

struct TimeWord {
  TimeRole role = TimeRole::none;
  std::int16_t value = 0;  // a number, or an enumerator of the role's vocabulary
  bool sure = false;       // a time even without company
};

/// A part of the day, in minutes from midnight, inclusive; `to` beyond 1440 is on the next day.
struct DayPart {
  std::string code;  // "MO"
  int from = 0;
  int to = 0;
};

struct TimePhrase {
  TimePhraseKind kind{};
  int offset = 0;       // days
  int part = -1;        // of Times::parts; -1: the whole day
  std::string value;    // of a repetition
};

/// The rule for a day with a name.
struct NamedDay {
  enum class Kind { fixed, easter, orthodox_easter, nth_weekday } kind{};
  int month = 0, day = 0;      // fixed; month also of nth_weekday
  int offset = 0;              // days from Easter
  int nth = 0, weekday = 0;
  Day in(int year) const;
};

struct Times {
  std::unordered_map<Word, TimeWord> words;
  std::vector<DayPart> parts;
  Phrases<TimePhrase> phrases;
  Phrases<NamedDay> named_days;
  std::unordered_set<Word> starts;  // first words of the phrases and named days
  std::unordered_map<Word, std::string> zones;  // "Z", "+04:00", or empty when the name is ambiguous

  static Times load(const std::filesystem::path& knowledge);
};

}  // namespace sitrep
