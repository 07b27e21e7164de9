// SPDX-License-Identifier: Apache-2.0
// The learned classifier of blocks: boosted decision trees over the features of page_features.h, read from a table that
// tools/page_blocks/train.py writes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

namespace sitrep {

class BlockModel {
 public:
  BlockModel() = default;
  /// Throws Error with file:line for an unknown feature or a branch to nowhere.
  explicit BlockModel(const std::filesystem::path& table);

  /// The chance, 0 to 1, that a block with these features belongs to the article.
  double chance(std::span<const float> features) const;

 private:
  struct Node {
    float threshold = 0;         // left when the feature is not above it; a leaf's value
    std::int32_t feature = -1;   // -1 at a leaf
    std::int32_t left = 0, right = 0;
  };
  std::vector<Node> nodes_;
  std::vector<std::int32_t> roots_;
};

}  // namespace sitrep
