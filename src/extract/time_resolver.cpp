// SPDX-License-Identifier: Apache-2.0
#include "extract/time_resolver.h"

#include <algorithm>

#include "base/format.h"

namespace sitrep {
namespace {

using std::chrono::days;

/// The token of the expression whose head is outside of it: the word by which the sentence takes it up.
std::uint32_t head_token(const Tree& tree, TokenRange tokens) {
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i)
    if (tree.is_root(i) || !tokens.contains(tree.head(i))) {
      const Dep dep = tree[i].dep;
      if (dep != Dep::punct && dep != Dep::det) return i;
    }
  return tokens.end - 1;
}

std::string digits_or(std::optional<int> value, int width, const char* open) { return value ? format("{:0{}}", *value, width) : open; }

/// The value of a date of which the report's day would have to tell the rest.
std::string open_value(const CalendarTime& t, const Times& times) {
  const std::string y = digits_or(t.year, 4, "XXXX");
  static constexpr const char* seasons[] = {"SP", "SU", "FA", "WI"};
  if (t.season) return y + "-" + seasons[static_cast<int>(*t.season)];
  if (t.quarter) return format("{}-Q{}", y, *t.quarter);
  if (t.half) return format("{}-H{}", y, *t.half);
  std::string value = y;
  if (t.weekday && !t.day) value += format("-WXX-{}", *t.weekday);
  else if (t.month) value += format("-{:02}", *t.month) + (t.day ? format("-{:02}", *t.day) : "");
  else if (t.clock || t.part || t.day_offset) value += "-XX-XX";
  if (t.clock) value += format("T{:02}:{:02}{}", t.clock->minutes / 60, t.clock->minutes % 60, t.clock->zone);
  else if (t.part) value += "T" + times.parts[static_cast<std::size_t>(*t.part)].code;
  return value;
}

TimePrecision stated_precision(const CalendarTime& t) {
  if (t.clock) return t.clock->to_the_minute ? TimePrecision::minute : TimePrecision::hour;
  if (t.part) return TimePrecision::part_of_day;
  if (t.day || t.weekday || t.named_day) return TimePrecision::day;
  if (t.month) return TimePrecision::month;
  return t.season || t.quarter || t.half ? TimePrecision::season : TimePrecision::year;
}

/// A period's code, and whether it is a part of a day.
std::string period(const TimeCount& count, TimeUnit unit) {
  const auto text = [&](int factor, const char* code, bool clock, const char* half) {
    if (!count.number) return format("P{}X{}", clock ? "T" : "", code);
    const int whole = *count.number * factor;
    if (!count.half) return format("P{}{}{}", clock ? "T" : "", whole, code);
    return whole == 0 ? format("P{}{}", clock ? "T" : "", half) : format("P{}{}{}{}", clock ? "T" : "", whole, code, half);
  };
  switch (unit) {
    case TimeUnit::second: return text(1, "S", true, "");
    case TimeUnit::minute: return text(1, "M", true, "30S");
    case TimeUnit::hour: return text(1, "H", true, "30M");
    case TimeUnit::week: return text(1, "W", false, "3D");
    case TimeUnit::fortnight: return text(2, "W", false, "1W");
    case TimeUnit::month: return text(1, "M", false, "15D");
    case TimeUnit::quarter: return text(1, "Q", false, "");
    case TimeUnit::season: return text(3, "M", false, "");
    case TimeUnit::half: return text(6, "M", false, "");
    case TimeUnit::year: return text(1, "Y", false, "6M");
    case TimeUnit::decade: return !count.number ? "PXDE" : format("P{}Y", *count.number * 10 + (count.half ? 5 : 0));
    case TimeUnit::century: return !count.number ? "PXCE" : format("P{}Y", *count.number * 100 + (count.half ? 50 : 0));
    case TimeUnit::millennium: return !count.number ? "PXML" : format("P{}Y", *count.number * 1000 + (count.half ? 500 : 0));
    default: return count.half && count.number == 0 ? "PT12H" : text(1, "D", false, "T12H");
  }
}

/// So many units reach beyond what is dated by years here.
bool is_beyond_history(int count, TimeUnit unit) {
  static constexpr int per_century[] = {0, 0, 0, 36525, 36525, 5218, 5218, 2609, 1200, 400, 400, 200, 100, 10, 1, 0};  // by TimeUnit
  const int units = per_century[static_cast<std::size_t>(unit)];
  return unit == TimeUnit::millennium || (units > 0 && count / units >= 8);
}

bool is_clock_only(const TimeExpression& e) {
  const auto* t = std::get_if<CalendarTime>(&e.meaning);
  return t != nullptr && t->clock && !t->day && !t->weekday && !t->day_offset && !t->named_day;
}

}  // namespace

