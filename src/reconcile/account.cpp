// SPDX-License-Identifier: Apache-2.0
// From a reading to its accounts: each happening with its places, days, sides, figures, statements and blame.
#include "reconcile/account.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/dates.h"
#include "base/utf8.h"
#include "extract/incident_kinds.h"
#include "reconcile/claimants.h"
#include "reconcile/happenings.h"
#include "reconcile/names.h"

namespace sitrep {
namespace {

constexpr int longest_fight_days = 10;  // a figure over a longer time is a running total
constexpr std::int64_t toll_of_a_war = 50000;    // no single happening that is reported within days counts so many
constexpr std::int64_t large_toll = 2000;        // and none so many beside figures
constexpr std::int64_t dwarfs = 50;              // so many times smaller

template <class T>
void add_once(std::vector<T>& list, const T& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

std::string date_part(const std::string& iso) { return iso.substr(0, 10); }

class AccountMaker {
 public:
  explicit AccountMaker(const Reading& reading) : reading_(reading), index_(reading.report.text) {}

  Account make(const Happening& happening) {
    Account account;
    account.report = reading_.report.id;
    account.published = reading_.report.published;
    account.family = happening.family;
    account.kind = happening.kind;
    account.title = title();
    set_places(happening, account);
    set_sides(happening, account);
    set_days(happening, account);
    for (const std::uint32_t i : happening.casualties)
      if (const auto figure = figure_of(reading_.casualties[i], happening)) account.figures.push_back(*figure);
    mark_tolls_of_wars(account.figures);
    set_blame(happening, account);
    for (const std::uint32_t i : happening.events) account.is_ended |= reading_.events[i].status == EventStatus::ended;
    account.is_bare = is_too_thin(account);
    return account;
  }

  /// Statements about the fighting go with the first happening of a report.
  void add_statements(Account& account) {
    std::map<std::uint32_t, std::uint32_t> position;  // of claims among the statements
    for (std::uint32_t i = 0; i < reading_.claims.size(); ++i) {
      const Claim& claim = reading_.claims[i];
      if (!claim.speaker || claim.content.empty()) continue;
      StatementAccount statement;
      statement.claimant = claimant_name(reading_, *claim.speaker);
      statement.claimant_side = side_of(reading_, *claim.speaker);
      statement.stance = claim.stance;
      if (claim.about) {
        const auto at = position.find(claim.about->index);
        if (at != position.end()) statement.answers = at->second;
        if (const auto& other = reading_.claims[claim.about->index].speaker) statement.about = side_of(reading_, *other);
      }
      statement.start = index_.code_point_at(claim.content.front().begin);
      statement.end = index_.code_point_at(claim.content.back().end);
      position[i] = static_cast<std::uint32_t>(account.statements.size());
      account.statements.push_back(std::move(statement));
    }
  }

 private:
  std::string title() const {
    if (reading_.report.title) return *reading_.report.title;
    const std::string_view text = reading_.report.text;
    const std::size_t begin = story_begin(reading_.report);  // "YEREVAN, Sept 13 (Wire) - " is no headline
    const auto sentence = std::find_if(reading_.sentences.begin(), reading_.sentences.end(), [&](const auto& s) { return s.span.end > begin; });
    const std::size_t end = sentence == reading_.sentences.end() ? text.size() : sentence->span.end;
    const std::string_view first = text.substr(begin, end - begin);
    return std::string(first.substr(0, first.find('\n')));
  }

  /// "9 a.m. Moscow time"
  bool names_clock(const Place& place) const { return std::string_view(reading_.report.text).substr(place.span.end).starts_with(" time"); }

  /// The towns that the report names most, for a happening that it puts nowhere.
  std::vector<PlaceId> main_places() const {
    std::map<std::string, std::pair<int, std::uint32_t>> mentions;  // name -> how often, where first
    for (std::uint32_t i = 0; i < reading_.places.size(); ++i)
      if (reading_.places[i].precision <= PlacePrecision::admin2 && !names_clock(reading_.places[i])) ++mentions.try_emplace(reading_.places[i].name, 0, i).first->second.first;
    std::vector<std::pair<int, std::uint32_t>> order;
    for (const auto& [name, count] : mentions) order.push_back(count);
    std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return std::pair(-a.first, a.second) < std::pair(-b.first, b.second); });
    std::vector<PlaceId> places;
    for (std::size_t i = 0; i < std::min<std::size_t>(1, order.size()); ++i) places.push_back({order[i].second});
    return places;
  }

