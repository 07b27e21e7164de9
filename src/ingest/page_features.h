// SPDX-License-Identifier: Apache-2.0
// A page's blocks as numbers: what the block classifier is shown of each block's text, its place in the markup and its
// neighbours. The names are those of the model file.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "ingest/page_layout.h"

namespace sitrep {

/// The names of the features in their order.
std::vector<std::string> page_feature_names();

/// One row a block, one after the other.
struct FeatureTable {
  std::vector<float> values;
  std::size_t columns = 0;
  std::span<const float> row(std::size_t block) const { return {values.data() + block * columns, columns}; }
};

/// The columns that hold how far above a block such a part begins, 0 if none does: below what it shares with the core.
std::size_t own_part_feature(PagePart part);
std::size_t figure_feature();

FeatureTable page_features(const PageLayout& layout);

}  // namespace sitrep
