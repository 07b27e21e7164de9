// SPDX-License-Identifier: Apache-2.0
#include "parse/truecase.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "base/characters.h"
#include "base/error.h"
#include "base/utf8.h"
#include "parse/passages.h"
#include "parse/tokenizer.h"

namespace sitrep {
namespace {

constexpr int zero_weight = 128;
constexpr std::size_t upper_halves = 1U << 16;
constexpr float weight_scale = 16;       // of the weights as bytes
constexpr float evidence_factor = 50;    // how much the text itself outweighs the weights

/// How often a text prints a word in each case where the case says something: in the usual print, not at the beginning of
/// a sentence.
using Evidence = std::unordered_map<Word, std::array<std::uint16_t, case_count>>;

bool case_is_free(Gap before) { return before == Gap::space || before == Gap::comma || before == Gap::hyphen || before == Gap::apostrophe; }

Evidence evidence_of(std::string_view text, const std::vector<CaseWord>& words, const std::vector<Print>& prints) {
  Evidence evidence;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (prints[i] == Print::usual && !words[i].is_number && case_is_free(words[i].before)) ++evidence[words[i].hash][static_cast<std::size_t>(case_of(words[i].span.of(text)))];
  return evidence;
}

/// Writes the word with the given characters in lower case, where that keeps its size.
template <class KeepsCapital>
void write_lower(std::string& text, Span span, KeepsCapital keeps_capital) {
  std::size_t character = 0;
  for (std::size_t at = span.begin; at < span.end; ++character) {
    const std::size_t begin = at;
    const char32_t printed = next_code_point(text, at);
    if (keeps_capital(character, printed)) continue;
    std::string lower;
    append_code_point(lower, unicode::to_lower(printed));
    if (lower.size() == at - begin) text.replace(begin, lower.size(), lower);
  }
}

void write(std::string& text, Span part, Case form, std::uint32_t capitals) {
  bool is_first_letter = true;
  switch (form) {
    case Case::upper: return;
    case Case::lower: return write_lower(text, part, [](std::size_t, char32_t) { return false; });
    case Case::mixed: return write_lower(text, part, [&](std::size_t n, char32_t) { return n < 32 && (capitals >> n & 1); });
    case Case::title:
      return write_lower(text, part, [&](std::size_t, char32_t c) { return unicode::is_letter(c) && std::exchange(is_first_letter, false); });
  }
}

}  // namespace

std::uint8_t capital_chance(const CaseChances& chances) {
  constexpr std::array<float, capital_chances - 2> steps = {0.02F, 0.15F, 0.4F, 0.6F, 0.85F, 0.98F};
  const float chance = 1 - chances[static_cast<std::size_t>(Case::lower)];
  return static_cast<std::uint8_t>(1 + (std::upper_bound(steps.begin(), steps.end(), chance) - steps.begin()));
}

void rewrite(std::string& restored, std::string_view printed, Span part, Case form) {
  if (form == Case::mixed) return;
  restored.replace(part.begin, part.size(), part.of(printed));
  write(restored, part, form, 0);
}

/// One text on its way through both readings.
struct Truecaser::Reading {
  std::string_view text;
  std::vector<CaseWord> words;
  std::vector<Print> prints;
  WordFactsReader facts;
  Evidence evidence;
  std::vector<CaseChances> chances;

