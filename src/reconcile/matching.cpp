// SPDX-License-Identifier: Apache-2.0
#include "reconcile/matching.h"

#include <algorithm>
#include <cmath>

#include "extract/incident_kinds.h"
#include "reconcile/happenings.h"

namespace sitrep {
namespace {

/// Evidence up to a bound: the first row whose `up_to` is not exceeded.
struct Step {
  double up_to;
  double evidence;
};
constexpr double without_end = 1e9;

constexpr Step by_days_between[] = {{1, 0.8}, {2, -0.5}, {4, -1.8}, {10, -2.6}, {without_end, -4.0}};  // both dated
constexpr Step by_length_of_common_time[] = {{3, 2.0}, {7, 1.2}, {without_end, 0.4}};  // "in July" holds many a day
constexpr Step by_days_between_reports[] = {{1, 1.0}, {3, 0.6}, {7, 0.3}, {30, -0.4}, {100, -0.9}, {without_end, -1.5}};  // else
constexpr Step by_km_between_towns[] = {{5, 2.5}, {30, 1.2}, {80, -0.5}, {150, -2.0}, {without_end, -4.0}};
constexpr Step by_km_between_areas[] = {{60, 0.8}, {250, 0.2}, {600, -1.5}, {without_end, -3.5}};
constexpr Step by_shared_people[] = {{0, 0.0}, {1, 2.2}, {2, 4.0}, {without_end, 6.0}};
constexpr Step by_shared_names[] = {{0, 0.0}, {1, 0.8}, {2, 1.5}, {without_end, 2.4}};

struct Weights {
  double same_story = 8.0;
  double same_parties = 1.2;      // two or more in common
  double one_party = 0.6;
  double other_parties = -1.5;
  double same_kind = 0.4;
  double other_kind = -0.6;
  double same_weapon = 0.3;
  double same_figure = 0.7;       // a number of 2 or more
  double same_large_figure = 1.4; // of 20 or more
  double same_toll = 2.2;         // such a number of one side's people
  double far_figures = -0.8;      // a factor of 5 between the largest
  double other_family = -20;
};
constexpr Weights weights;
constexpr std::int64_t large_figure = 20;

template <std::size_t N>
double at(const Step (&steps)[N], double value) {
  for (const Step& step : steps)
    if (value <= step.up_to) return step.evidence;
  return steps[N - 1].evidence;
}

std::optional<Day> published_day(const Account& account) { return account.published ? exact_day(*account.published) : std::nullopt; }

std::size_t shared_sides(const Account& a, const Account& b) {
  return static_cast<std::size_t>(std::count_if(a.sides.begin(), a.sides.end(), [&](const LedgerSide& x) {
    return std::any_of(b.sides.begin(), b.sides.end(), [&](const LedgerSide& y) { return y.key == x.key; });
  }));
}

double time_evidence(const Account& a, const Account& b) {
  const auto gap = [](const DayRange& x, const DayRange& y) {
    return std::max({0.0, static_cast<double>((x.first - y.last).count()), static_cast<double>((y.first - x.last).count())});
  };
  const auto x = days_of(a);
  const auto y = days_of(b);
  if (!x || !y) return 0;
  if (a.from && b.from) {
    const double apart = gap(*x, *y);
    const auto days = [](const DayRange& range) { return static_cast<double>((range.last - range.first).count()); };
    // A war between two sides goes on for days and is one.
    return apart > 0 ? at(by_days_between, apart) : at(by_length_of_common_time, shared_sides(a, b) >= 1 ? 0 : std::max(days(*x), days(*y)));
  }
  // A report that gives no day tells of days before it, seldom of days after it.
  const Account& undated = a.from ? b : a;
  const Account& other = a.from ? a : b;
  const bool is_before = other.from && days_of(undated)->last < days_of(other)->first;
  return is_before ? -4.0 : at(by_days_between_reports, gap(*x, *y));
}

bool is_narrow(const LedgerPlace& place) { return place.precision <= PlacePrecision::admin2 && place.lat; }

double place_evidence(const Account& a, const Account& b) {
  double best = -without_end;
  double best_narrow = -without_end;
  for (const LedgerPlace& x : a.places)
    for (const LedgerPlace& y : b.places) {
      const auto km = distance_km(x.lat, x.lon, y.lat, y.lon);
      const bool is_same_name = x.name == y.name && x.country == y.country;
      if (is_narrow(x) && is_narrow(y)) {
        best_narrow = std::max(best_narrow, is_same_name ? by_km_between_towns[0].evidence : at(by_km_between_towns, km.value_or(without_end)));
      } else if (is_same_name) {
        best = std::max(best, 0.8);
      } else if (km) {
        best = std::max(best, at(by_km_between_areas, *km));
      }
    }
  if (best_narrow > -without_end) return std::max(best_narrow, std::min(best, 0.0));
  return best > -without_end ? best : 0;
}

/// Items in common of two rising lists.
template <class T>
std::size_t shared(const std::vector<T>& a, const std::vector<T>& b) {
  std::size_t count = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i < *j) ++i;
    else if (*j < *i) ++j;
    else ++count, ++i, ++j;
  }
  return count;
}