std::vector<ResolvedTime> TimeResolver::resolve(std::span<const TimeExpression> expressions) {
  std::vector<ResolvedTime> resolved;
  for (; !expressions.empty(); expressions = expressions.subspan(1)) {
    const TokenRange tokens = expressions.front().tokens;
    sentence_ = tree_.document().sentence_of[tokens.begin];
    if (is_clock_only(expressions.front())) look_ahead(expressions);
    head_ = head_token(tree_, tokens);
    const TimeMeaning meaning = with_year_behind(expressions);
    Time time = std::visit([this](const auto& m) { return (*this)(m); }, meaning);
    if (time.timex3.empty()) continue;
    time.span = tree_.document().span_of(tokens);
    resolved.push_back({tokens, std::move(time)});
  }
  return resolved;
}

/// "From 27 September to 10 November 2030", "August-October 2030": the year may stand behind the second date.
TimeMeaning TimeResolver::with_year_behind(std::span<const TimeExpression> expressions) const {
  const TimeMeaning& meaning = expressions.front().meaning;
  const auto* t = std::get_if<CalendarTime>(&meaning);
  if (t == nullptr || !t->month || t->year || t->year_step || t->step || expressions.size() < 2) return meaning;
  const auto* next = std::get_if<CalendarTime>(&expressions[1].meaning);
  const std::uint32_t between = expressions.front().tokens.end;
  if (next == nullptr || !next->month || !next->year || expressions[1].tokens.begin > between + 1) return meaning;
  const Word joint = between == expressions[1].tokens.begin ? "-"_w : tree_[between].lower_hash;
  if (joint != "to"_w && joint != "and"_w && joint != "until"_w && joint != "till"_w && joint != "through"_w && joint != "-"_w && joint != "\xE2\x80\x93"_w) return meaning;
  CalendarTime with_year = *t;
  with_year.year = *next->year - (*t->month > *next->month ? 1 : 0);
  return with_year;
}

/// "10:35 a.m. (0735 GMT) Friday": the day of a clock time may stand behind it.
void TimeResolver::look_ahead(std::span<const TimeExpression> expressions) {
  for (std::size_t i = 1; i < std::min<std::size_t>(expressions.size(), 3); ++i) {
    const TokenRange tokens = expressions[i].tokens;
    if (tree_.document().sentence_of[tokens.begin] != sentence_ || tokens.begin > expressions[i - 1].tokens.end + 3) return;
    if (is_clock_only(expressions[i])) continue;
    const auto* t = std::get_if<CalendarTime>(&expressions[i].meaning);
    if (t == nullptr || !(t->day || t->weekday)) return;
    head_ = head_token(tree_, tokens);
    if (const auto moment = moment_of(*t)) {
      day_then_ = moment->first;
      day_sentence_ = sentence_;
    }
    return;
  }
}

Time TimeResolver::known(const Moment& moment) {
  then_ = moment;
  if (moment.unit <= TimeUnit::day) {
    day_then_ = moment.first;
    day_sentence_ = sentence_;
  }
  Interval interval = interval_of(moment, times_);
  if (today_ && moment.unit > TimeUnit::day && moment.first <= *today_ && *today_ <= last_day(moment)) {
    if (moment.edge == TimeEdge::before_now) interval.to = iso_date(*today_);    // "earlier this week"
    if (moment.edge == TimeEdge::after_now) interval.from = iso_date(*today_);   // "later this year"
  }
  const TimeType type = moment.unit <= TimeUnit::day ? TimeType::instant : TimeType::interval;
  TimePrecision precision = precision_of(moment.unit);
  if (moment.unit == TimeUnit::day && moment.edge >= TimeEdge::start && moment.edge <= TimeEdge::end) precision = TimePrecision::part_of_day;
  return {{}, type, interval.from, interval.to, precision, timex3_of(moment, times_)};
}

Time TimeResolver::open(std::string timex3, TimeType type, TimePrecision precision) const {
  return {{}, type, std::nullopt, std::nullopt, precision, std::move(timex3)};
}

std::optional<Day> TimeResolver::day_spoken_of() const {
  if (day_then_) return day_then_;
  return today_;
}

