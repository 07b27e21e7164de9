// SPDX-License-Identifier: Apache-2.0
// Sums of learned weights, and numbers as features.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "extract/role_features.h"

namespace sitrep {

inline std::array<float, role_outputs> scores_of(const RoleModel::Part& part, const HashList& features) {
  for (const std::uint64_t f : features) part.weights.prefetch(f);
  std::array<std::int32_t, role_outputs> sum{};
  for (const std::uint64_t f : features)
    if (const auto* slot = part.weights.find(f))
      for (std::size_t k = 0; k < role_outputs; ++k) sum[k] += slot->weights[k];
  std::array<float, role_outputs> z{};
  for (std::size_t k = 0; k < role_outputs; ++k) z[k] = part.bias[k] + static_cast<float>(sum[k]) * part.weights.scale;
  return z;
}

/// A score by its order.
inline std::uint64_t score_bucket(float z) {
  static constexpr float bounds[] = {-5, -4, -3, -2.25F, -1.5F, -.75F, 0, .75F, 1.5F, 2.25F, 3, 4, 5};
  return static_cast<std::uint64_t>(std::lower_bound(std::begin(bounds), std::end(bounds), z) - std::begin(bounds));
}

inline float log_odds(float p) { return std::log((p + 1e-6F) / (1 - p + 1e-6F)); }

}  // namespace sitrep