  void set_places(const Happening& happening, Account& account) {
    std::vector<PlaceId> ids = happening.places;
    const bool is_placed = std::any_of(ids.begin(), ids.end(), [&](PlaceId id) { return reading_.places[id.index].precision != PlacePrecision::region; });
    if (!is_placed)
      for (const PlaceId id : main_places()) ids.push_back(id);
    for (const PlaceId id : ids) {
      const Place& place = reading_.places[id.index];
      const Evidence evidence{reading_.report.id, index_.code_point_at(place.span.begin), index_.code_point_at(place.span.end)};
      const bool is_known = std::any_of(account.places.begin(), account.places.end(), [&](const LedgerPlace& other) { return other.name == place.name; });
      if (!is_known)
        account.places.push_back({place.name, place.geonameid, place.lat, place.lon, place.country, place.admin1, place.feature, place.precision,
                                  place.confidence, evidence});
    }
  }

  void add_side(Account& account, const std::optional<std::string>& key, SideRole role) {
    if (!key) return;
    for (LedgerSide& side : account.sides)
      if (side.key == *key) return;
    account.sides.push_back({*key, role});
  }

  void set_sides(const Happening& happening, Account& account) {
    const auto add = [&](const std::vector<EntityId>& ids, SideRole role) {
      for (const EntityId id : ids) add_side(account, side_of(reading_, id), role);
    };
    for (const std::uint32_t i : happening.incidents) {
      const Incident& incident = reading_.incidents[i];
      add(incident.perpetrators, SideRole::party);
      add(incident.perpetrator_organisations, SideRole::party);
      add(incident.targets, SideRole::target);
    }
    for (const std::uint32_t i : happening.events) {
      add(reading_.events[i].actors, SideRole::party);
      add(reading_.events[i].targets, SideRole::target);
    }
    for (const std::uint32_t i : happening.casualties) {
      add_side(account, reading_.casualties[i].side, SideRole::target);
      add(reading_.casualties[i].inflicted_by, SideRole::party);
    }
    std::sort(account.sides.begin(), account.sides.end(), [](const LedgerSide& a, const LedgerSide& b) { return a.key < b.key; });
  }

  void set_days(const Happening& happening, Account& account) {
    std::vector<TimeId> times = happening.times;
    for (const std::uint32_t i : happening.events)
      if (const auto& time = reading_.events[i].time) add_once(times, *time);
    for (const std::uint32_t i : happening.casualties)
      if (const auto& time = reading_.casualties[i].time) add_once(times, *time);
    for (const TimeId id : times) {
      const Time& time = reading_.times[id.index];
      const bool is_dated = time.from && exact_day(*time.from) && time.type != TimeType::duration && time.type != TimeType::set;
      if (!is_dated || spans_long(time)) continue;
      const std::string from = date_part(*time.from);
      const std::string to = date_part(time.to.value_or(*time.from));
      account.from = account.from ? std::min(*account.from, from) : from;
      account.to = account.to ? std::max(*account.to, to) : to;
      account.time_precision = std::min(time.precision, TimePrecision::day) == TimePrecision::day ? time.precision : TimePrecision::day;
    }
  }

  bool spans_long(const Time& time) const {
    const auto from = time.from ? day_range(*time.from) : std::nullopt;
    const auto to = time.to ? day_range(*time.to) : from;
    return from && to && (to->last - from->first).count() > longest_fight_days;
  }

  std::optional<FigureAccount> figure_of(const Casualty& casualty, const Happening& happening) {
    if (!casualty.figure) return std::nullopt;
    const Figure& figure = reading_.figures[casualty.figure->index];
    FigureAccount result;
    result.outcome = casualty.outcome;
    result.side = casualty.side;
    result.victim_class = casualty.victim_class;
    result.low = figure.low;
    result.best = figure.best;
    result.high = figure.high;
    result.qualifier = figure.qualifier;
    if (casualty.claim) {
      const Claim& claim = reading_.claims[casualty.claim->index];
      if (claim.speaker) {
        result.claimant = claimant_name(reading_, *claim.speaker);
        result.claimant_side = side_of(reading_, *claim.speaker);
      }
    }
    if (casualty.place && happening.places.size() > 1) result.place = reading_.places[casualty.place->index].name;
    const auto& told = happening.casualties;
    result.is_part = casualty.part_of && std::find(told.begin(), told.end(), casualty.part_of->index) != told.end();  // of what else happened, it is no part
    result.is_running_total = casualty.time && spans_long(reading_.times[casualty.time->index]);
    result.has_died = casualty.outcome == Outcome::injured && is_told_dead(casualty, figure);
    result.start = index_.code_point_at(figure.span.begin);
    result.end = index_.code_point_at(figure.span.end);
    return result;
  }

