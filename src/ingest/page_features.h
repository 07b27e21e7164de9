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

/// One row a block, one after the other; that of a link apart is not filled.
struct FeatureTable {
  std::vector<float> values;
  std::size_t columns = 0;
  std::span<const float> row(std::size_t block) const { return {values.data() + block * columns, columns}; }
};

/// The column that holds how far above a block such a part begins, below what the block shares with the core; 0: nowhere.
std::size_t own_part_feature(PagePart part);
/// The same for <figure> and <figcaption>, up to the root.
std::size_t figure_feature();
/// The column of the levels from the core up to what it shares with the block.
std::size_t distance_feature();

FeatureTable page_features(const PageLayout& layout);

}  // namespace sitrep
