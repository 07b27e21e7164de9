// SPDX-License-Identifier: Apache-2.0
// How the data sets of others number and name what we know: countries, kinds of incident, PLOVER's scores and sectors. From
// knowledge/ontology. For exports and imports; nothing in a reading depends on it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "knowledge/actors.h"
#include "record/vocabulary.h"

namespace sitrep {

struct CountryCodes {
  std::optional<std::int64_t> iso;  // ISO 3166-1 numeric
  std::string fips;                 // FIPS 10-4
  std::optional<std::int64_t> cow;  // Correlates of War
  std::optional<std::int64_t> gw;   // Gleditsch and Ward
  std::string acled_region;
  std::string ucdp_name;   // where UCDP has another name than we
  std::string acled_name;  // the same of ACLED
};

VOCABULARY(VictimGroup, any, armed, civilian);

struct AcledKind {
  std::string kind;
  VictimGroup victims{};
  std::string event_type;      // empty: cannot be told
  std::string sub_event_type;
};

struct AcledEvent {
  std::string event_type;
  std::string sub_event_type;  // empty: any
  std::string kind;
};

struct PloverScore {
  int quad = 0;
  double score = 0;
};

struct PeerCodes {
  std::unordered_map<std::string, CountryCodes> countries;  // by alpha-3
  std::vector<AcledKind> acled;
  std::vector<AcledEvent> acled_events;
  std::map<std::pair<EventType, std::string>, PloverScore> plover;  // type and mode
  struct Sector {
    EntityKind kind{};
    std::string type;
    std::string sector;
  };
  std::vector<Sector> sectors;
  std::unordered_map<std::string, std::string> body_sectors;   // "defence_ministry" -> "MIL"
  std::unordered_map<std::string, std::string> title_sectors;  // "foreign minister" -> "GOV"

  /// Codes of a country; all empty for one that has none.
  const CountryCodes& country(std::string_view key) const;
  /// The alpha-3 key of a country that has this Gleditsch and Ward number.
  std::optional<std::string> country_of_gw(std::int64_t number) const;
  /// Nothing when the kind is none of ACLED's.
  const AcledKind* acled_kind(std::string_view kind, VictimGroup victims) const;
  /// The reverse, for reading ACLED's files; "" for what is no incident of ours.
  std::string kind_of_acled(std::string_view event_type, std::string_view sub_event_type) const;
  PloverScore plover_score(EventType type, const std::optional<std::string>& mode) const;

  /// Throws Error "file:line: …" for anything unexpected, also for a key that is no state of the actor base.
  static PeerCodes load(const std::filesystem::path& knowledge, const Actors& actors);
};

}  // namespace sitrep
