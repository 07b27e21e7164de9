// SPDX-License-Identifier: Apache-2.0
// How likely each token of a passage is part of a cue, a source or a content: a conditional random field over the features
// of its tokens.
#pragma once

#include <array>
#include <vector>

#include "extract/attribution_features.h"

namespace sitrep {

enum class Label : std::uint8_t { outside, cue_first, cue, source_first, source, content_first, content };
using LabelScores = std::array<float, attribution_labels>;

struct Marginals {
  std::vector<LabelScores> of;  // by position in the passage

  float cue(std::size_t i) const { return of[i][1] + of[i][2]; }
  float source(std::size_t i) const { return of[i][3] + of[i][4]; }
  float content(std::size_t i) const { return of[i][5] + of[i][6]; }
};

/// Whether the field allows a label behind another: a further token only behind a first or further one of its kind.
constexpr bool may_follow(std::size_t before, std::size_t label) {
  const bool is_further = label == 2 || label == 4 || label == 6;
  return !is_further || before == label || before + 1 == label;
}

using LabelMatrix = std::array<LabelScores, attribution_labels>;

/// Forward-backward. Returns the logarithm of the sum over all labellings, less the emissions' maxima. `pair_sums`, if given,
/// collects the expected counts of neighbours.
double label_marginals(const std::vector<LabelScores>& emissions, const LabelMatrix& follows, const LabelScores& first, Marginals& marginals,
                       LabelMatrix* pair_sums = nullptr);

Marginals label_passage(const Passage& passage, const AttributionModel& model);

}  // namespace sitrep
