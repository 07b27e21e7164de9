// SPDX-License-Identifier: Apache-2.0
#include "ingest/block_model.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>

#include "base/format.h"
#include "base/tsv.h"
#include "ingest/page_features.h"

namespace sitrep {
namespace {

template <class Number>
Number number(const Tsv::Row& row, std::size_t column) {
  Number value{};
  const std::string_view cell = row[column];
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc{} || end != cell.data() + cell.size()) row.fail(format("'{}' is no number", cell));
  return value;
}

}  // namespace

BlockModel::BlockModel(const std::filesystem::path& path) {
  const std::vector<std::string> features = page_feature_names();
  const Tsv table(path, {"tree", "feature", "value", "left", "right"});
  int tree = -1;
  for (const Tsv::Row& row : table.rows()) {
    const auto index = static_cast<std::int32_t>(nodes_.size());
    if (number<int>(row, 0) != tree) {
      tree = number<int>(row, 0);
      roots_.push_back(index);
    }
    Node node{number<float>(row, 2), -1, 0, 0};
    if (!row[1].empty()) {
      const auto at = std::find(features.begin(), features.end(), row[1]);
      if (at == features.end()) row.fail(format("unknown feature '{}'; known are {}", row[1], fmt::join(features, ", ")));
      node.feature = static_cast<std::int32_t>(at - features.begin());
      // Branches go forward, in rows from this one, so that every walk ends.
      node.left = index + number<std::int32_t>(row, 3);
      node.right = index + number<std::int32_t>(row, 4);
      if (std::min(node.left, node.right) <= index || std::max(node.left, node.right) >= static_cast<std::int32_t>(table.rows().size()))
        row.fail("a branch leads backward or out of the table");
    }
    nodes_.push_back(node);
  }
}

double BlockModel::chance(std::span<const float> features) const {
  double sum = 0;
  for (const std::int32_t root : roots_) {
    const Node* node = &nodes_[static_cast<std::size_t>(root)];
    while (node->feature >= 0)
      node = &nodes_[static_cast<std::size_t>(features[static_cast<std::size_t>(node->feature)] <= node->threshold ? node->left : node->right)];
    sum += node->threshold;
  }
  return 1 / (1 + std::exp(-sum));
}

}  // namespace sitrep
