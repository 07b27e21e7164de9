// SPDX-License-Identifier: Apache-2.0
#include "extract/casualty_sums.h"

#include <algorithm>
#include <set>

#include "base/dates.h"

namespace sitrep {
namespace {

constexpr std::uint32_t told_again = 12;  // tokens: further on in one sentence, the same number is told again, not coordinated

constexpr std::size_t reach = 300;  // rows that one is compared with, before and after: a list longer than any report's would cost its square

constexpr std::int64_t headline_number = 5;  // two equal numbers of that size, each with a word of its own, are one told twice

class Settler {
 public:
  Settler(std::vector<CasualtyRow>& rows, const std::vector<Figure>& figures, const std::vector<Place>& places, const std::vector<Time>& times)
      : rows_(rows), figures_(figures), places_(places), times_(times) {}

  void settle() {
    clear_others_of_other_outcomes();
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (rows_[i].sure != Certainty::yes && rows_[i].casualty.outcome == Outcome::injured) settle_weak(i);
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (const auto earlier = rows_[i].is_dropped ? std::nullopt : repeated(i)) drop(i, *earlier);
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (!rows_[i].is_dropped) settle_loose_figure(i);
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (!rows_[i].is_dropped && !rows_[i].part_of) join_whole(i);
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (!rows_[i].is_dropped) take_later_parts(i);
    for (std::size_t i = 0; i < rows_.size(); ++i)
      if (!rows_[i].is_dropped) take_earlier_parts(i);
    break_circles();
  }

 private:
  /// "Killed one and wounded two others": others than the dead, and the first wounded that are told of.
  void clear_others_of_other_outcomes() {
    std::set<Outcome> told;
    for (CasualtyRow& row : rows_) {
      if (row.casualty.background || !row.casualty.figure) continue;
      if (told.insert(row.casualty.outcome).second) row.is_additional = false;
    }
  }

  std::optional<std::int64_t> number(std::size_t i) const {
    const auto& figure = rows_[i].casualty.figure;
    if (!figure) return std::nullopt;
    const Figure& f = figures_[figure->index];
    return f.best ? f.best : f.low ? f.low : f.high;
  }

  std::size_t first_near(std::size_t i) const { return i - std::min(i, reach); }
  std::size_t end_near(std::size_t i) const { return std::min(rows_.size(), i + reach + 1); }

  static bool agree(const std::optional<std::string>& a, const std::optional<std::string>& b) { return !a || !b || *a == *b; }

  static bool classes_agree(VictimClass a, VictimClass b) { return a == b || a == VictimClass::unknown || b == VictimClass::unknown; }

  /// Soldiers are no part of a count of civilians, a journalist is.
  static bool may_hold(VictimClass whole, VictimClass part) {
    const auto fights = [](VictimClass c) { return c == VictimClass::military || c == VictimClass::militant || c == VictimClass::police || c == VictimClass::guard; };
    return classes_agree(whole, part) || (!fights(whole) && !fights(part));
  }

  /// The same sort of loss, of sides that may be the same, in the same time (history apart from news).
  bool comparable(const CasualtyRow& a, const CasualtyRow& b) const {
    return a.casualty.outcome == b.casualty.outcome && a.casualty.background == b.casualty.background && agree(a.casualty.side, b.casualty.side);
  }

