// SPDX-License-Identifier: Apache-2.0
// The closed vocabularies of the record. An enumerator's name is its text in JSON, so each list is written once.
//
//   VOCABULARY(Stance, asserts, denies)   declares  enum class Stance { asserts, denies };
//   name_of(Stance::denies) == "denies";  from_name<Stance>("denies") == Stance::denies;  from_name<Stance>("x") == nullopt
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sitrep {

template <class E>
struct VocabularyOf;  // has: static constexpr std::array<std::string_view, N> names

namespace detail {

constexpr std::size_t count_items(std::string_view list) {
  std::size_t items = 1;
  for (const char c : list) items += c == ',';
  return items;
}

template <std::size_t N>
constexpr std::array<std::string_view, N> items_of(std::string_view list) {
  std::array<std::string_view, N> items{};
  for (std::size_t i = 0; i < N; ++i) {
    const std::size_t end = list.find(',');
    items[i] = list.substr(0, end);
    list.remove_prefix(end == std::string_view::npos ? list.size() : end + 2);
  }
  return items;
}

}  // namespace detail

// A macro, because nothing else in C++20 yields both the enumerators and their names from one list.
#define VOCABULARY(Name, ...)                                                                                \
  enum class Name : std::uint8_t { __VA_ARGS__ };                                                            \
  template <>                                                                                                \
  struct VocabularyOf<Name> {                                                                                \
    static constexpr auto names = detail::items_of<detail::count_items(#__VA_ARGS__)>(#__VA_ARGS__);         \
  }

template <class E>
constexpr std::string_view name_of(E value) {
  return VocabularyOf<E>::names[static_cast<std::size_t>(value)];
}

template <class E>
constexpr std::optional<E> from_name(std::string_view name) {
  for (std::size_t i = 0; i < VocabularyOf<E>::names.size(); ++i)
    if (VocabularyOf<E>::names[i] == name) return static_cast<E>(i);
  return std::nullopt;
}

VOCABULARY(EntityKind, state, person, organisation, armed_force, armed_group, people, civilians, facility, vehicle, weapon);
VOCABULARY(PlacePrecision, exact, near, admin2, admin1, country, border, region);
VOCABULARY(TimeType, instant, interval, duration, set);
VOCABULARY(TimePrecision, minute, hour, part_of_day, day, week, month, season, year, decade);
VOCABULARY(Qualifier, exact, at_least, at_most, more_than, fewer_than, about, nearly, range, vague, unknown, none);
VOCABULARY(Stance, asserts, denies, accuses, demands, requests, promises, threatens, condemns, condoles, praises, questions,
           declines_comment);
VOCABULARY(EventType, AGREE, CONSULT, SUPPORT, CONCEDE, COOPERATE, AID, RETREAT, REQUEST, ACCUSE, REJECT, THREATEN, PROTEST,
           SANCTION, MOBILIZE, COERCE, ASSAULT);
VOCABULARY(EventStatus, happened, ongoing, ended, attempted, planned, possible, threatened, denied, did_not_happen);
VOCABULARY(Outcome, killed, injured, missing, captured, released, displaced, affected, killed_or_injured, killed_or_missing);
VOCABULARY(VictimClass, military, police, guard, militant, civilian, journalist, aid_worker, medic, official, politician,
           diplomat, judicial, unknown);
VOCABULARY(DamageKind, dwelling, school, hospital, religious, government, diplomatic, police, military, organisation, bank,
           business, power, water, communications, route, transport, vehicle, aircraft, ship, infrastructure, goods, other);
VOCABULARY(DamageEffect, destroyed, damaged, disabled, taken, robbed, none, unknown);
VOCABULARY(RelationKind, ally, member, backs, hosts_base, treaty, mediates, controls, part_of, leads);
VOCABULARY(Stage, accomplished, attempted, threatened);
VOCABULARY(PerpetratorKind, state, non_state, unknown);
VOCABULARY(PerpetratorConfidence, fact, claimed, accused, suspected, denied, unknown);
VOCABULARY(Severity, note, warning, error);

}  // namespace sitrep