Time TimeResolver::operator()(const CalendarTime& t) {
  auto moment = moment_of(t);
  if (!moment) return open(open_value(t, times_), (t.month || t.year || t.season || t.quarter) && !t.day ? TimeType::interval : TimeType::instant, stated_precision(t));
  if (t.clock) {
    moment = clock_time(moment->first, t.clock->minutes, t.clock->to_the_minute);
    moment->zone = t.clock->zone;
  } else if (t.part) {
    moment = part_of(moment->first, *t.part);
  }
  moment->edge = t.edge;
  if (t.quarter) {
    quarter_ = moment;
    quarter_sentence_ = sentence_;
  }
  if (t.last_day) return day_range(*moment, *t.last_day);
  if (t.week_of_month) return week_of_month(*moment, *t.week_of_month);
  return known(*moment);
}

/// "The first week of May": the month's first seven days.
Time TimeResolver::week_of_month(const Moment& month, int number) {
  Time time = known(month);
  const Day last = last_day(month);
  const Day first = number < 0 ? last - days(6) : month.first + days(7 * (number - 1));
  time.from = iso_date(first);
  time.to = iso_date(std::min(first + days(6), last));
  time.precision = TimePrecision::week;
  return time;
}

/// From the day of the month on, to another day of the same month.
Time TimeResolver::day_range(Moment first, int last_day_of_month) {
  Moment last = first;
  last.first += days(last_day_of_month - day_of(first.first));
  if (month_of(last.first) != month_of(first.first)) return known(first);
  // "the night of September 12-13" is one night.
  if (first.unit == TimeUnit::part && last.first == first.first + days(1) && times_.parts[static_cast<std::size_t>(first.number)].to > minutes_per_day) return known(first);
  Time time = known(first);
  const Time end = known(last);
  time.to = end.to;
  time.type = TimeType::interval;
  time.timex3 += "/" + end.timex3;
  return time;
}

Time TimeResolver::operator()(const UnitTime& t) {
  const bool is_day = t.unit == TimeUnit::day;
  if (is_day && t.step && t.step->base == TimeBase::now && t.step->count != 0) return {};  // "the last day": of what?
  if (t.around) {
    const auto day = moment_of(*t.around);
    return day ? known(unit_of(t.unit, day->first)) : open("XXXX", TimeType::interval, precision_of(t.unit));
  }
  const TimeStep step = t.step.value_or(TimeStep{TimeBase::then, 0});
  std::optional<Day> base = t.unit > TimeUnit::week || to_the_day_ ? today_ : std::nullopt;
  if (step.base == TimeBase::then) base = is_day ? day_spoken_of() : then_ ? std::optional(then_->first) : today_;
  if (!t.step && t.unit == TimeUnit::weekend) base = to_the_day_ ? today_ : std::nullopt;
  if (!base) return open(is_day ? (t.part ? "XXXX-XX-XXT" + times_.parts[static_cast<std::size_t>(*t.part)].code : "XXXX-XX-XX") : t.unit == TimeUnit::week ? "XXXX-WXX" : "XXXX",
                         is_day ? TimeType::instant : TimeType::interval, precision_of(t.unit));
  Moment moment = moved(unit_of(t.unit, *base), t.unit, step.count);
  // On a weekday "the weekend" is the one before, "this weekend" the one to come.
  if (t.unit == TimeUnit::weekend && weekday_of(*base) < 6 && step.count <= 0 && outlook() != Outlook::future && !(t.step && step.base == TimeBase::now && step.count == 0))
    moment = moved(unit_of(t.unit, *base), t.unit, -1);
  if (t.unit == TimeUnit::quarter && !t.step) moment = quarter_ ? *quarter_ : moved(unit_of(t.unit, *base), t.unit, -1);
  if (t.part) moment = part_of(moment.first, *t.part);
  moment.edge = t.edge;
  return known(moment);
}