  /// "Shot" does not tell whether the victim lives. One who is killed elsewhere in the report was that victim; a count of
  /// people shot, where there are dead, is of dead and wounded together.
  void settle_weak(std::size_t i) {
    CasualtyRow& row = rows_[i];
    for (std::size_t j = first_near(i); j < end_near(i); ++j) {
      const CasualtyRow& other = rows_[j];
      if (j == i || other.is_dropped || other.casualty.outcome != Outcome::killed || other.sure != Certainty::yes || other.casualty.background != row.casualty.background) continue;
      if (!number(i) || !number(j) || *number(j) == 0) continue;
      const bool is_apart = other.line != row.line || (row.sure == Certainty::no && other.position > row.position);  // "was taken to hospital, where he died"
      const bool is_one = *number(i) == 1 && *number(j) == 1 && is_apart;
      const bool may_be = may_be_one_person(row, other);
      if ((is_one && may_be && !row.is_additional) || (*number(i) > 1 && *number(i) == *number(j))) {
        row.is_dropped = true;
        row.same_as = j;
        return;
      }
      const bool are_others = row.is_also || row.is_additional || !classes_agree(row.casualty.victim_class, other.casualty.victim_class);
      if (*number(i) > 1 && row.sure == Certainty::open && !are_others && may_be_one_happening(row, other)) row.casualty.outcome = Outcome::killed_or_injured;
      if (*number(i) > 1 && row.sure != Certainty::yes && counts_injured_with(i, *number(j))) row.casualty.outcome = Outcome::killed_or_injured;
    }
  }

  /// "Two dead, one injured … found three victims with wounds": the dead and the injured that are told elsewhere make up the count.
  bool counts_injured_with(std::size_t i, std::int64_t dead) const {
    for (std::size_t j = first_near(i); j < end_near(i); ++j) {
      const CasualtyRow& other = rows_[j];
      if (j != i && !other.is_dropped && other.casualty.outcome == Outcome::injured && other.sure == Certainty::yes && other.line != rows_[i].line && number(j) && *number(j) + dead == *number(i) &&
          other.casualty.background == rows_[i].casualty.background)
        return true;
    }
    return false;
  }

  /// Two names are one person when one ends as the other does ("M. D. Holm", "Michael Holm").
  bool may_be_one_person(const CasualtyRow& a, const CasualtyRow& b) const {
    if (!a.is_named || !b.is_named) return may_be_one(a.person, b.person);
    const auto family_name = [](const std::string& name) { return name.substr(name.find_last_of(' ') + 1); };
    const auto first_letter = [](const std::string& name) { return name.substr(0, 1); };
    return a.casualty.victims == b.casualty.victims || (family_name(a.name) == family_name(b.name) && first_letter(a.name) == first_letter(b.name));
  }

  /// Two named speakers count each for himself: the smaller number of the one is no part of the larger of the other.
  static bool may_be_one_voice(const CasualtyRow& a, const CasualtyRow& b) { return !a.speaker || !b.speaker || a.speaker == b.speaker; }

  /// The same name, or one of them only a country or a region; two towns are two places.
  bool may_be_one_place(std::optional<PlaceId> a, std::optional<PlaceId> b) const {
    if (!a || !b || a == b) return true;
    const Place& x = places_[a->index];
    const Place& y = places_[b->index];
    if (x.admin1 && y.admin1 && *x.admin1 != *y.admin1 && x.precision <= PlacePrecision::admin1 && y.precision <= PlacePrecision::admin1) return false;
    const auto is_wide = [](const Place& p) { return p.precision >= PlacePrecision::admin2; };
    return x.name == y.name || (x.geonameid && x.geonameid == y.geonameid) || is_wide(x) || is_wide(y);
  }

  /// Days well apart are two times; the day after may be that of the telling.
  bool may_be_one_time(std::optional<TimeId> a, std::optional<TimeId> b) const {
    if (!a || !b || a == b) return true;
    const auto x = days_of(times_[a->index]);
    const auto y = days_of(times_[b->index]);
    constexpr std::chrono::days telling{1};
    return !x || !y || (x->first <= y->last + telling && y->first <= x->last + telling);
  }

  static std::optional<DayRange> days_of(const Time& time) {
    const auto first = time.from ? day_range(*time.from) : std::nullopt;
    const auto last = time.to ? day_range(*time.to) : first;
    if (!first || !last) return std::nullopt;
    return DayRange{first->first, last->last};
  }

