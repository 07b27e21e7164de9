// SPDX-License-Identifier: Apache-2.0
// Which candidate is the content of a cue, and which its source: the features of a candidate and their logistic regression.
// The features are shared with training.
#pragma once

#include <optional>

#include "extract/attribution_candidates.h"

namespace sitrep {

/// What the features of all candidates of one cue share.
struct CueContext {
  CueContext(const LabelledPassage& l, const CueCandidate& c);

  const LabelledPassage& labelled;
  const Passage& passage;
  const CueCandidate& cue;
  TokenRange sentence;
  std::uint64_t lemma, frame, relation;  // each basic feature is crossed with these
  float content_around = 0;              // sum of P(content) in the passage, outside the cue
};

void content_features(const CueContext& context, const ContentCandidate& candidate, std::vector<std::uint64_t>& features);
void source_features(const CueContext& context, const SourceCandidate& candidate, std::vector<std::uint64_t>& features);

struct Choice {
  std::size_t index = 0;
  float score = 0;          // log odds of the best
  float likely_any = 0;     // that one of them is right
};

/// The best candidate; nullopt when there is none.
std::optional<Choice> choose_content(const CueContext& context, const std::vector<ContentCandidate>& candidates, const ChoiceWeights& weights);
std::optional<Choice> choose_source(const CueContext& context, const std::vector<SourceCandidate>& candidates, const ChoiceWeights& weights);

}  // namespace sitrep
