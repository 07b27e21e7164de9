// SPDX-License-Identifier: Apache-2.0
// The ledger: many reports reconciled into incidents, by the data contract. Plain data; how it comes about is in
// src/reconcile. Every number stands beside the report and the code points of its sentence. Beyond the contract: what
// became of each figure (`standing`), responsibility as claims, grades, and `totals`, which count over several rows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "record/reading.h"

namespace sitrep {

VOCABULARY(ClaimantRelation, own_side, opponent, third_party, report);
VOCABULARY(Agreement, corroborated, single_source, contested, superseded);
/// What became of a figure: it counts; a later one of the same claimant took its place; it lies within another one of its
/// row; it is the sum of several rows; it is a running total over a longer time; a person rejected it.
VOCABULARY(Standing, current, superseded, part, total, running_total, rejected);
VOCABULARY(SideRole, party, target, mediator);
VOCABULARY(IncidentStatus, open, ended);
VOCABULARY(Blame, claimed, blamed, denied);
/// How well a thing is supported; a proposal from counts, for a person to change.
VOCABULARY(Grade, confirmed, fair, weak, contested, unknown);

/// Where something stands in a report, in code points of its text.
struct Evidence {
  std::string report;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
  auto operator<=>(const Evidence&) const = default;
};

struct LedgerPlace {
  std::string name;
  std::optional<std::int64_t> geonameid;
  std::optional<double> lat;
  std::optional<double> lon;
  std::optional<std::string> country;
  std::optional<std::string> admin1;
  std::optional<std::string> feature;
  PlacePrecision precision{};
  double confidence = 0;
  Evidence evidence;
  bool operator==(const LedgerPlace&) const = default;
};

struct LedgerSide {
  std::string key;
  SideRole role{};
  bool operator==(const LedgerSide&) const = default;
};

struct FigureClaim {
  std::string claimant;  // "ARM government"; "report: Example News" for a report's own voice
  ClaimantRelation relation{};
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> best;
  std::optional<std::int64_t> high;
  std::optional<std::string> as_of;
  Evidence evidence;
  Standing standing{};
  VictimClass victim_class{};        // as this claimant says
  std::optional<std::string> place;  // of a part: where
  bool operator==(const FigureClaim&) const = default;
};

struct CasualtyRow {
  Outcome outcome{};
  std::optional<std::string> side;
  VictimClass victim_class{};
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> best;
  std::optional<std::int64_t> high;
  Agreement agreement{};
  std::vector<FigureClaim> claims;
  bool operator==(const CasualtyRow&) const = default;
};

/// Who says what about whom.
struct StatedClaim {
  std::string claimant;
  Stance stance{};
  std::optional<std::string> about;  // key of the side that it is aimed at
  Evidence evidence;
  std::vector<std::uint32_t> contradicts;  // positions in the incident's list of claims
  std::vector<std::uint32_t> confirms;
  bool operator==(const StatedClaim&) const = default;
};

struct ResponsibilityClaim {
  std::string actor;
  Blame blame{};
  std::string claimant;
  std::optional<std::string> as_of;
  Evidence evidence;
  bool operator==(const ResponsibilityClaim&) const = default;
};

struct LedgerIncident {
  std::string id;  // of the store; empty where there is none
  std::string kind;
  std::string title;
  std::optional<std::string> from;
  std::optional<std::string> to;
  std::optional<TimePrecision> time_precision;
  std::vector<LedgerPlace> places;
  std::vector<LedgerSide> sides;
  std::vector<CasualtyRow> casualties;  // disjoint: rows of one outcome can be added up
  std::vector<CasualtyRow> totals;      // figures over several rows, and running totals: never added
  std::vector<StatedClaim> claims;
  std::vector<ResponsibilityClaim> responsibility;
  Grade event_grade = Grade::unknown;
  Grade responsibility_grade = Grade::unknown;
  Grade figure_grade = Grade::unknown;
  std::vector<std::string> reports;
  std::uint32_t independent_sources = 0;
  IncidentStatus status{};
  std::uint32_t revision = 1;  // of the store
  std::optional<std::string> first_seen;
  std::optional<std::string> last_seen;
  bool operator==(const LedgerIncident&) const = default;
};

/// One line of JSON, without a line end.
std::string to_json(const LedgerIncident& incident);
/// The reverse. Throws Error "WHERE: …" naming the field.
LedgerIncident incident_from_json(std::string_view json, std::string_view where);

}  // namespace sitrep
