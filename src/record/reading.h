// SPDX-License-Identifier: Apache-2.0
// A reading: what one report says. These types are the data contract in C++; reading them is reading the design. Plain
// data without behaviour; JSON is in record/json.h. Ids are positions in the lists of the same reading: EntityId{2} is
// entities[2], written "e3". Lists are in order of first mention. What the report does not give is nullopt or empty.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/span.h"
#include "record/report.h"
#include "record/vocabulary.h"

namespace sitrep {

/// A position in one of the lists of a reading; the tag keeps lists from being mixed up.
template <class Record>
struct Id {
  std::uint32_t index = 0;
  constexpr auto operator<=>(const Id&) const = default;
};

struct Entity;
struct Place;
struct Time;
struct Figure;
struct Claim;
struct Event;
struct Casualty;
struct Damage;
using EntityId = Id<Entity>;
using PlaceId = Id<Place>;
using TimeId = Id<Time>;
using FigureId = Id<Figure>;
using ClaimId = Id<Claim>;
using EventId = Id<Event>;
using CasualtyId = Id<Casualty>;
using DamageId = Id<Damage>;

struct SentenceSpan {
  Span span;
  bool background = false;  // history, kept apart from current news
};

struct Office {
  std::string title;
  std::optional<EntityId> of;
  std::optional<bool> holds_on_date;  // nullopt: the knowledge cannot tell
};

struct Entity {
  EntityKind kind{};
  std::string name;                   // canonical
  std::optional<std::string> actor;   // key in the actor base
  std::optional<std::string> country; // ISO 3166-1 alpha-3
  std::optional<Office> office;
  std::vector<Span> mentions;         // in text order, pronouns and short forms too
};

struct Place {
  std::string name;
  Span span;
  std::optional<std::int64_t> geonameid;
  std::optional<double> lat;  // WGS 84 degrees
  std::optional<double> lon;
  std::optional<std::string> country;  // alpha-3
  std::optional<std::string> admin1;
  std::optional<std::string> feature;  // GeoNames feature code
  PlacePrecision precision{};
  double confidence = 0;               // 0 to 1
};

struct Time {
  Span span;
  TimeType type{};
  std::optional<std::string> from;  // ISO 8601
  std::optional<std::string> to;    // ISO 8601, inclusive
  TimePrecision precision{};
  std::string timex3;               // value as in TimeML TIMEX3
};

struct Figure {
  Span span;
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> best;
  std::optional<std::int64_t> high;
  Qualifier qualifier{};
};

struct Claim {
  std::optional<EntityId> speaker;
  std::optional<Span> source;
  std::optional<Span> cue;
  std::vector<Span> content;  // in text order; a list, because speech can be split around the speaker
  Stance stance{};
  std::optional<ClaimId> about;
  std::optional<std::string> channel;
};

struct Event {
  Span anchor;
  EventType type{};
  std::optional<std::string> mode;  // PLOVER mode
  std::vector<std::string> contexts;
  std::string cameo;                // text, with leading zeros
  double goldstein = 0;
  std::vector<EntityId> actors;
  std::vector<EntityId> targets;
  std::vector<EntityId> weapons;
  std::vector<std::string> weapon_types;
  std::optional<PlaceId> place;
  std::optional<TimeId> time;
  EventStatus status{};
  bool background = false;
  std::optional<ClaimId> claim;
};

struct Casualty {
  Outcome outcome{};
  std::optional<FigureId> figure;
  std::optional<EntityId> victims;
  std::optional<std::string> side;  // alpha-3 or actor key: the side the victims belong to
  std::optional<std::string> country;
  VictimClass victim_class = VictimClass::unknown;
  std::vector<EntityId> inflicted_by;
  std::optional<ClaimId> claim;
  std::optional<EventId> event;
  std::optional<PlaceId> place;
  std::optional<TimeId> time;
  bool background = false;
  std::optional<CasualtyId> part_of;  // contained in that figure, never added to it
};

struct Damage {
  std::optional<EntityId> object;
  DamageKind kind{};
  std::optional<std::string> country;
  std::optional<FigureId> figure;
  DamageEffect effect = DamageEffect::unknown;
  std::vector<EntityId> inflicted_by;
  std::optional<ClaimId> claim;
  std::optional<EventId> event;
  std::optional<PlaceId> place;
  std::optional<TimeId> time;
  bool background = false;
  std::optional<DamageId> part_of;
};

struct Relation {
  RelationKind kind{};
  EntityId from;
  EntityId to;
  Span anchor;
  std::optional<ClaimId> claim;
  std::optional<TimeId> time;
};

struct Incident {
  std::string kind;  // clash, shelling, air_strike, … an open list, from the knowledge
  Stage stage{};
  std::vector<EventId> events;
  std::optional<PlaceId> place;
  std::optional<TimeId> time;
  std::vector<EntityId> perpetrators;
  std::vector<EntityId> perpetrator_organisations;
  PerpetratorKind perpetrator_kind = PerpetratorKind::unknown;
  PerpetratorConfidence perpetrator_confidence = PerpetratorConfidence::unknown;
  std::vector<EntityId> targets;
  std::vector<EntityId> victims;
  std::vector<EntityId> weapons;
  std::vector<CasualtyId> casualties;
  std::vector<DamageId> damage;
};

struct Finding {
  std::string kind;  // office_holder, figures_disagree, … an open list
  Severity severity{};
  std::string message;            // one plain sentence
  std::vector<std::string> refs;  // ids as written in JSON: "e7", "k1"
};

/// Why a fact is there, for --explain; not part of the record's JSON.
struct Reason {
  std::string ref;   // the fact's id as written in JSON
  std::string rule;  // the rule's stable id
  Span words;        // the words that it rests on
};

struct Reading {
  Report report;
  std::vector<SentenceSpan> sentences;
  std::vector<Entity> entities;
  std::vector<Place> places;
  std::vector<Time> times;
  std::vector<Figure> figures;
  std::vector<Claim> claims;
  std::vector<Event> events;
  std::vector<Casualty> casualties;
  std::vector<Damage> damage;
  std::vector<Relation> relations;
  std::vector<Incident> incidents;
  std::vector<Finding> findings;
  std::vector<Reason> reasons;
};

}  // namespace sitrep
