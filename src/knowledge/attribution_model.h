// SPDX-License-Identifier: Apache-2.0
// The learned weights by which extract/attribution.h finds who says what: knowledge/models/claims.bin, mapped, not parsed.
// Written by tools/train_claims; what it was trained on stands in claims.md beside it. Features are 64-bit hashes; this
// file knows tables of hashes only, no words.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "base/file.h"
#include "knowledge/weight_table.h"

namespace sitrep {

inline constexpr std::size_t attribution_labels = 7;  // outside, then first and further tokens of cue, source, content

using LabelWeights = WeightTable<std::int8_t, attribution_labels - 1>;  // "outside" is 0 by convention
using ChoiceWeights = WeightTable<std::int16_t, 1>;

struct AttributionModel {
  WordClasses word_classes;  // of words with like vectors, by lower-cased word
  WordClasses cue_levels;    // 1 to 4, how often the lemma is in a cue
  LabelWeights labels;
  std::array<std::array<float, attribution_labels>, attribution_labels> follows{};  // score of a label behind another
  std::array<float, attribution_labels> first{};                                    // score of a paragraph's first label
  ChoiceWeights content;
  ChoiceWeights source;

  /// Throws Error when the file is missing, foreign or cut short.
  static AttributionModel load(const std::filesystem::path& knowledge);
  static AttributionModel from_file(const std::filesystem::path& path);

  std::shared_ptr<const MappedFile> file;  // what the spans point into
};

/// The file: this header, then the sections in this order, each padded to 64 bytes.
struct AttributionFileHeader {
  static constexpr std::array<char, 8> expected_magic{'s', 'i', 't', 'r', 'e', 'p', 'A', '1'};
  std::array<char, 8> magic = expected_magic;
  std::array<std::uint64_t, 5> bytes{};  // word classes, cue levels, labels, content, source
  float label_scale = 1, content_scale = 1, source_scale = 1, unused = 0;
  std::array<std::array<float, attribution_labels>, attribution_labels> follows{};
  std::array<float, attribution_labels> first{};
};

}  // namespace sitrep
