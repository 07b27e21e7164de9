// SPDX-License-Identifier: Apache-2.0
#include "choice_trainer.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>

namespace sitrep::training {
namespace {

constexpr float rate = 0.1F, decay = 0.3F, dropped_share = 0.3F, near_enough = 0.85F;

std::uint64_t words_of(const Passage& p, const std::set<std::uint32_t>& tokens) {
  std::uint64_t sum = 0;
  for (const std::uint32_t i : tokens)
    if (!is_punctuation(p[i])) sum += word_number(i);
  return sum;
}

/// F of the words in common.
float likeness(const Passage& p, const Pieces& pieces, const std::set<std::uint32_t>& gold) {
  float common = 0, ours = 0, theirs = 0;
  for (const std::uint32_t i : gold) theirs += p.contains(i) && !is_punctuation(p[i]);
  for (const TokenRange r : pieces)
    for (std::uint32_t i = r.begin; i < r.end; ++i)
      if (!is_punctuation(p[i])) ours += 1, common += gold.contains(i);
  return 2 * common / (ours + theirs);
}

const GoldAttribution* gold_for(const Article& article, TokenRange cue) {
  const GoldAttribution* best = nullptr;
  std::size_t most = 0;
  for (const GoldAttribution& g : article.gold) {
    const auto common = static_cast<std::size_t>(std::count_if(g.cue.begin(), g.cue.end(), [&](std::uint32_t i) { return cue.contains(i); }));
    if (common > most) most = common, best = &g;
  }
  return best;
}

}  // namespace

ChoiceExamples::ChoiceExamples(const std::vector<std::unique_ptr<Article>>& articles, const std::vector<Marginals>& marginals, const AttributionModel& model,
                               std::uint32_t times) {
  for (const bool counting : {true, false}) {
    std::size_t number = 0;
    for (const auto& article : articles)
      for (const TokenRange tokens : passages_of(article->document)) {
        const Passage passage(*article->tree, tokens, model);
        add_passage(*article, LabelledPassage(passage, marginals[number++]), counting);
      }
    if (counting) {
      contents_dictionary.number_those_met(times);
      sources_dictionary.number_those_met(times);
    }
  }
  std::fprintf(stderr, "%zu cues; of %zu contents %zu are among the candidates, of %zu sources %zu; %zu and %zu features\n", contents.size(), gold_contents_ / 2,
               right_contents_ / 2, gold_sources_ / 2, right_sources_ / 2, contents_dictionary.features().size(), sources_dictionary.features().size());
}

void ChoiceExamples::add_passage(const Article& article, const LabelledPassage& labelled, bool counting) {
  std::set<const GoldAttribution*> met;
  for (const CueCandidate& cue : cue_candidates(labelled)) {
    const GoldAttribution* gold = gold_for(article, cue.tokens);
    met.insert(gold);
    add_cue(labelled, cue, gold, counting);
  }
  for (const GoldAttribution& g : article.gold) {
    if (met.contains(&g) || !labelled.passage.contains(*g.cue.begin()) || !labelled.passage.contains(*g.cue.rbegin())) continue;
    add_cue(labelled, cue_at(labelled, {*g.cue.begin(), *g.cue.rbegin() + 1}), &g, counting);
  }
}

void ChoiceExamples::add_candidate(Dictionary& dictionary, std::vector<ChoiceExample>& examples, bool is_right, bool counting) {
  if (counting) {
    for (const std::uint64_t f : features_) dictionary.count(f);
    return;
  }
  ChoiceExample example{{}, is_right};
  for (const std::uint64_t f : features_)
    if (const std::uint32_t number = dictionary.number_of(f); number != Dictionary::dropped) example.features.push_back(number);
  example.features.shrink_to_fit();
  examples.push_back(std::move(example));
}

void ChoiceExamples::add_cue(const LabelledPassage& labelled, const CueCandidate& cue, const GoldAttribution* gold, bool counting) {
  const Passage& p = labelled.passage;
  const CueContext context(labelled, cue);
  const std::vector<ContentCandidate> candidates = content_candidates(labelled, cue);
  const std::uint64_t words = gold ? words_of(p, gold->content) : 0;
  std::size_t right = candidates.size();
  float best = near_enough;
  for (std::size_t c = 0; gold && c < candidates.size(); ++c) {
    if (candidates[c].words == words) {
      right = c;
      ++right_contents_;
      break;
    }
    if (const float l = likeness(p, candidates[c].pieces, gold->content); l > best) best = l, right = c;
  }
  gold_contents_ += gold != nullptr;
  std::vector<ChoiceExample> examples;
  for (std::size_t c = 0; c < candidates.size(); ++c) {
    features_.clear();
    content_features(context, candidates[c], features_);
    add_candidate(contents_dictionary, examples, c == right, counting);
  }
  if (!counting) contents.push_back(std::move(examples));
  if (!gold) return;

  Pieces content;
  for (const std::uint32_t i : gold->content)
    if (!content.empty() && content.ranges[content.count - 1].end == i) content.ranges[content.count - 1].end = i + 1;
    else content.add({i, i + 1});
  const std::uint64_t source_words = words_of(p, gold->source);
  examples.clear();
  bool is_found = false;
  for (const SourceCandidate& candidate : source_candidates(labelled, cue, content)) {
    std::uint64_t own = 0;
    for (std::uint32_t i = candidate.tokens.begin; i < candidate.tokens.end; ++i)
      if (!is_punctuation(p[i])) own += word_number(i);
    features_.clear();
    source_features(context, candidate, features_);
    add_candidate(sources_dictionary, examples, own == source_words, counting);
    is_found |= own == source_words;
  }
  gold_sources_ += !gold->source.empty();
  right_sources_ += is_found;
  if (!counting) sources.push_back(std::move(examples));
}

std::vector<float> train_choice(const std::vector<std::vector<ChoiceExample>>& cues, std::size_t features, int rounds) {
  std::vector<float> weights(features), squares(features);
  std::vector<const ChoiceExample*> order;
  for (const auto& cue : cues)
    for (const ChoiceExample& example : cue) order.push_back(&example);
  std::mt19937 random(3);
  std::vector<std::uint32_t> kept;
  for (int r = 0; r < rounds; ++r) {
    std::shuffle(order.begin(), order.end(), random);
    const float step = rate / (1 + decay * static_cast<float>(r));
    double loss = 0;
    for (const ChoiceExample* example : order) {
      kept.clear();
      float sum = 0;
      for (const std::uint32_t f : example->features) {
        if ((random() & 1023) < static_cast<std::uint32_t>(dropped_share * 1024)) continue;
        kept.push_back(f);
        sum += weights[f];
      }
      sum /= 1 - dropped_share;
      const float error = 1 / (1 + std::exp(-sum)) - (example->is_right ? 1.0F : 0.0F);
      loss -= std::log(std::max(1e-6, 1.0 - std::fabs(static_cast<double>(error))));
      for (const std::uint32_t f : kept) {
        squares[f] += error * error;
        weights[f] -= step * error / std::sqrt(1 + squares[f]);
      }
    }
    std::fprintf(stderr, "  round %d: loss %.4f\n", r + 1, loss / static_cast<double>(order.size()));
  }
  return weights;
}

}  // namespace sitrep::training
