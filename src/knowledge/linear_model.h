// SPDX-License-Identifier: Apache-2.0
// A linear model over named features: a table of weights, and lists of features that are scored by it. Names are hashed as
// they are put together, so that scoring touches no strings; for training, a list can also spell them out.
#pragma once

#include <charconv>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/word.h"

namespace sitrep {

struct Feature {
  Word name{};
  float amount = 1;
};

class FeatureList {
 public:
  /// With `spelled`, each feature is also written there as `name=value:amount`.
  explicit FeatureList(std::vector<std::string>* spelled = nullptr) : spelled_(spelled) {}

  void add(std::string_view name, float amount = 1) { put(name, {}, {}, amount); }
  void add(std::string_view name, std::string_view value, float amount = 1) { put(name, value, {}, amount); }
  /// A feature of two values together.
  void add_pair(std::string_view name, std::string_view value, std::string_view other) { put(name, value, other, 1); }
  void clear() { items_.clear(); }
  const std::vector<Feature>& items() const { return items_; }

 private:
  void put(std::string_view name, std::string_view value, std::string_view other, float amount);

  std::vector<Feature> items_;
  std::vector<std::string>* spelled_;
};

class LinearModel {
 public:
  LinearModel() = default;
  /// Columns: feature, weight. A feature is written `name`, `name=value` or `name=value&other`.
  explicit LinearModel(const std::filesystem::path& table);
  void set(std::string_view feature, float weight);
  float score(const FeatureList& features) const;
  std::size_t size() const { return weights_.size(); }

 private:
  std::unordered_map<Word, float> weights_;
};

}  // namespace sitrep