Time TimeResolver::operator()(const ShiftedTime& t) {
  if (t.base == TimeBase::then && (!t.count.number || t.unit < TimeUnit::day)) {
    Time time = open(period(t.count, t.unit), TimeType::duration, precision_of(t.unit));
    if (t.unit <= TimeUnit::hour && day_then_) time.from = time.to = iso_date(*day_then_);  // an hour later: on that day, as far as can be told
    return time;
  }
  if (!t.count.number || t.unit < TimeUnit::hour || is_beyond_history(*t.count.number, t.unit)) {
    Time time = open(t.sign < 0 ? "PAST_REF" : "FUTURE_REF", TimeType::interval, precision_of(t.unit));
    if (t.unit <= TimeUnit::hour && t.sign < 0 && today_ && to_the_day_) {  // "a few hours ago": at most the day before
      time.from = iso_date(*today_ - days(1));
      time.to = iso_date(*today_);
    }
    return time;
  }
  if (t.unit == TimeUnit::year && *t.count.number == 1 && quarter_ && sentence_ - quarter_sentence_ <= 3) return known(moved(*quarter_, TimeUnit::year, t.sign));
  const bool from_then = t.base == TimeBase::then && then_;
  std::optional<Moment> base;
  if (from_then) base = then_;
  else if (today_ && (to_the_day_ || t.unit >= TimeUnit::year)) base = Moment{.unit = TimeUnit::day, .first = *today_};
  // A second "a year earlier" is the same year: they compare with one and the same time.
  const bool compares = from_then && t.sign < 0 && t.unit == TimeUnit::year;
  if (compares && compared_ && compared_->years == *t.count.number && sentence_ - compared_->sentence <= 3) base = compared_->base;
  if (!base) return open(period(t.count, t.unit), TimeType::duration, precision_of(t.unit));
  TimeUnit unit = t.unit;
  int count = *t.count.number * t.sign;
  if (t.count.half && unit == TimeUnit::year) unit = TimeUnit::month, count = count * 12 + 6 * t.sign;
  if (unit == TimeUnit::hour) {
    if (base->unit > TimeUnit::hour) return known(Moment{.unit = TimeUnit::day, .first = base->first});
    return known(moved(*base, unit, count));
  }
  if (from_then && base->unit > TimeUnit::week && unit <= TimeUnit::fortnight) {
    // "In January … two days later": only a day spoken of can be counted from.
    if (!day_then_ || *day_then_ < base->first || *day_then_ > last_day(*base)) return open(period(t.count, t.unit), TimeType::duration, precision_of(t.unit));
    base = Moment{.unit = TimeUnit::day, .first = *day_then_};
  }
  if (base->unit < TimeUnit::day) base = Moment{.unit = TimeUnit::day, .first = base->first};
  Moment moment = moved(*base, unit, count);
  const TimeUnit grain = unit >= TimeUnit::decade ? TimeUnit::year : unit == TimeUnit::fortnight ? TimeUnit::week : unit;
  if (moment.unit < grain && !(from_then && grain <= TimeUnit::week)) moment = unit_of(grain, moment.first);
  if (compares) compared_ = {*base, *t.count.number, sentence_};
  return known(moment);
}

Time TimeResolver::operator()(const Duration& t) {
  Time time = open(period(t.count, t.unit), TimeType::duration, precision_of(t.unit));
  if (t.towards != 0 && today_ && to_the_day_ && t.count.number && !t.count.half && !is_beyond_history(*t.count.number, t.unit) && t.unit >= TimeUnit::day) {
    const Day other = moved(Moment{.unit = TimeUnit::day, .first = *today_}, t.unit, *t.count.number * t.towards).first;
    time.from = iso_date(std::min(other, *today_));
    time.to = iso_date(std::max(other, *today_));
  } else if (t.towards < 0 && today_ && to_the_day_ && t.count.number && *t.count.number < 1000 && t.unit == TimeUnit::hour) {
    time.from = iso_date(*today_ - days((*t.count.number + 23) / 24));  // the hour of the report is not known
    time.to = iso_date(*today_);
  }
  return time;
}

Time TimeResolver::operator()(const RepeatedTime& t) { return open(t.value, TimeType::set, precision_of(t.unit)); }

Time TimeResolver::operator()(const PhrasedTime& t) {
  const TimePhrase& p = *t.phrase;
  switch (p.kind) {
    case TimePhraseKind::present: {
      Time time = open("PRESENT_REF", TimeType::instant, TimePrecision::day);
      if (today_ && to_the_day_) time.from = time.to = iso_date(*today_);
      return time;
    }
    case TimePhraseKind::past: return open("PAST_REF", TimeType::interval, TimePrecision::year);
    case TimePhraseKind::future: return open("FUTURE_REF", TimeType::interval, TimePrecision::year);
    case TimePhraseKind::then: return then_ ? known(*then_) : Time{};
    case TimePhraseKind::every: return open(p.value, TimeType::set, TimePrecision::day);
    default: break;
  }
  const auto base = p.kind == TimePhraseKind::day ? (to_the_day_ ? today_ : std::nullopt) : day_spoken_of();
  if (!base) return open(p.part >= 0 ? "XXXX-XX-XXT" + times_.parts[static_cast<std::size_t>(p.part)].code : "XXXX-XX-XX", TimeType::instant, p.part >= 0 ? TimePrecision::part_of_day : TimePrecision::day);
  Moment moment{.unit = TimeUnit::day, .first = *base + days(p.offset)};
  if (p.part >= 0) moment = part_of(moment.first, p.part);
  moment.edge = t.edge;
  return known(moment);
}

}  // namespace sitrep
