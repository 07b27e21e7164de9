// SPDX-License-Identifier: Apache-2.0
// The gazetteer: which places are called so? One mapped file of entries and folded names; a look-up is a hash and a few
// reads. It holds what the packages know; what people wrote in knowledge/places is in knowledge/place_tables.h. It does not
// choose between namesakes: that is extract/places.h.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/file.h"
#include "base/word.h"

namespace sitrep {

/// How a name belongs to a place: what the gazetteer calls it, another name, or a name without the word for the kind of
/// division ("Laurel" for Laurel County). The values are those of the file.
enum class NameKind : std::uint8_t { primary, alternate, derived };
std::string_view name_of(NameKind kind);

struct Coordinates {
  double lat = 0;  // WGS 84 degrees
  double lon = 0;
};

/// One place as the file has it. `admin1` and `admin2` are numbers of entries; `name` and `feature` lead into other
/// sections. Use the functions of Gazetteer to read those.
struct GazetteerEntry {
  static constexpr std::uint32_t none = 0xFFFFFFFF;
  static constexpr std::int32_t nowhere = INT32_MIN;

  std::uint32_t geonameid;  // 0: has none
  std::int32_t lat;         // degrees times 100,000; nowhere: not known
  std::int32_t lon;
  std::uint32_t population;
  std::uint32_t name;
  std::array<char, 4> alpha3;
  std::uint32_t admin1;
  std::uint32_t admin2;
  std::uint16_t feature;
  std::uint16_t radius_km;
  std::uint16_t name_count;  // in how many forms it is known: a measure of fame
  std::uint16_t unused;

  std::string_view country() const { return {alpha3.data(), alpha3[0] == '\0' ? 0U : 3U}; }
  std::optional<Coordinates> point() const {
    if (lat == nowhere) return std::nullopt;
    return Coordinates{lat / 1e5, lon / 1e5};
  }
};
static_assert(sizeof(GazetteerEntry) == 40);

/// A name's owner: the number of an entry and how the name belongs to it.
struct NameLink {
  std::uint32_t packed;
  std::uint32_t entry() const { return packed >> 2; }
  NameKind kind() const { return static_cast<NameKind>(packed & 3U); }
};
static_assert(sizeof(NameLink) == 4);

/// Folds names for comparison: no case, no diacritics, no apostrophes and full stops, hyphens and commas as spaces. The table
/// stands in the file, so that names are looked up just as they were stored.
class Folding {
 public:
  /// One number a code point: how many bytes it folds to, then those bytes, up to three.
  explicit Folding(std::span<const std::uint32_t> table = {}) : table_(table) {}
  /// Appends; collapses spaces and trims the result.
  void fold(std::string_view name, std::string& into) const;
  std::string folded(std::string_view name) const;

 private:
  std::span<const std::uint32_t> table_;
};

class Gazetteer {
 public:
  /// Maps the file. Throws Error when it is missing, damaged or of another version.
  explicit Gazetteer(const std::filesystem::path& path);

  std::size_t size() const { return entries_.size(); }
  const GazetteerEntry& entry(std::uint32_t number) const { return entries_[number]; }
  std::string_view name(const GazetteerEntry& entry) const;
  /// The GeoNames feature code: PPL, ADM1, PCLI…
  std::string_view feature(const GazetteerEntry& entry) const;

  const Folding& folding() const { return folding_; }
  /// All owners of a folded name, best kind of name first within an entry's namesakes.
  std::span<const NameLink> find(Word folded) const;

  /// For who copies the gazetteer into a larger one (knowledge/geonames_import.h): names are kept as hashes only.
  std::span<const std::uint64_t> name_hashes() const { return hashes_; }
  std::span<const NameLink> name_links() const { return links_; }
  std::span<const std::uint32_t> folding_table() const { return folding_table_; }

 private:
  MappedFile file_;
  std::span<const std::uint32_t> folding_table_;
  std::span<const GazetteerEntry> entries_;
  std::span<const std::uint32_t> buckets_;
  std::span<const std::uint64_t> hashes_;
  std::span<const NameLink> links_;
  std::span<const std::array<char, 8>> features_;
  std::string_view names_;
  Folding folding_;
  unsigned bucket_shift_ = 0;
};

double distance_km(Coordinates a, Coordinates b);

}  // namespace sitrep
