// SPDX-License-Identifier: Apache-2.0
#include "knowledge/linear_model.h"

#include <cstdlib>

#include "base/format.h"
#include "base/tsv.h"

namespace sitrep {
namespace {

/// The hash of "name", "name=value" or "name=value&other" without putting the text together.
Word feature_word(std::string_view name, std::string_view value, std::string_view other) {
  std::uint64_t hash = 14695981039346656037ULL;
  const auto take = [&](std::string_view text) {
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  };
  take(name);
  if (!value.empty()) take("=");
  take(value);
  if (!other.empty()) take("&");
  take(other);
  return Word{hash ^ (hash >> 32)};
}

}  // namespace

void FeatureList::put(std::string_view name, std::string_view value, std::string_view other, float amount) {
  items_.push_back({feature_word(name, value, other), amount});
  if (spelled_ == nullptr) return;
  spelled_->push_back(format("{}{}{}{}{}:{:.5g}", name, value.empty() ? "" : "=", value, other.empty() ? "" : "&", other, amount));
}

LinearModel::LinearModel(const std::filesystem::path& table) {
  const Tsv rows(table, {"feature", "weight"});
  for (const Tsv::Row& row : rows.rows()) {
    const std::string text(row[1]);
    char* end = nullptr;
    const float weight = std::strtof(text.c_str(), &end);
    if (row[0].empty() || text.empty() || *end != '\0') row.fail(format("'{}' with weight '{}' is no feature with a number", row[0], text));
    set(row[0], weight);
  }
}

void LinearModel::set(std::string_view feature, float weight) { weights_[feature_word(feature, {}, {})] = weight; }

float LinearModel::score(const FeatureList& features) const {
  float sum = 0;
  for (const Feature feature : features.items())
    if (const auto at = weights_.find(feature.name); at != weights_.end()) sum += at->second * feature.amount;
  return sum;
}

}  // namespace sitrep
