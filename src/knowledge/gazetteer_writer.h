// SPDX-License-Identifier: Apache-2.0
// Writes a gazetteer's file: for a user's GeoNames dump, and for tests. The packaged gazetteer is written by
// tools/build_gazetteer.py in the same layout.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "knowledge/gazetteer.h"

namespace sitrep {

class GazetteerWriter {
 public:
  /// With the folding table of an existing gazetteer; without one, letters of ASCII lose their case and punctuation.
  explicit GazetteerWriter(std::vector<std::uint32_t> folding_table = ascii_folding());

  /// Takes over everything of a gazetteer, under the same numbers. Only into an empty writer.
  void copy(const Gazetteer& gazetteer);

  std::uint32_t add(std::string_view name, std::string_view feature, std::string_view alpha3);
  GazetteerEntry& entry(std::uint32_t number) { return entries_[number]; }
  std::size_t size() const { return entries_.size(); }
  void set_name(std::uint32_t number, std::string_view name);
  void set_feature(std::uint32_t number, std::string_view feature);
  void call(std::uint32_t number, std::string_view name, NameKind kind);

  void write(const std::filesystem::path& path);

  static std::vector<std::uint32_t> ascii_folding();

 private:
  struct Name {
    std::uint64_t hash;
    std::uint32_t link;
    auto operator<=>(const Name&) const = default;
  };

  std::vector<std::uint32_t> folding_table_;
  Folding folding_;
  std::vector<GazetteerEntry> entries_;
  std::vector<Name> names_;
  std::vector<std::string> features_;
  std::unordered_map<std::string, std::uint16_t> feature_numbers_;
  std::string pool_ = std::string(1, '\0');
  std::string folded_;
};

}  // namespace sitrep
