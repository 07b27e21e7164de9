// SPDX-License-Identifier: Apache-2.0
// An event of another data set, and how it becomes a reading: a report with one incident whose figures are claimed by that
// data set. It stands in the ledger as a third party's word beside what the news says, and never counts as a source of its own,
// because it rests on the same news.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "knowledge/actors.h"
#include "knowledge/peer_codes.h"
#include "record/reading.h"

namespace sitrep::imports {

struct PeerSide {
  std::string name;                 // as the data set calls it
  std::optional<std::string> key;   // in the actor base
  EntityKind kind = EntityKind::armed_group;
};

struct PeerFigure {
  std::optional<std::size_t> side;  // in PeerEvent::sides
  VictimClass victim_class = VictimClass::unknown;
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> best;
  std::optional<std::int64_t> high;
  bool is_part = false;             // of the first figure
};

struct PeerEvent {
  std::string data_set;             // "UCDP GED"
  std::string id;                   // "ucdp-ged:244657"
  std::string kind;
  std::string from;                 // YYYY-MM-DD
  std::string to;
  std::optional<std::string> published;
  std::string place;
  std::optional<double> lat;
  std::optional<double> lon;
  std::optional<std::string> country;
  std::optional<std::string> admin1;
  PlacePrecision precision = PlacePrecision::country;
  std::vector<PeerSide> sides;
  bool is_one_sided = false;        // the first side attacked civilians
  std::vector<PeerFigure> figures;
};

Reading reading_of(const PeerEvent& event);

/// The actor that a data set means: by its number, or by its name without "Government of", "Military Forces of", years in
/// brackets.
PeerSide side_named(std::string_view name, std::optional<std::int64_t> gw, const Actors& actors, const PeerCodes& codes);

}  // namespace sitrep::imports
