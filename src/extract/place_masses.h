// SPDX-License-Identifier: Apache-2.0
// How much of a report lies where: sums of the probabilities of all its names, by country, division and square of the map.
#pragma once

#include <cmath>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "knowledge/place_base.h"

namespace sitrep {

class PlaceMasses {
 public:
  explicit PlaceMasses(const PlaceBase& base) : base_(&base) {}

  void add(PlaceNumber place, double amount) {
    const GazetteerEntry& entry = base_->entry(place);
    if (!entry.country().empty()) add_country(entry.country(), amount);
    else total_ += amount;
    const std::string_view feature = base_->feature(place);
    if (feature == "ADM1" || feature == "ADM2") divisions_[place] += amount;
    for (const std::uint32_t division : {entry.admin1, entry.admin2})
      if (division != GazetteerEntry::none) divisions_[division] += amount;
    if (const auto point = entry.point(); point && !feature.starts_with("PCL") && feature != "CONT" && feature != "ADM1") cells_[cell(*point)] += amount;
  }
  void add_country(std::string_view alpha3, double amount) {
    countries_[key(alpha3)] += amount;
    total_ += amount;
  }

  void add(const PlaceMasses& other) {
    for (const auto& [key, amount] : other.countries_) countries_[key] += amount;
    for (const auto& [key, amount] : other.divisions_) divisions_[key] += amount;
    for (const auto& [key, amount] : other.cells_) cells_[key] += amount;
    total_ += other.total_;
  }

  double total() const { return total_; }
  double country(std::string_view alpha3) const { return at(countries_, key(alpha3)); }
  double division(std::uint32_t number) const { return number == GazetteerEntry::none ? 0 : at(divisions_, number); }
  /// In the square around the point and those next to it: within some 100 km.
  double near(Coordinates point) const {
    double sum = 0;
    for (const int north : {-1, 0, 1})
      for (const int east : {-1, 0, 1}) sum += at(cells_, cell({point.lat + north, point.lon + east}));
    return sum;
  }

 private:
  static std::uint32_t key(std::string_view alpha3) {
    std::uint32_t packed = 0;
    for (const char c : alpha3) packed = packed << 8 | static_cast<unsigned char>(c);
    return packed;
  }
  static std::uint32_t cell(Coordinates point) {
    const auto north = static_cast<std::int32_t>(std::floor(point.lat)) + 91;
    const auto east = (static_cast<std::int32_t>(std::floor(point.lon)) + 540) % 360;
    return static_cast<std::uint32_t>(north * 360 + east);
  }
  static double at(const std::unordered_map<std::uint32_t, double>& map, std::uint32_t key) {
    const auto found = map.find(key);
    return found == map.end() ? 0 : found->second;
  }

  const PlaceBase* base_;
  std::unordered_map<std::uint32_t, double> countries_;
  std::unordered_map<std::uint32_t, double> divisions_;
  std::unordered_map<std::uint32_t, double> cells_;
  double total_ = 0;
};

}  // namespace sitrep