  /// Nothing speaks against one happening: neither the place nor the day.
  bool may_be_one_happening(const CasualtyRow& a, const CasualtyRow& b) const {
    return may_be_one_place(a.casualty.place, b.casualty.place) && may_be_one_time(a.casualty.time, b.casualty.time);
  }

  std::optional<std::size_t> repeated(std::size_t i) const {
    const CasualtyRow& row = rows_[i];
    for (std::size_t j = first_near(i); j < i; ++j) {
      const CasualtyRow& earlier = rows_[j];
      if (earlier.is_dropped) continue;
      const bool same_people = row.casualty.victims && row.casualty.victims == earlier.casualty.victims;
      if (same_people && row.sure != Certainty::yes && earlier.casualty.outcome == Outcome::killed && row.casualty.outcome == Outcome::injured) return j;
      if (!comparable(row, earlier)) continue;
      if (same_people && (!number(i) || !number(j) || number(i) == number(j) || row.is_single)) return j;
      if (!number(i) || number(i) != number(j) || row.is_additional != earlier.is_additional) continue;
      const bool is_loose = row.is_pronoun || earlier.is_pronoun;  // whom the pronoun means is not sure
      if (!is_loose && !classes_agree(row.casualty.victim_class, earlier.casualty.victim_class)) continue;
      if (row.is_named && repeated_in_.count({row.line, j}) != 0) continue;  // "killed A. Holm and B. Lund": not both are the one told before
      if (row.is_additional) {  // "another girl" again in the next headline; "another 43" may be the next 43
        if (*number(i) == 1 && row.line != earlier.line && may_be_one_person(row, earlier)) return j;
      } else if (*number(i) > 1 || row.is_total || earlier.is_total) {
        const bool has_own_word = row.trigger != earlier.trigger && *number(i) >= headline_number;  // "kills 20 rebels … At least 20 rebels were killed"
        if (row.line != earlier.line || row.position - earlier.position > told_again || has_own_word) return j;
      } else if ((row.line != earlier.line || (row.is_pronoun && row.trigger != earlier.trigger)) && may_be_one_person(row, earlier)) {
        return j;  // "a man was killed … the 34-year-old died … J. Smith": one told again
      }
    }
    return std::nullopt;
  }

  /// "Dozens" where the report counts them elsewhere tells the same; a toll that is called an earlier one is inside the new.
  void settle_loose_figure(std::size_t i) {
    CasualtyRow& row = rows_[i];
    if (!row.is_vague && !row.is_earlier) return;
    for (std::size_t j = first_near(i); j < end_near(i); ++j) {
      const CasualtyRow& other = rows_[j];
      if (j == i || other.is_dropped || other.is_vague || other.is_earlier || other.part_of || !comparable(row, other) || !number(i) || !number(j)) continue;
      const bool may_be = row.is_vague ? may_be_one_place(row.casualty.place, other.casualty.place) : may_be_one_voice(row, other) && may_be_one_happening(row, other);
      if (!may_be || row.is_additional) continue;
      if (row.line == other.line || !classes_agree(row.casualty.victim_class, other.casualty.victim_class)) continue;
      if (*number(j) >= *number(i)) row.part_of = j;
      else if (row.is_earlier && row.is_total && *number(j) > 1) row.same_as = j, row.is_dropped = true;  // "it had first given a toll of 22": taken back
      else continue;
      return;
    }
  }

