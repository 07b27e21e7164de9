// SPDX-License-Identifier: Apache-2.0
// Trains the truecaser's weights: logistic regression by AdaGrad over hashed features, read off texts in the usual case.
// Called by tools/train_truecase.py, which says on what. Usage: train_truecase MODEL TRAIN DEV OUTPUT; the texts are
// separated by NUL.
#include <algorithm>
#include <cmath>
#include <iostream>

#include "base/file.h"
#include "base/format.h"
#include "base/strings.h"
#include "parse/passages.h"
#include "parse/truecase_features.h"

using namespace sitrep;

namespace {

constexpr int rounds = 2;  // more only learns the texts by heart
constexpr float step = 0.12F;
constexpr std::uint32_t hidden_of_16 = 3;  // how often a word's identity is hidden from the learner
constexpr float scale = 16.0F;              // of the weights as bytes
constexpr int smallest = 2;                 // of the weights as bytes: lighter ones are noise
constexpr int often = 6;  // times that a feature must occur

struct Example {
  std::vector<CaseWord> words;
  std::vector<Case> gold;
  std::vector<bool> counts;
  std::vector<CaseContext> contexts;  // of the second reading; empty in the first
};
using Examples = std::vector<Example*>;

/// Which features occur often enough in the training texts to be worth a weight.
class Frequency {
 public:
  void count(std::uint32_t feature) {
    std::uint8_t& seen = seen_[feature % seen_.size()];
    if (seen < often) ++seen;
  }
  bool is_often(std::uint32_t feature) const { return seen_[feature % seen_.size()] >= often; }

 private:
  std::vector<std::uint8_t> seen_ = std::vector<std::uint8_t>(1U << 28);
};

struct Model {
  static constexpr std::size_t buckets = 1U << 23;
  std::vector<float> weights = std::vector<float>(buckets * case_count);
  std::vector<float> squares = std::vector<float>(buckets * case_count, 1e-3F);

  const float* of(std::uint32_t feature) const { return &weights[feature % buckets * case_count]; }

  CaseChances scores(std::span<const std::uint32_t> features) const {
    CaseChances sums{};
    for (const std::uint32_t feature : features)
      for (std::size_t c = 0; c < case_count; ++c) sums[c] += of(feature)[c];
    return sums;
  }

