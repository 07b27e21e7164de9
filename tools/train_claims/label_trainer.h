// SPDX-License-Identifier: Apache-2.0
// Trains the conditional random field that labels tokens: log-likelihood, one passage a step, AdaGrad, features dropped at
// random so that rare ones do not learn the corpus by heart.
#pragma once

#include "corpus.h"
#include "dictionary.h"

namespace sitrep::training {

/// A passage ready for training: its features as numbers, by token.
struct LabelExample {
  std::size_t article = 0;
  TokenRange tokens;
  std::vector<std::vector<std::uint32_t>> features;
  std::vector<Label> labels;
};

struct LabelField {
  std::vector<std::array<float, 8>> weights;  // by feature number; the eighth is unused
  LabelMatrix follows{};
  LabelScores first{};
};

struct LabelExamples {
  Dictionary dictionary;
  std::vector<LabelExample> list;
};

/// Features met at least `times` in the articles.
LabelExamples label_examples(const std::vector<std::unique_ptr<Article>>& articles, const AttributionModel& model, std::uint32_t times);

/// Trains on the examples whose article number leaves another rest than `left_out` when divided by `folds`.
LabelField train_labels(const LabelExamples& examples, int rounds, std::size_t folds, std::size_t left_out);

Marginals marginals_of(const LabelExample& example, const LabelField& field);

}  // namespace sitrep::training
