// SPDX-License-Identifier: Apache-2.0
// An incident with what the formats derive from it in the same way: the point on the map, the days, the two parties, sums
// over the rows of its toll. Nothing is made up: what cannot be told is nullopt.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/exports/stored_reports.h"
#include "base/dates.h"
#include "knowledge/actors.h"
#include "knowledge/peer_codes.h"
#include "record/ledger.h"

namespace sitrep::exports {

/// A sum over rows of a toll. `low` and `best` add up what is known; `high` is open when one row's is.
struct Count {
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> best;
  std::optional<std::int64_t> high;
};

using RowTest = std::function<bool(const CasualtyRow&)>;
Count count_of(const LedgerIncident& incident, Outcome outcome, const RowTest& test = [](const CasualtyRow&) { return true; });

/// Members of a force or an armed group; all others with a class are unarmed.
bool is_armed(VictimClass victim_class);

/// A side that can fight: a state or an armed group.
struct Party {
  std::string key;
  const Actor* actor = nullptr;
  bool is_state() const { return actor->kind == EntityKind::state && actor->type != "unrecognised_state"; }
  /// "Government of Armenia", "M23".
  std::string name() const;
};

struct IncidentView {
  IncidentView(const LedgerIncident& of, const Actors& all, const PeerCodes& peer, StoredReports& stored);

  const LedgerIncident& incident;
  const Actors& actors;
  const PeerCodes& codes;
  StoredReports& reports;

  std::int64_t number = 0;              // of the id: 17 for I17
  const LedgerPlace* place = nullptr;   // the first of those known most exactly
  double spread_km = 0;                 // how far places that are known as exactly lie from it
  std::optional<DayRange> days;
  std::vector<Party> parties;           // exactly the two that fought, a state first; or the one; else empty

  const Party* side_a() const { return parties.empty() ? nullptr : &parties[0]; }
  const Party* side_b() const { return parties.size() < 2 ? nullptr : &parties[1]; }
  /// Who was killed or injured, as far as told.
  VictimGroup victims() const;
  bool hits_only_unarmed() const;
  const CountryCodes& country() const;
  std::string country_name() const;
  std::string name_of_key(const std::string& key) const;

  /// Each different text of the incident's reports, in their order, with "; " between them.
  std::string of_reports(const std::function<std::optional<std::string>(const Report&)>& text) const;
  std::string publishers() const;
  std::string published_days() const;
  std::string urls() const;
  /// Who is answerable for the figures, each once.
  std::string claimants() const;
  /// The figures with their claimants and what is contested, as one line for people.
  std::string notes() const;
};

/// "2022-09-13" of "2022-09-13T10:00".
std::optional<std::string> day_of(const std::optional<std::string>& iso);

}  // namespace sitrep::exports