  void learn(std::span<const std::uint32_t> features, const CaseChances& chances, Case gold) {
    for (std::size_t c = 0; c < case_count; ++c) {
      const float gradient = chances[c] - (c == static_cast<std::size_t>(gold) ? 1.0F : 0.0F);
      if (std::abs(gradient) < 1e-4F) continue;
      for (const std::uint32_t feature : features) {
        const std::size_t at = feature % buckets * case_count + c;
        squares[at] += gradient * gradient;
        weights[at] -= step * gradient / std::sqrt(squares[at]);
      }
    }
  }
};

CaseChances softmax(CaseChances scores, bool has_mixed) {
  if (!has_mixed) scores[static_cast<std::size_t>(Case::mixed)] = -1e9F;
  const float highest = *std::max_element(scores.begin(), scores.end());
  float sum = 0;
  for (float& score : scores) sum += score = std::exp(score - highest);
  for (float& score : scores) score /= sum;
  return scores;
}

/// The case to learn; a mixed form that the vocabulary does not have is learnt by its first letter.
Case gold_of(std::string_view printed, std::uint32_t capitals) {
  const Case form = case_of(printed);
  if (form != Case::mixed) return form;
  std::uint32_t mask = 0;
  for (std::size_t i = 0; i < std::min<std::size_t>(printed.size(), 32); ++i) mask |= static_cast<std::uint32_t>(is_upper(printed[i])) << i;
  return mask == capitals ? Case::mixed : is_upper(printed[0]) ? Case::title : Case::lower;
}

std::vector<Example> examples_of(const std::string& content, WordFactsReader& facts) {
  std::vector<Example> examples;
  for (const std::string_view text : split(content, '\0')) {
    Example& example = examples.emplace_back();
    example.words = case_words(text);
    const std::vector<Print> prints = prints_of(text, example.words);
    for (std::size_t i = 0; i < example.words.size(); ++i) {
      const CaseWord& word = example.words[i];
      example.gold.push_back(gold_of(word.span.of(text), facts.of(word).capitals));
      example.counts.push_back(prints[i] == Print::usual && !word.is_number);
    }
  }
  return examples;
}

/// The features to learn from: the frequent ones, at times without those that name the word.
std::span<const std::uint32_t> chosen(std::span<const std::uint32_t> features, bool hides_word, const Frequency& frequency, FeatureNumbers& kept) {
  std::size_t count = 0;
  for (const std::uint32_t feature : features.subspan(hides_word ? identity_features : 0))
    if (frequency.is_often(feature)) kept[count++] = feature;
  return std::span(kept).first(count);
}

/// One pass; learns when asked to, and tells what it made of each word of an example. The share of words that were right
/// before learning from them.
template <class Tell>
double pass(Model& model, const Examples& examples, WordFactsReader& facts, const Frequency& frequency, bool learns, Tell tell) {
  std::uint32_t random = 12345;
  std::size_t right = 0, all = 0;
  FeatureNumbers numbers, kept;
  for (Example* example : examples) {
    CaseHistory history;
    std::vector<CaseChances> found(example->words.size());
    for (std::size_t i = 0; i < example->words.size(); ++i) {
      const Case gold = example->gold[i];
      found[i][static_cast<std::size_t>(gold)] = 1;
      if (example->counts[i]) {
        auto features = features_of(example->words, i, history, example->contexts.empty() ? nullptr : &example->contexts[i], facts, numbers);
        random = random * 1664525 + 1013904223;
        features = chosen(features, learns && (random >> 16) % 16 < hidden_of_16, frequency, kept);
        found[i] = softmax(model.scores(features), facts.of(example->words[i]).capitals != 0);
        right += likeliest(found[i]) == gold;
        ++all;
        if (learns) model.learn(features, found[i], gold);
      }
      history = {likeliest(found[i]), history.last};
    }
    tell(*example, found);
  }
  return 100.0 * static_cast<double>(right) / static_cast<double>(std::max<std::size_t>(all, 1));
}

void nothing(Example&, const std::vector<CaseChances>&) {}

void count_features(const Examples& examples, WordFactsReader& facts, Frequency& frequency) {
  FeatureNumbers numbers;
  for (const Example* example : examples) {
    CaseHistory history;
    for (std::size_t i = 0; i < example->words.size(); ++i) {
      if (example->counts[i])
        for (const std::uint32_t feature : features_of(example->words, i, history, example->contexts.empty() ? nullptr : &example->contexts[i], facts, numbers)) frequency.count(feature);
      history = {example->gold[i], history.last};
    }
  }
}

Model trained(const Examples& train, const Examples& dev, WordFactsReader& facts, Frequency& frequency, std::string_view name) {
  Model model;
  for (int round = 1; round <= rounds; ++round) {
    const double learnt = pass(model, train, facts, frequency, true, nothing);
    std::cout << format("{}, round {}: training {:.2f} %, held out {:.2f} % of words\n", name, round, learnt, pass(model, dev, facts, frequency, false, nothing)) << std::flush;
  }
  return model;
}

/// Keeps what a first reading makes of the examples as the context of their second.
std::vector<std::vector<CaseContext>> first_reading(Model& model, const Examples& examples, WordFactsReader& facts, const Frequency& frequency) {
  std::vector<std::vector<CaseContext>> contexts;
  pass(model, examples, facts, frequency, false, [&](Example& example, const std::vector<CaseChances>& found) { contexts.push_back(contexts_of(example.words, found)); });
  return contexts;
}

void set_contexts(const Examples& examples, std::vector<std::vector<CaseContext>> contexts) {
  for (std::size_t i = 0; i < examples.size(); ++i) examples[i]->contexts = std::move(contexts[i]);
}

/// Number of features, their hashes in order, and case_count scores for each.
std::string as_bytes(const Model& model, const Examples& examples, WordFactsReader& facts, const Frequency& frequency) {
  std::unordered_map<std::uint32_t, std::array<std::uint8_t, case_count>> kept;
  FeatureNumbers numbers;
  const auto keep = [&](std::uint32_t feature) {
    if (!frequency.is_often(feature) || kept.contains(feature)) return;
    std::array<std::uint8_t, case_count> scores{};
    for (std::size_t c = 0; c < case_count; ++c) scores[c] = static_cast<std::uint8_t>(std::clamp(std::round(model.of(feature)[c] * scale), -127.0F, 127.0F) + 128);
    kept.emplace(feature, scores);
  };
  for (const Example* example : examples) {
    CaseHistory history;
    for (std::size_t i = 0; i < example->words.size(); ++i) {
      if (example->counts[i])
        for (const std::uint32_t feature : features_of(example->words, i, history, example->contexts.empty() ? nullptr : &example->contexts[i], facts, numbers)) keep(feature);
      history = {example->gold[i], history.last};
    }
  }
  std::erase_if(kept, [](const auto& entry) { return std::all_of(entry.second.begin(), entry.second.end(), [](std::uint8_t score) { return std::abs(score - 128) < smallest; }); });
  std::vector<std::pair<std::uint32_t, std::array<std::uint8_t, case_count>>> sorted(kept.begin(), kept.end());
  std::sort(sorted.begin(), sorted.end());
  const auto count = static_cast<std::uint32_t>(sorted.size());
  std::cout << format("{} features\n", count);
  std::string bytes(reinterpret_cast<const char*>(&count), sizeof count);
  for (const auto& entry : sorted) bytes.append(reinterpret_cast<const char*>(&entry.first), sizeof entry.first);
  for (const auto& entry : sorted) bytes.append(entry.second.begin(), entry.second.end());
  return bytes;
}

}  // namespace

