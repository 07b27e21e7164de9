// SPDX-License-Identifier: Apache-2.0
#include "knowledge/place_base.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "base/error.h"
#include "base/format.h"
#include "base/strings.h"
#include "base/tsv.h"

namespace sitrep {
namespace {

double number(const Tsv::Row& row, std::string_view cell, double low, double high, std::string_view what) {
  const std::string text(cell);
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0' || !(value >= low && value <= high))
    row.fail(format("{} '{}' is no number from {} to {}", what, cell, low, high));
  return value;
}

std::array<char, 4> alpha3(const Tsv::Row& row, std::string_view cell) {
  std::array<char, 4> code{};
  if (cell.empty()) return code;
  if (cell.size() != 3 || !std::all_of(cell.begin(), cell.end(), is_upper))
    row.fail(format("'{}' is no country; three capital letters are needed (ISO 3166-1 alpha-3)", cell));
  std::copy(cell.begin(), cell.end(), code.begin());
  return code;
}

std::string without_stops(std::string_view name) {
  std::string result(name);
  std::erase(result, '.');
  return result;
}

}  // namespace

PlaceBase::PlaceBase(const std::filesystem::path& gazetteer, const std::filesystem::path& folder) : gazetteer_(gazetteer) {
  for (PlaceNumber number = 0; number < gazetteer_.size(); ++number) {
    const GazetteerEntry& entry = gazetteer_.entry(number);
    const std::string_view feature = gazetteer_.feature(entry);
    if (feature.starts_with("PCL")) countries_.try_emplace(std::string(entry.country()), number);
    if (feature.starts_with("PPL")) break;  // countries and divisions stand first
  }
  read_areas(folder / "areas.tsv");
  read_spellings(folder / "spellings.tsv");
  read_abbreviations(folder / "abbreviations.tsv");
  read_borders(folder / "borders.tsv");
}

const GazetteerEntry& PlaceBase::entry(PlaceNumber place) const {
  return place < gazetteer_.size() ? gazetteer_.entry(place) : areas_[place - gazetteer_.size()].entry;
}

std::string_view PlaceBase::name(PlaceNumber place) const {
  return place < gazetteer_.size() ? gazetteer_.name(gazetteer_.entry(place)) : areas_[place - gazetteer_.size()].name;
}

std::string_view PlaceBase::feature(PlaceNumber place) const {
  return place < gazetteer_.size() ? gazetteer_.feature(gazetteer_.entry(place)) : areas_[place - gazetteer_.size()].feature;
}

void PlaceBase::find(Word folded, std::vector<NamedPlace>& into) const {
  for (const NameLink link : gazetteer_.find(folded)) into.push_back({link.entry(), link.kind()});
  const auto [first, last] = written_names_.equal_range(folded);
  for (auto at = first; at != last; ++at) {
    const auto known = std::find_if(into.begin(), into.end(), [&](NamedPlace n) { return n.place == at->second.place; });
    if (known == into.end()) into.push_back(at->second);
    else known->kind = std::min(known->kind, at->second.kind);
  }
}

std::optional<PlaceNumber> PlaceBase::abbreviated(Word name_without_stops) const {
  const auto at = abbreviations_.find(name_without_stops);
  return at == abbreviations_.end() ? std::nullopt : std::optional(at->second);
}

std::optional<PlaceNumber> PlaceBase::country(std::string_view alpha3) const {
  const auto at = countries_.find(alpha3);
  return at == countries_.end() ? std::nullopt : std::optional(at->second);
}

const Border* PlaceBase::border(std::string_view alpha3, std::string_view other) const {
  const auto at = borders_.find(std::pair(std::string(std::min(alpha3, other)), std::string(std::max(alpha3, other))));
  return at == borders_.end() ? nullptr : &at->second;
}

void PlaceBase::call(PlaceNumber place, std::string_view name, NameKind kind) {
  written_names_.emplace(word(folded(name)), NamedPlace{place, kind});
}

void PlaceBase::call_country(PlaceNumber country, std::string_view name) {
  if (name.starts_with("the ")) name.remove_prefix(4);
  if (!best(name, entry(country).country(), "")) call(country, name, NameKind::primary);
}

std::optional<PlaceNumber> PlaceBase::best(std::string_view name, std::string_view alpha3, std::string_view feature_start) const {
  std::vector<NamedPlace> namesakes;
  find(word(folded(name)), namesakes);
  std::optional<PlaceNumber> found;
  for (const NamedPlace namesake : namesakes) {
    const GazetteerEntry& candidate = entry(namesake.place);
    if (candidate.country() != alpha3 || !feature(namesake.place).starts_with(feature_start)) continue;
    if (!found || candidate.population > entry(*found).population) found = namesake.place;
  }
  return found;
}

void PlaceBase::read_areas(const std::filesystem::path& file) {
  const Tsv table(file, {"name", "aliases", "feature", "country", "lat", "lon", "radius_km", "geonameid"});
  for (const Tsv::Row& row : table.rows()) {
    if (row[0].empty() || row[2].empty()) row.fail("an area needs a name and a GeoNames feature code (RGN, SEA, MTS, STM…)");
    Area area{{}, std::string(row[0]), std::string(row[2])};
    area.entry.alpha3 = alpha3(row, row[3]);
    area.entry.lat = static_cast<std::int32_t>(std::lround(number(row, row[4], -90, 90, "latitude") * 1e5));
    area.entry.lon = static_cast<std::int32_t>(std::lround(number(row, row[5], -180, 180, "longitude") * 1e5));
    area.entry.radius_km = static_cast<std::uint16_t>(number(row, row[6], 1, 10000, "radius"));
    if (!row[7].empty()) area.entry.geonameid = static_cast<std::uint32_t>(number(row, row[7], 1, 4e9, "GeoNames id"));
    area.entry.admin1 = area.entry.admin2 = GazetteerEntry::none;
    const auto place = static_cast<PlaceNumber>(size());
    areas_.push_back(std::move(area));
    call(place, row[0], NameKind::primary);
    for (const std::string& alias : list_items(row[1])) call(place, alias, NameKind::primary);
  }
}

void PlaceBase::read_spellings(const std::filesystem::path& file) {
  const Tsv table(file, {"name", "country", "feature", "aliases"});
  for (const Tsv::Row& row : table.rows()) {
    const auto place = best(row[0], row[1], row[2]);
    if (!place) row.fail(format("the gazetteer has no place {} in {} whose feature code starts with '{}'", row[0], row[1], row[2]));
    for (const std::string& alias : list_items(row[3])) call(*place, alias, NameKind::primary);
  }
}

void PlaceBase::read_abbreviations(const std::filesystem::path& file) {
  const Tsv table(file, {"name", "country", "abbreviations"});
  for (const Tsv::Row& row : table.rows()) {
    const auto place = row[1].empty() ? std::nullopt : best(row[0], row[1], "A");
    const auto state = place ? place : best(row[0], row[1], "PCL");
    if (!state) row.fail(format("the gazetteer has no country or division {} in {}", row[0], row[1]));
    for (const std::string& abbreviation : list_items(row[2])) abbreviations_.emplace(word(without_stops(abbreviation)), *state);
  }
}

void PlaceBase::read_borders(const std::filesystem::path& file) {
  const Tsv table(file, {"country", "neighbour", "lat", "lon", "radius_km"});
  for (const Tsv::Row& row : table.rows()) {
    alpha3(row, row[0]);
    alpha3(row, row[1]);
    if (row[0].empty() || row[1].empty() || row[0] == row[1]) row.fail("a border needs two countries");
    const Border border{{number(row, row[2], -90, 90, "latitude"), number(row, row[3], -180, 180, "longitude")},
                        static_cast<int>(number(row, row[4], 1, 5000, "radius"))};
    if (!borders_.emplace(std::pair(std::string(std::min(row[0], row[1])), std::string(std::max(row[0], row[1]))), border).second)
      row.fail(format("the border of {} and {} stands here twice", row[0], row[1]));
  }
}

}  // namespace sitrep