double party_evidence(const Account& a, const Account& b) {
  if (a.sides.empty() || b.sides.empty()) return 0;
  const std::size_t common = shared_sides(a, b);
  return common >= 2 ? weights.same_parties : common == 1 ? weights.one_party : weights.other_parties;
}

double figure_evidence(const Account& a, const Account& b) {
  double evidence = 0;
  std::int64_t largest_a = 0;
  std::int64_t largest_b = 0;
  for (const FigureAccount& x : a.figures) largest_a = std::max(largest_a, x.best.value_or(0));
  for (const FigureAccount& y : b.figures) largest_b = std::max(largest_b, y.best.value_or(0));
  for (const FigureAccount& x : a.figures)
    for (const FigureAccount& y : b.figures)
      if (x.outcome == y.outcome && x.best && x.best == y.best && *x.best >= 2)
        evidence = std::max(evidence, is_telling_toll(x) && x.side == y.side ? weights.same_toll : *x.best >= large_figure ? weights.same_large_figure : weights.same_figure);
  const bool is_far = largest_a > 0 && largest_b > 0 && std::max(largest_a, largest_b) >= 5 * std::min(largest_a, largest_b) + 5;
  return evidence > 0 ? evidence : is_far ? weights.far_figures : 0;
}

double kind_evidence(const Account& a, const Account& b) {
  if (a.is_bare || b.is_bare) return 0;
  if (a.kind == b.kind) return weights.same_kind;
  return kinds_agree(a.kind, b.kind) ? 0 : weights.other_kind;
}

double weapon_evidence(const Account& a, const Account& b) {
  for (const std::string& weapon : a.weapons)
    if (std::find(b.weapons.begin(), b.weapons.end(), weapon) != b.weapons.end()) return weights.same_weapon;
  return 0;
}

}  // namespace

double evidence_for_same(const Account& a, const Account& b) {
  if (a.family != b.family) return weights.other_family;
  const double place = place_evidence(a, b);
  // Set phrases make two short reports of different towns look like copies.
  const bool is_copy = place > -1 && text_overlap(a.provenance.sketch, b.provenance.sketch) >= same_story;
  return (is_copy ? weights.same_story : 0) + time_evidence(a, b) + place + party_evidence(a, b) + figure_evidence(a, b) + kind_evidence(a, b) +
         weapon_evidence(a, b) + at(by_shared_people, static_cast<double>(shared(a.people, b.people))) +
         at(by_shared_names, static_cast<double>(shared(a.names, b.names)));
}

bool is_telling_toll(const FigureAccount& figure) { return figure.side && figure.best && *figure.best >= large_figure; }

double text_overlap(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  if (a.empty() || b.empty()) return 0;
  // Hashes beyond the smaller of the two last ones are not seen in both sketches.
  const std::uint64_t limit = std::min(a.back(), b.back());
  const auto seen = [&](const std::vector<std::uint64_t>& list) { return std::upper_bound(list.begin(), list.end(), limit) - list.begin(); };
  const auto fewer = std::min(seen(a), seen(b));
  return fewer < 8 ? 0 : static_cast<double>(shared(a, b)) / static_cast<double>(fewer);
}

std::optional<DayRange> days_of(const Account& account) {
  if (account.from) {
    const auto from = exact_day(*account.from);
    const auto to = account.to ? exact_day(*account.to) : from;
    if (from && to && *from <= *to) return DayRange{*from, *to};
  }
  const auto day = published_day(account);
  return day ? std::optional(DayRange{*day, *day}) : std::nullopt;
}

}  // namespace sitrep