  void drop(std::size_t i, std::size_t earlier) {
    CasualtyRow& row = rows_[i];
    CasualtyRow& kept = rows_[earlier];
    row.is_dropped = true;
    row.same_as = earlier;
    repeated_in_.emplace(row.line, earlier);
    if (row.including && !kept.part_of)  // "Five children were killed … 13 people died. Among them were five children"
      if (const auto whole = whole_of(i); whole && *whole != earlier && number(*whole) > number(earlier)) kept.part_of = whole;
    Casualty& k = kept.casualty;
    if (k.outcome != row.casualty.outcome) return;
    if (!k.figure) k.figure = row.casualty.figure;
    if (!k.victims) k.victims = row.casualty.victims;
    if (!k.side) k.side = row.casualty.side;
    if (!k.country) k.country = row.casualty.country;
    if (k.victim_class == VictimClass::unknown) k.victim_class = row.casualty.victim_class;
    if (k.inflicted_by.empty()) k.inflicted_by = row.casualty.inflicted_by;
    if (!k.place) k.place = row.casualty.place;
    if (!k.time) k.time = row.casualty.time;
  }

  void join_whole(std::size_t i) {
    rows_[i].part_of = whole_of(i);
    if (rows_[i].part_of && number(i)) told_in_[*rows_[i].part_of] += *number(i);
  }

  /// The larger figure that holds this one: by words ("including", "of them"), or because a name or a smaller, more
  /// special group follows a count.
  std::optional<std::size_t> whole_of(std::size_t i) const {
    const CasualtyRow& row = rows_[i];
    if (row.including)
      for (std::size_t j = first_near(i); j < end_near(i); ++j)
        if (j != i && rows_[j].victim_token == row.including && rows_[j].casualty.outcome == row.casualty.outcome && (!number(i) || !number(j) || *number(j) >= *number(i))) return j;
    if (!number(i)) return std::nullopt;
    if (row.is_additional && !row.is_ordinal) return whole_with_room(i);
    std::optional<std::size_t> best;
    for (std::size_t j = first_near(i); j < i; ++j) {
      const CasualtyRow& whole = rows_[j];
      if (whole.is_dropped || whole.part_of || !comparable(row, whole) || !number(j) || *number(j) <= *number(i)) continue;
      if (whole.line == row.line && row.is_bare && row.sure == Certainty::no && row.trigger != whole.trigger) return j;  // "took four to a hospital, where two were in critical condition"
      if (whole.line == row.line && !row.including) continue;  // "three soldiers and two civilians" stand beside each other
      if (!row.including && (whole.is_vague || row.is_account || (whole.is_account && !is_own_count(whole, row)) || repeated_in_.count({row.line, j}) != 0)) continue;  // beside what is told again
      const bool by_words = row.including.has_value();
      if (!by_words && !may_hold(whole.casualty.victim_class, row.casualty.victim_class)) continue;
      const bool is_one_of = row.is_single && *number(j) > 1;
      const bool is_elsewhere = !may_be_one_happening(row, whole);
      const bool is_later = row.line != whole.line && !is_elsewhere;
      const bool is_special = is_later || (whole.casualty.victim_class == VictimClass::unknown && row.casualty.victim_class != VictimClass::unknown);
      const bool same_claim = may_be_one_voice(whole, row) || by_words || is_one_of;
      if ((by_words || is_one_of || is_special) && same_claim && (!best || *number(j) > *number(*best))) best = j;
    }
    return best;
  }

  /// "16 were killed. … Nine died in one raid. Another five were killed in two others": a total of which parts were told has room for this one.
  std::optional<std::size_t> whole_with_room(std::size_t i) const {
    for (std::size_t j = first_near(i); j < i; ++j) {
      if (rows_[j].is_dropped || rows_[j].part_of || !comparable(rows_[i], rows_[j]) || !number(j) || rows_[j].line == rows_[i].line) continue;
      if (told_in_[j] > 0 && told_in_[j] + *number(i) <= *number(j)) return j;
    }
    return std::nullopt;
  }

  /// What somebody counts holds what he has counted himself.
  static bool is_own_count(const CasualtyRow& account, const CasualtyRow& part) { return account.speaker && account.speaker == part.speaker; }