  Case printed(std::size_t at) const { return case_of(words[at].span.of(text)); }
  /// Is the word's case to be found out? In capitals that of each word, in a headline that of words with one capital.
  bool is_open(std::size_t at) const { return prints[at] == Print::capitals ? printed(at) != Case::lower : prints[at] == Print::headline && printed(at) == Case::title; }
};

Truecaser::Truecaser(const ModelFile& model) : model_(&model), first_(model, "truecase.first"), second_(model, "truecase.second") {}

Truecaser::Weights::Weights(const ModelFile& model, const std::string& name)
    : first_of_upper_half(model.tensor<std::uint32_t>(name + ".index").flat()),
      features(model.tensor<std::uint32_t>(name + ".features").flat()),
      scores(model.tensor<std::uint8_t>(name + ".scores").flat()) {
  const bool fits = first_of_upper_half.size() == upper_halves + 1 && scores.size() == features.size() * case_count && first_of_upper_half.back() == features.size();
  if (!fits) throw Error("the language model's sections " + name + ".* do not fit each other; run 'make setup' to build it anew");
}

CaseChances Truecaser::Weights::chances(std::span<const std::uint32_t> wanted) const {
  std::array<int, case_count> sums{};
  for (const std::uint32_t feature : wanted) {
    const std::uint32_t* const end = features.data() + first_of_upper_half[(feature >> 16) + 1];
    const std::uint32_t* const at = std::find(features.data() + first_of_upper_half[feature >> 16], end, feature);
    if (at == end) continue;
    const std::uint8_t* const weights = scores.data() + static_cast<std::size_t>(at - features.data()) * case_count;
    for (std::size_t form = 0; form < case_count; ++form) sums[form] += weights[form] - zero_weight;
  }
  CaseChances result;
  const int highest = *std::max_element(sums.begin(), sums.end());
  for (std::size_t form = 0; form < case_count; ++form) result[form] = std::exp(static_cast<float>(sums[form] - highest) / weight_scale);
  return result;
}

/// Goes through the words once; the second time with what the first has found.
void Truecaser::read(Reading& reading, const std::vector<CaseContext>* contexts) const {
  const Weights& weights = contexts ? second_ : first_;
  FeatureNumbers numbers;
  CaseHistory history;
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    CaseChances& result = reading.chances[i];
    if (!reading.is_open(i)) {
      result = {};
      result[static_cast<std::size_t>(reading.printed(i))] = 1;
    } else {
      result = weights.chances(features_of(reading.words, i, history, contexts ? &(*contexts)[i] : nullptr, reading.facts, numbers));
      if (reading.facts.of(reading.words[i]).capitals == 0) result[static_cast<std::size_t>(Case::mixed)] = 0;
      if (reading.prints[i] == Print::headline) result[static_cast<std::size_t>(Case::upper)] = result[static_cast<std::size_t>(Case::mixed)] = 0;
      if (const auto seen = reading.evidence.find(reading.words[i].hash); seen != reading.evidence.end())
        for (std::size_t form = 0; form < case_count; ++form) result[form] *= seen->second[form] > 0 ? evidence_factor * seen->second[form] : 1;
      const float sum = std::accumulate(result.begin(), result.end(), 1e-30F);
      for (float& chance : result) chance /= sum;
    }
    history = {likeliest(result), history.last};
  }
}

std::optional<RestoredText> Truecaser::restored(std::string_view text) const {
  if (!may_need_restoring(text)) return std::nullopt;
  Reading reading{text, case_words(text), {}, WordFactsReader(*model_), {}, {}};
  reading.prints = prints_of(text, reading.words);
  if (std::all_of(reading.prints.begin(), reading.prints.end(), [](Print print) { return print == Print::usual; })) return std::nullopt;

  reading.evidence = evidence_of(text, reading.words, reading.prints);
  reading.chances.resize(reading.words.size());
  read(reading, nullptr);
  const std::vector<CaseContext> contexts = contexts_of(reading.words, reading.chances);
  read(reading, &contexts);

  RestoredText result{std::string(text), {}};
  for (std::size_t i = 0; i < reading.words.size(); ++i) {
    const CaseWord& word = reading.words[i];
    const bool is_open = reading.is_open(i) && !word.is_number;
    if (is_open) write(result.text, word.span, likeliest(reading.chances[i]), reading.facts.of(word).capitals);
    result.words.push_back({word.span.begin, is_open ? capital_chance(reading.chances[i]) : std::uint8_t{0}});
  }
  return result;
}

}  // namespace sitrep
