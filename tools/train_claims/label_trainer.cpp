// SPDX-License-Identifier: Apache-2.0
#include "label_trainer.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>

namespace sitrep::training {
namespace {

constexpr float rate = 0.05F, decay = 0.15F, shrink = 1e-6F, dropped_share = 0.3F;
constexpr std::size_t L = attribution_labels;

using Row = std::array<float, 8>;

class Trainer {
 public:
  Trainer(const LabelExamples& examples, LabelField& field) : examples_(examples), field_(field) {
    field_.weights.assign(examples.dictionary.features().size(), Row{});
    squares_.assign(field_.weights.size(), Row{});
  }

  void round(int number, const std::vector<const LabelExample*>& order) {
    step_ = rate / (1 + decay * static_cast<float>(number));
    double loss = 0;
    for (const LabelExample* example : order) loss += learn(*example);
    std::fprintf(stderr, "  round %d: loss %.4f\n", number + 1, loss / static_cast<double>(order.size()));
  }

 private:
  double learn(const LabelExample& example) {
    const std::size_t n = example.labels.size();
    kept_.resize(n);
    std::vector<LabelScores> emissions(n);
    for (std::size_t i = 0; i < n; ++i) {
      kept_[i].clear();
      Row sum{};
      for (const std::uint32_t f : example.features[i]) {
        if (std::uniform_real_distribution<float>()(random_) < dropped_share) continue;
        kept_[i].push_back(f);
        for (std::size_t l = 0; l < 8; ++l) sum[l] += field_.weights[f][l];
      }
      for (std::size_t l = 0; l < L; ++l) emissions[i][l] = sum[l] / (1 - dropped_share);
    }
    LabelMatrix pairs{};
    double loss = label_marginals(emissions, field_.follows, field_.first, marginals_, &pairs);
    for (std::size_t i = 0; i < n; ++i) {
      const auto gold = static_cast<std::size_t>(example.labels[i]);
      loss -= emissions[i][gold] - *std::max_element(emissions[i].begin(), emissions[i].end());
      loss -= i == 0 ? field_.first[gold] : field_.follows[static_cast<std::size_t>(example.labels[i - 1])][gold];
      Row error{};
      for (std::size_t l = 0; l < L; ++l) error[l] = marginals_.of[i][l] - (l == gold ? 1.0F : 0.0F);
      if (i == 0) for (std::size_t l = 0; l < L; ++l) move(field_.first[l], first_squares_[l], error[l]);
      if (i > 0) pairs[static_cast<std::size_t>(example.labels[i - 1])][gold] -= 1;
      for (const std::uint32_t f : kept_[i]) update(field_.weights[f], squares_[f], error);
    }
    for (std::size_t a = 0; a < L; ++a)
      for (std::size_t b = 0; b < L; ++b) move(field_.follows[a][b], follow_squares_[a][b], pairs[a][b]);
    return loss;
  }

  void move(float& weight, float& squares, float gradient) {
    squares += gradient * gradient;
    weight -= step_ * gradient / std::sqrt(1 + squares);
  }
  void update(Row& weights, Row& squares, const Row& error) {
    for (std::size_t l = 0; l < 8; ++l) {
      const float gradient = error[l] + shrink * weights[l];
      squares[l] += gradient * gradient;
      weights[l] -= step_ * gradient / std::sqrt(1 + squares[l]);
    }
  }

  const LabelExamples& examples_;
  LabelField& field_;
  std::vector<Row> squares_;
  LabelMatrix follow_squares_{};
  LabelScores first_squares_{};
  std::vector<std::vector<std::uint32_t>> kept_;
  Marginals marginals_;
  std::mt19937 random_{1};
  float step_ = rate;
};

}  // namespace

LabelExamples label_examples(const std::vector<std::unique_ptr<Article>>& articles, const AttributionModel& model, std::uint32_t times) {
  LabelExamples examples;
  std::vector<std::uint64_t> features;
  const auto each = [&](const auto& use) {
    for (std::size_t a = 0; a < articles.size(); ++a)
      for (const TokenRange tokens : passages_of(articles[a]->document)) {
        const Passage passage(*articles[a]->tree, tokens, model);
        use(a, passage);
      }
  };
  each([&](std::size_t, const Passage& passage) {
    for (std::uint32_t i = passage.tokens().begin; i < passage.tokens().end; ++i) {
      features.clear();
      label_features(passage, i, features);
      for (const std::uint64_t f : features) examples.dictionary.count(f);
    }
  });
  examples.dictionary.number_those_met(times);
  each([&](std::size_t a, const Passage& passage) {
    LabelExample example{a, passage.tokens(), {}, {}};
    for (std::uint32_t i = passage.tokens().begin; i < passage.tokens().end; ++i) {
      features.clear();
      label_features(passage, i, features);
      auto& numbers = example.features.emplace_back();
      for (const std::uint64_t f : features)
        if (const std::uint32_t number = examples.dictionary.number_of(f); number != Dictionary::dropped) numbers.push_back(number);
      numbers.shrink_to_fit();
      Label label = articles[a]->labels[i];
      if (i == passage.tokens().begin && (label == Label::cue || label == Label::source || label == Label::content)) label = static_cast<Label>(static_cast<int>(label) - 1);
      if (i > passage.tokens().begin && !may_follow(static_cast<std::size_t>(example.labels.back()), static_cast<std::size_t>(label)))
        label = static_cast<Label>(static_cast<int>(label) - 1);
      example.labels.push_back(label);
    }
    examples.list.push_back(std::move(example));
  });
  return examples;
}

LabelField train_labels(const LabelExamples& examples, int rounds, std::size_t folds, std::size_t left_out) {
  LabelField field;
  Trainer trainer(examples, field);
  std::vector<const LabelExample*> order;
  for (const LabelExample& example : examples.list)
    if (folds < 2 || example.article % folds != left_out) order.push_back(&example);
  std::mt19937 random(2);
  for (int r = 0; r < rounds; ++r) {
    std::shuffle(order.begin(), order.end(), random);
    trainer.round(r, order);
  }
  return field;
}

Marginals marginals_of(const LabelExample& example, const LabelField& field) {
  std::vector<LabelScores> emissions(example.labels.size());
  for (std::size_t i = 0; i < emissions.size(); ++i)
    for (const std::uint32_t f : example.features[i])
      for (std::size_t l = 0; l < L; ++l) emissions[i][l] += field.weights[f][l];
  Marginals marginals;
  label_marginals(emissions, field.follows, field.first, marginals);
  return marginals;
}

}  // namespace sitrep::training
