// SPDX-License-Identifier: Apache-2.0
#include "extract/attribution_labels.h"

#include <algorithm>
#include <cmath>

namespace sitrep {
namespace {

constexpr std::size_t L = attribution_labels;

/// Makes the scores sum to 1 and returns the logarithm of what they summed to.
double normalised(LabelScores& scores) {
  float sum = 0;
  for (const float s : scores) sum += s;
  for (float& s : scores) s /= sum;
  return std::log(static_cast<double>(sum));
}

LabelMatrix exponentials(const LabelMatrix& follows) {
  LabelMatrix result{};
  for (std::size_t a = 0; a < L; ++a)
    for (std::size_t b = 0; b < L; ++b) result[a][b] = may_follow(a, b) ? std::exp(follows[a][b]) : 0.0F;
  return result;
}

}  // namespace

double label_marginals(const std::vector<LabelScores>& emissions, const LabelMatrix& follows, const LabelScores& first, Marginals& marginals,
                       LabelMatrix* pair_sums) {
  const std::size_t n = emissions.size();
  const LabelMatrix step = exponentials(follows);
  std::vector<LabelScores> likely(n), forward(n);
  double log_sum = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const float best = *std::max_element(emissions[i].begin(), emissions[i].end());
    for (std::size_t b = 0; b < L; ++b) likely[i][b] = std::exp(emissions[i][b] - best);
    for (std::size_t b = 0; b < L; ++b) {
      float sum = i == 0 && b != 2 && b != 4 && b != 6 ? std::exp(first[b]) : 0.0F;
      if (i > 0)
        for (std::size_t a = 0; a < L; ++a) sum += forward[i - 1][a] * step[a][b];
      forward[i][b] = sum * likely[i][b] + 1e-30F;
    }
    log_sum += normalised(forward[i]);
  }
  LabelScores backward{};
  backward.fill(1);
  marginals.of.resize(n);
  for (std::size_t i = n; i-- > 0;) {
    for (std::size_t a = 0; a < L; ++a) marginals.of[i][a] = forward[i][a] * backward[a];
    normalised(marginals.of[i]);
    if (i == 0) break;
    LabelScores inner{}, before{};
    for (std::size_t b = 0; b < L; ++b) inner[b] = likely[i][b] * backward[b];
    float sum = 0;
    for (std::size_t a = 0; a < L; ++a)
      for (std::size_t b = 0; b < L; ++b) before[a] += step[a][b] * inner[b];
    for (std::size_t a = 0; a < L; ++a) sum += before[a] * forward[i - 1][a];
    if (pair_sums != nullptr)
      for (std::size_t a = 0; a < L; ++a)
        for (std::size_t b = 0; b < L; ++b) (*pair_sums)[a][b] += forward[i - 1][a] * step[a][b] * inner[b] / sum;
    for (float& x : before) x = std::max(x, 1e-30F);
    normalised(before);
    backward = before;
  }
  return log_sum;
}

Marginals label_passage(const Passage& passage, const AttributionModel& model) {
  const TokenRange tokens = passage.tokens();
  std::vector<LabelScores> emissions(tokens.size());
  std::vector<std::uint64_t> features;
  features.reserve(128);
  for (std::uint32_t i = tokens.begin; i < tokens.end; ++i) {
    features.clear();
    label_features(passage, i, features);
    for (const std::uint64_t f : features) model.labels.prefetch(f);
    std::array<std::int32_t, L - 1> sums{};
    for (const std::uint64_t f : features)
      if (const auto* slot = model.labels.find(f))
        for (std::size_t l = 0; l + 1 < L; ++l) sums[l] += slot->weights[l];
    for (std::size_t l = 1; l < L; ++l) emissions[i - tokens.begin][l] = static_cast<float>(sums[l - 1]) * model.labels.scale;
  }
  Marginals marginals;
  label_marginals(emissions, model.follows, model.first, marginals);
  return marginals;
}

}  // namespace sitrep
