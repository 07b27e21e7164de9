// SPDX-License-Identifier: Apache-2.0
// The learned weights by which extract/roles.h tells who has which part in violence: knowledge/models/roles.bin, mapped, not
// parsed. Written by tools/train_roles; what it was trained on stands in roles.md beside it. Features are 64-bit hashes; this
// file knows tables of hashes only, no words.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>

#include "base/file.h"
#include "knowledge/weight_table.h"

namespace sitrep {

inline constexpr std::size_t role_outputs = 6;

using RoleWeights = WeightTable<std::int8_t, role_outputs>;

struct RoleModel {
  struct Part {
    RoleWeights weights;
    std::array<float, role_outputs> bias{};
  };
  Part report;    // is there violence in it, and of which sort
  Part sentence;  // the same of a sentence
  Part mention;   // which role a phrase has
  Part entity;    // which role somebody has, by all his phrases
  Part incident;  // is it told as one of its own
  Part filler;    // is somebody part of the incident that he was put into

  /// Throws Error when the file is missing, foreign or cut short.
  static RoleModel load(const std::filesystem::path& knowledge);
  static RoleModel from_file(const std::filesystem::path& path);

  std::shared_ptr<const MappedFile> file;  // what the spans point into
};

/// The file: this header, then the tables in the order of the parts, each padded to 64 bytes.
struct RoleFileHeader {
  static constexpr std::array<char, 8> expected_magic{'s', 'i', 't', 'r', 'e', 'p', 'R', '2'};
  static constexpr std::size_t parts = 6;
  std::array<char, 8> magic = expected_magic;
  std::array<std::uint64_t, parts> bytes{};
  std::array<float, parts> scale{};  // of one unit of weight
  std::array<std::array<float, role_outputs>, parts> bias{};
};

}  // namespace sitrep