int main(int argc, char** argv) try {
  if (argc != 5) throw std::runtime_error("usage: train_truecase MODEL TRAIN DEV OUTPUT");
  const ModelFile file(argv[1]);
  WordFactsReader facts(file);
  std::vector<Example> train_texts = examples_of(read_file(argv[2]), facts), dev_texts = examples_of(read_file(argv[3]), facts);
  Examples train, dev, halves[2];
  for (std::size_t i = 0; i < train_texts.size(); ++i) {
    train.push_back(&train_texts[i]);
    halves[i % 2].push_back(&train_texts[i]);
  }
  for (Example& example : dev_texts) dev.push_back(&example);

  // The second reading must learn from first readings that are as wrong as they will be on new texts: of each half by a
  // model of the other.
  Frequency frequency;
  count_features(train, facts, frequency);
  Model first = trained(train, dev, facts, frequency, "first reading");
  Model of_half[2] = {trained(halves[0], dev, facts, frequency, "one half"), trained(halves[1], dev, facts, frequency, "other half")};
  std::string result = as_bytes(first, train, facts, frequency);
  auto of_dev = first_reading(first, dev, facts, frequency), of_0 = first_reading(of_half[1], halves[0], facts, frequency), of_1 = first_reading(of_half[0], halves[1], facts, frequency);
  set_contexts(dev, std::move(of_dev));
  set_contexts(halves[0], std::move(of_0));
  set_contexts(halves[1], std::move(of_1));
  frequency = Frequency();
  count_features(train, facts, frequency);
  const Model second = trained(train, dev, facts, frequency, "second reading");
  result += as_bytes(second, train, facts, frequency);
  replace_file(argv[4], result);
} catch (const std::exception& error) {
  std::cerr << "train_truecase: " << error.what() << '\n';
  return 2;
}