  /// "Three soldiers and two civilians died … five dead", "bringing the toll to 43": earlier rows that make up a later one.
  void take_earlier_parts(std::size_t i) {
    if (!number(i) || *number(i) < 2 || rows_[i].part_of || rows_[i].is_vague || rows_[i].is_earlier) return;
    std::vector<std::size_t> earlier;
    std::int64_t sum = 0;
    for (std::size_t j = first_near(i); j < i; ++j) {
      if (rows_[j].is_dropped || (rows_[j].part_of && rows_[j].part_of != i) || !comparable(rows_[i], rows_[j]) || !number(j) || !may_be_one_voice(rows_[i], rows_[j])) continue;
      if (!may_hold(rows_[i].casualty.victim_class, rows_[j].casualty.victim_class) || (rows_[j].part_of && rows_[j].line == rows_[i].line)) continue;
      if (rows_[i].is_account && !is_own_count(rows_[i], rows_[j])) continue;
      if (!may_be_one_time(rows_[i].casualty.time, rows_[j].casualty.time)) continue;
      earlier.push_back(j);
      sum += *number(j);
    }
    const bool makes_up = earlier.size() > 1 && sum == *number(i);
    for (const std::size_t j : earlier) {
      // "A young mother was killed. … Three people died": who is told of first is among those who are counted later.
      const bool is_one_of = (rows_[j].is_single || number(j) == 1) && rows_[j].line != rows_[i].line && !rows_[i].is_additional && may_be_one_place(rows_[i].casualty.place, rows_[j].casualty.place) &&
                             classes_agree(rows_[i].casualty.victim_class, rows_[j].casualty.victim_class);
      if ((makes_up || rows_[i].is_total || is_one_of) && *number(j) < *number(i)) rows_[j].part_of = i;
    }
  }

  /// "Seven were shot … four men and three women were hit": the losses of one later sentence that make up an earlier count, whoever says so.
  void take_later_parts(std::size_t i) {
    if (!number(i) || *number(i) < 2 || rows_[i].part_of) return;
    for (std::size_t first = i + 1; first < end_near(i);) {
      std::vector<std::size_t> beside;
      std::int64_t sum = 0;
      const std::uint32_t line = rows_[first].line;
      for (; first < rows_.size() && rows_[first].line == line; ++first) {
        if (rows_[first].is_dropped || rows_[first].part_of || line == rows_[i].line || !comparable(rows_[i], rows_[first]) || !number(first)) continue;
        if (!may_hold(rows_[i].casualty.victim_class, rows_[first].casualty.victim_class)) continue;
        beside.push_back(first);
        sum += *number(first);
      }
      if (beside.size() > 1 && sum == *number(i))
        for (const std::size_t part : beside) rows_[part].part_of = i;
    }
  }

  void break_circles() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      std::size_t steps = 0;
      for (auto at = rows_[i].part_of; at; at = rows_[*at].is_dropped ? rows_[*at].same_as : rows_[*at].part_of)
        if (*at == i || ++steps > reach) {
          rows_[i].part_of.reset();
          break;
        }
    }
  }

  std::vector<CasualtyRow>& rows_;
  const std::vector<Figure>& figures_;
  const std::vector<Place>& places_;
  const std::vector<Time>& times_;
  std::set<std::pair<std::uint32_t, std::size_t>> repeated_in_;  // sentence, row: the sentence tells that row again
  std::vector<std::int64_t> told_in_ = std::vector<std::int64_t>(rows_.size(), 0);  // by row: the sum of the parts found so far
};

}  // namespace

bool may_be_one(Person a, Person b) {
  const bool same_sex = a.sex == b.sex || a.sex == Sex::any || b.sex == Sex::any;
  const bool same_age = a.age == b.age || a.age == AgeGroup::any || b.age == AgeGroup::any;
  return same_sex && same_age;
}

void settle_sums(std::vector<CasualtyRow>& rows, const std::vector<Figure>& figures, const std::vector<Place>& places, const std::vector<Time>& times) {
  Settler(rows, figures, places, times).settle();
}

}  // namespace sitrep