  /// The same people, as many of them, stand among the killed.
  bool is_told_dead(const Casualty& wounded, const Figure& figure) const {
    return wounded.victims && std::any_of(reading_.casualties.begin(), reading_.casualties.end(), [&](const Casualty& other) {
      return other.outcome == Outcome::killed && other.victims == wounded.victims && other.figure && reading_.figures[other.figure->index].best == figure.best;
    });
  }

  /// Something happened, but no two of where, when, to whom and with what loss are told: no incident by itself.
  /// Diplomacy is between sides.
  static bool is_too_thin(const Account& account) {
    if (account.family == Family::diplomacy && account.sides.size() < 2 && account.kind != "ceasefire") return true;
    return int{!account.places.empty()} + int{account.from.has_value()} + int{!account.sides.empty()} + int{!account.figures.empty()} < 2;
  }

  /// A figure that dwarfs all others of the report counts a war, whatever time it stands beside.
  static void mark_tolls_of_wars(std::vector<FigureAccount>& figures) {
    for (FigureAccount& figure : figures) {
      if (figure.outcome == Outcome::displaced || figure.outcome == Outcome::affected) continue;
      const std::int64_t number = figure.best.value_or(figure.low.value_or(0));
      std::int64_t next = 0;
      for (const FigureAccount& other : figures)
        if (&other != &figure && other.outcome == figure.outcome && other.best.value_or(0) < number) next = std::max(next, other.best.value_or(0));
      figure.is_running_total |= number >= toll_of_a_war || (number >= large_toll && next > 0 && number >= dwarfs * next);
    }
  }

  /// "Norland and Sudmark fought", "both sides reported shooting": that blames nobody.
  bool is_mutual(const Event& event, std::string_view kind) const {
    const bool is_fight = is_fighting_kind(kind) && event.cameo == "190" && !event.claim;
    const auto other_side = [&](EntityId id) { return side_of(reading_, id) != side_of(reading_, event.actors.front()); };
    return is_fight || (event.targets.empty() && std::any_of(event.actors.begin(), event.actors.end(), other_side));
  }

  /// Who is said to have done it: by the report's incidents, and by those who inflicted counted losses.
  void set_blame(const Happening& happening, Account& account) {
    std::set<std::pair<std::string, std::string>> seen;  // actor, claimant
    const auto add = [&](EntityId actor, const std::optional<ClaimId>& claim, Span where) {
      const auto key = side_of(reading_, actor);
      if (!key) return;
      std::optional<EntityId> speaker = claim ? reading_.claims[claim->index].speaker : std::nullopt;
      BlameAccount blame{*key, Blame::blamed, std::nullopt, index_.code_point_at(where.begin), index_.code_point_at(where.end)};
      if (speaker) {
        blame.claimant = claimant_name(reading_, *speaker);
        const bool is_own = side_of(reading_, *speaker) == key;
        if (is_own) blame.blame = reading_.claims[claim->index].stance == Stance::denies ? Blame::denied : Blame::claimed;
      }
      if (seen.emplace(*key, blame.claimant.value_or("")).second) account.blame.push_back(std::move(blame));
    };
    for (const std::uint32_t i : happening.events) {
      const Event& event = reading_.events[i];
      if (event.type != EventType::ASSAULT || is_mutual(event, happening.kind)) continue;
      for (const EntityId actor : event.actors) add(actor, event.claim, event.anchor);
    }
    for (const std::uint32_t i : happening.casualties) {
      const Casualty& casualty = reading_.casualties[i];
      if (!casualty.figure) continue;
      for (const EntityId actor : casualty.inflicted_by) add(actor, casualty.claim, reading_.figures[casualty.figure->index].span);
    }
  }

  const Reading& reading_;
  const CodePointIndex index_;
};

}  // namespace

std::vector<Account> accounts_of(const Reading& reading, const Provenance& provenance) {
  std::vector<Account> accounts;
  AccountMaker maker(reading);
  const NameHashes names = name_hashes(reading);
  std::vector<Happening> happenings = happenings_of(reading);
  if (happenings.empty()) happenings.push_back({Family::violence, "", {}, {}, {}, {}, {}});
  for (const Happening& happening : happenings) {
    Account account = maker.make(happening);
    account.provenance = provenance;
    account.people = names.people;
    account.names = names.others;
    accounts.push_back(std::move(account));
  }
  // A report that tells of something needs no account that says it may.
  const bool tells_of_something = std::any_of(accounts.begin(), accounts.end(), [](const Account& account) { return !account.is_bare; });
  if (tells_of_something) std::erase_if(accounts, [](const Account& account) { return account.is_bare; });
  else accounts.resize(1);
  for (std::size_t i = 0; i < accounts.size(); ++i) accounts[i].number = static_cast<std::uint32_t>(i);
  maker.add_statements(accounts.front());
  return accounts;
}

}  // namespace sitrep
