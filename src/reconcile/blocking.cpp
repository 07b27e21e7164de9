// SPDX-License-Identifier: Apache-2.0
#include "reconcile/blocking.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "base/checksum.h"
#include "base/dates.h"
#include "base/format.h"
#include "base/word.h"
#include "reconcile/matching.h"

namespace sitrep {
namespace {

// How far apart in time two accounts may lie and still share a block of the kind.
constexpr std::int64_t scene_days = 3;    // a part of the map, or a pair of parties
constexpr std::int64_t copy_days = 10;    // a piece of text
constexpr std::int64_t town_days = 45;
constexpr std::int64_t toll_days = 20;    // a side's count of its dead, told again in a recap that names no place
constexpr std::int64_t names_days = 400;  // trials and findings come late

constexpr std::size_t filed_names = 10;   // the same ones in all reports, as hashes are in order
constexpr std::size_t paired_hashes = 4;  // pairs, because a set phrase that many reports share says nothing
constexpr double cell_degrees = 1;

constexpr std::int64_t day_zero = 50000;  // days before 1970 that still count
constexpr std::int64_t last_day = (1 << 17) - 1;
constexpr int time_bits = 20;
constexpr int hash_bits = 63 - time_bits;

enum class KeyKind : std::uint64_t { cell = 1, parties, names, text, town, toll };

std::uint64_t mixed(std::uint64_t hash, std::uint64_t part) {
  hash = (hash ^ part) * 0xBF58476D1CE4E5B9ULL;
  return hash ^ (hash >> 29);
}

template <class... Parts>
std::uint64_t hash_of(KeyKind kind, Parts... parts) {
  std::uint64_t hash = static_cast<std::uint64_t>(kind) * 0x9E3779B97F4A7C15ULL;
  ((hash = mixed(hash, static_cast<std::uint64_t>(parts))), ...);
  return hash;
}

std::uint64_t number(const std::string& text) { return static_cast<std::uint64_t>(word(text)); }

std::int64_t day_number(Day day) { return std::clamp<std::int64_t>(day.time_since_epoch().count() + day_zero, 0, last_day - 1); }

/// Windows of twice the reach, each overlapping the next by half: two values within the reach share one.
struct Windows {
  std::int64_t first;
  std::int64_t last;
};
Windows windows(std::int64_t from, std::int64_t to, std::int64_t reach) { return {from / reach, to / reach + 1}; }

struct Days {
  std::int64_t first;
  std::int64_t last;
};

/// Days on which an account is filed: its own, or those of its report. No day is a day of its own.
Days filing_days(const Account& account) {
  constexpr std::int64_t most = 12;
  const auto days = days_of(account);
  if (!days) return {0, 0};
  const std::int64_t first = day_number(days->first);
  return {first, std::min(day_number(days->last), first + most)};
}

std::optional<std::int64_t> day_of_report(const Account& account) {
  const auto day = account.published ? exact_day(*account.published) : std::nullopt;
  return day ? std::optional(day_number(*day)) : std::nullopt;
}

class Keys {
 public:
  explicit Keys(const Account& account) : days_(filing_days(account)), report_day_(day_of_report(account)) {}

  /// By the days of what happened.
  void add_by_days(std::uint64_t hash, std::int64_t reach) { add(hash, days_, reach); }
  /// By the day of the report; those of no known day meet each other, and those of their own days.
  void add_by_report(std::uint64_t hash, std::int64_t reach) {
    add(hash, report_day_ ? Days{*report_day_, *report_day_} : days_, reach);
    if (!report_day_) add(hash, {0, 0}, reach);
  }
  std::vector<std::int64_t> take() { return {keys_.begin(), keys_.end()}; }

 private:
  void add(std::uint64_t hash, Days days, std::int64_t reach) {
    const Windows times = windows(days.first, days.last, reach);
    for (std::int64_t time = times.first; time <= times.last; ++time)
      keys_.insert((time << hash_bits) | static_cast<std::int64_t>(hash & ((1ULL << hash_bits) - 1)));
  }

  Days days_;
  std::optional<std::int64_t> report_day_;
  std::set<std::int64_t> keys_;
};

void add_cells(Keys& keys, std::uint64_t family, const LedgerPlace& place) {
  const auto window = [](double degrees) { return static_cast<std::int64_t>(std::floor((degrees + 360) / cell_degrees)); };
  const std::int64_t lat = window(*place.lat);
  const std::int64_t lon = window(*place.lon);
  for (std::int64_t y = lat; y <= lat + 1; ++y)
    for (std::int64_t x = lon; x <= lon + 1; ++x) keys.add_by_days(hash_of(KeyKind::cell, family, y, x), scene_days);
}

}  // namespace

std::int64_t rank_of(const Account& account) {
  constexpr int late_bits = 8;
  constexpr int name_bits = 63 - 17 - 1 - late_bits;
  const auto days = days_of(account);
  const std::int64_t own = days ? day_number(days->first) : last_day;
  const std::int64_t day = account.places.empty() ? std::max(own, day_of_report(account).value_or(own)) : own;
  const std::int64_t late = std::clamp<std::int64_t>(day_of_report(account).value_or(day) - day, 0, (1 << late_bits) - 1);
  const std::uint64_t name = checksum(format("{} {}", account.report, account.number)) >> (64 - name_bits);
  return (((day * 2 + !account.from.has_value()) << late_bits | late) << name_bits) | static_cast<std::int64_t>(name);
}

std::vector<std::int64_t> block_keys(const Account& account) {
  Keys keys(account);
  const auto family = static_cast<std::uint64_t>(account.family);
  for (const LedgerPlace& place : account.places) {
    keys.add_by_report(hash_of(KeyKind::town, family, number(place.name)), town_days);
    if (place.lat && place.lon) add_cells(keys, family, place);
  }
  for (std::size_t i = 0; i < account.sides.size(); ++i)
    for (std::size_t j = i + 1; j < account.sides.size(); ++j)
      keys.add_by_days(hash_of(KeyKind::parties, family, number(account.sides[i].key), number(account.sides[j].key)), scene_days);
  for (std::size_t i = 0; i < std::min(account.people.size(), filed_names); ++i) keys.add_by_report(hash_of(KeyKind::names, account.people[i]), names_days);
  for (const FigureAccount& figure : account.figures)
    if (is_telling_toll(figure)) keys.add_by_report(hash_of(KeyKind::toll, figure.outcome, number(*figure.side), *figure.best), toll_days);
  const auto& sketch = account.provenance.sketch;
  for (std::size_t i = 0; i < std::min(sketch.size(), paired_hashes); ++i)
    for (std::size_t j = i + 1; j < std::min(sketch.size(), paired_hashes); ++j)
      keys.add_by_report(hash_of(KeyKind::text, sketch[i], sketch[j]), copy_days);
  return keys.take();
}

}  // namespace sitrep
