// SPDX-License-Identifier: Apache-2.0
// What is known of places: the mapped gazetteer, and beside it the tables in knowledge/places, written by people: areas
// (regions, seas, rivers, disputed and former territories), other spellings, abbreviations of divisions, borders between
// countries. Names that people wrote count as the place's own, unlike the many that the packages list. One numbering for both. It answers what is called so, never which one is meant.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "knowledge/gazetteer.h"

namespace sitrep {

/// Number of a place: an entry of the gazetteer, or, from Gazetteer::size() on, a row of areas.tsv.
using PlaceNumber = std::uint32_t;

struct NamedPlace {
  PlaceNumber place = 0;
  NameKind kind{};
};

/// Where two countries meet: amid their common border, and how far it reaches from there.
struct Border {
  Coordinates middle;
  int radius_km = 0;
};

class PlaceBase {
 public:
  /// Maps the gazetteer and reads areas.tsv, spellings.tsv, abbreviations.tsv and borders.tsv in the folder. Throws Error
  /// with file:line for rows that do not fit, such as a spelling of a place that the gazetteer lacks.
  PlaceBase(const std::filesystem::path& gazetteer, const std::filesystem::path& folder);

  const GazetteerEntry& entry(PlaceNumber place) const;
  std::string_view name(PlaceNumber place) const;
  std::string_view feature(PlaceNumber place) const;
  std::size_t size() const { return gazetteer_.size() + areas_.size(); }

  std::string folded(std::string_view name) const { return gazetteer_.folding().folded(name); }
  const Folding& folding() const { return gazetteer_.folding(); }
  /// Appends all places with this folded name, the entries of the gazetteer first.
  void find(Word folded, std::vector<NamedPlace>& into) const;
  /// The division or country that is abbreviated so, written just like this but for full stops: TX, Calif, NSW.
  std::optional<PlaceNumber> abbreviated(Word name_without_stops) const;
  std::optional<PlaceNumber> country(std::string_view alpha3) const;
  /// Adds another name of a country, unless something in the country is called so already (Northern Ireland).
  void call_country(PlaceNumber country, std::string_view name);
  const Border* border(std::string_view alpha3, std::string_view other) const;

 private:
  struct Area {
    GazetteerEntry entry{};
    std::string name;
    std::string feature;
  };

  void read_areas(const std::filesystem::path& file);
  void read_spellings(const std::filesystem::path& file);
  void read_abbreviations(const std::filesystem::path& file);
  void read_borders(const std::filesystem::path& file);
  void call(PlaceNumber place, std::string_view name, NameKind kind);
  /// The most populous place that is called so, in the country and with a feature code that starts so.
  std::optional<PlaceNumber> best(std::string_view name, std::string_view alpha3, std::string_view feature) const;

  Gazetteer gazetteer_;
  std::vector<Area> areas_;
  std::unordered_multimap<Word, NamedPlace> written_names_;
  std::unordered_map<Word, PlaceNumber> abbreviations_;
  std::map<std::string, PlaceNumber, std::less<>> countries_;
  std::map<std::pair<std::string, std::string>, Border, std::less<>> borders_;
};

}  // namespace sitrep
