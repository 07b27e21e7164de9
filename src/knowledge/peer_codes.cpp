// SPDX-License-Identifier: Apache-2.0
#include "knowledge/peer_codes.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/error.h"
#include "base/strings.h"
#include "knowledge/cells.h"

namespace sitrep {
namespace {

/// In one column, no two countries share a code.
class Unique {
 public:
  void check(const Tsv::Row& row, std::string_view column, std::string_view code) {
    if (!code.empty() && !seen_.emplace(column, code).second) row.fail(format("the {} code '{}' is there twice", column, code));
  }

 private:
  std::set<std::pair<std::string, std::string>> seen_;
};

void load_countries(const std::filesystem::path& ontology, const Actors& actors, PeerCodes& codes) {
  const Tsv table(ontology / "country_codes.tsv", {"key", "iso", "fips", "cow", "gw", "acled", "ucdp_name", "acled_name"});
  Unique unique;
  for (const Tsv::Row& row : table.rows()) {
    const Actor* actor = actors.find(row[0]);
    if (actor == nullptr || actor->kind != EntityKind::state) row.fail(format("'{}' is no state of actors/states.tsv", row[0]));
    if (!row[1].empty() && row[1].size() != 3) row.fail(format("'{}' is no ISO number; it has three digits", row[1]));
    if (!row[2].empty() && row[2].size() != 2) row.fail(format("'{}' is no FIPS code; it has two letters", row[2]));
    unique.check(row, "ISO", row[1]);
    unique.check(row, "FIPS", row[2]);
    unique.check(row, "COW", row[3]);
    unique.check(row, "GW", row[4]);
    check_new(row, codes.countries.emplace(row[0], CountryCodes{optional_number(row, row[1]), std::string(row[2]), optional_number(row, row[3]),
                                                                optional_number(row, row[4]), std::string(row[5]), std::string(row[6]), std::string(row[7])}).second);
  }
  for (const Actor& actor : actors.all)
    if (actor.kind == EntityKind::state && actor.type != "unrecognised_state" && !codes.countries.contains(actor.key))
      throw Error(format("{}: the state {} has no row", table.name(), actor.key));
}

double real(const Tsv::Row& row, std::string_view cell) {
  double value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc{} || end != cell.data() + cell.size()) row.fail(format("'{}' is no number", cell));
  return value;
}

void load_plover(const std::filesystem::path& ontology, PeerCodes& codes) {
  const Tsv scores(ontology / "plover.tsv", {"type", "mode", "quad", "score"});
  for (const Tsv::Row& row : scores.rows()) {
    const std::int64_t quad = whole_number(row, row[2]);
    if (quad < 1 || quad > 4) row.fail("a quad class is 1, 2, 3 or 4");
    check_new(row, codes.plover.emplace(std::pair(term<EventType>(row, row[0]), std::string(row[1])), PloverScore{static_cast<int>(quad), real(row, row[3])}).second);
  }
  const Tsv sectors(ontology / "plover_sectors.tsv", {"kind", "type", "sector"});
  for (const Tsv::Row& row : sectors.rows()) codes.sectors.push_back({term<EntityKind>(row, row[0]), std::string(row[1]), std::string(row[2])});
}

}  // namespace

const CountryCodes& PeerCodes::country(std::string_view key) const {
  static const CountryCodes none;
  const auto at = countries.find(std::string(key));
  return at == countries.end() ? none : at->second;
}

std::optional<std::string> PeerCodes::country_of_gw(std::int64_t number) const {
  for (const auto& [key, country] : countries)
    if (country.gw == number) return key;
  return std::nullopt;
}

const AcledKind* PeerCodes::acled_kind(std::string_view kind, VictimGroup victims) const {
  for (const AcledKind& row : acled)
    if (row.kind == kind && (row.victims == victims || row.victims == VictimGroup::any)) return &row;
  return nullptr;
}

std::string PeerCodes::kind_of_acled(std::string_view event_type, std::string_view sub_event_type) const {
  for (const AcledEvent& row : acled_events)
    if (equal_ignoring_case(row.event_type, event_type) && (row.sub_event_type.empty() || equal_ignoring_case(row.sub_event_type, sub_event_type))) return row.kind;
  return "";
}

PloverScore PeerCodes::plover_score(EventType type, const std::optional<std::string>& mode) const {
  auto at = plover.find({type, mode.value_or("")});
  if (at == plover.end()) at = plover.find({type, ""});
  return at == plover.end() ? PloverScore{} : at->second;
}

PeerCodes PeerCodes::load(const std::filesystem::path& knowledge, const Actors& actors) {
  PeerCodes codes;
  const std::filesystem::path ontology = knowledge / "ontology";
  load_countries(ontology, actors, codes);
  load_plover(ontology, codes);
  const Tsv acled(ontology / "acled.tsv", {"kind", "victims", "event_type", "sub_event_type"});
  for (const Tsv::Row& row : acled.rows())
    codes.acled.push_back({std::string(row[0]), term<VictimGroup>(row, row[1]), std::string(row[2]), std::string(row[3])});
  const Tsv events(ontology / "acled_events.tsv", {"event_type", "sub_event_type", "kind"});
  for (const Tsv::Row& row : events.rows()) codes.acled_events.push_back({std::string(row[0]), std::string(row[1]), std::string(row[2])});
  const Tsv bodies(knowledge / "actors" / "institutions.tsv", {"noun", "key", "kind", "sector"});
  for (const Tsv::Row& row : bodies.rows()) codes.body_sectors.emplace(row[1], row[3]);
  const Tsv titles(knowledge / "actors" / "titles.tsv", {"title", "kind", "sector"});
  for (const Tsv::Row& row : titles.rows()) codes.title_sectors.emplace(lowered(row[0]), row[2]);
  return codes;
}

}  // namespace sitrep
