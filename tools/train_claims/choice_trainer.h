// SPDX-License-Identifier: Apache-2.0
// Trains the choice of contents and sources: logistic regression, one yes/no example a candidate, AdaGrad.
#pragma once

#include "corpus.h"
#include "dictionary.h"
#include "extract/attribution_choice.h"

namespace sitrep::training {

struct ChoiceExample {
  std::vector<std::uint32_t> features;
  bool is_right = false;
};

/// The candidates of cues, with what people marked. `marginals` are those of the passages, in their order.
class ChoiceExamples {
 public:
  ChoiceExamples(const std::vector<std::unique_ptr<Article>>& articles, const std::vector<Marginals>& marginals, const AttributionModel& model, std::uint32_t times);

  Dictionary contents_dictionary, sources_dictionary;
  std::vector<std::vector<ChoiceExample>> contents, sources;  // by cue

 private:
  void add_passage(const Article& article, const LabelledPassage& labelled, bool counting);
  void add_cue(const LabelledPassage& labelled, const CueCandidate& cue, const GoldAttribution* gold, bool counting);
  void add_candidate(Dictionary& dictionary, std::vector<ChoiceExample>& examples, bool is_right, bool counting);

  std::vector<std::uint64_t> features_;
  std::size_t right_contents_ = 0, right_sources_ = 0, gold_sources_ = 0, gold_contents_ = 0;
};

std::vector<float> train_choice(const std::vector<std::vector<ChoiceExample>>& cues, std::size_t features, int rounds);

}  // namespace sitrep::training
