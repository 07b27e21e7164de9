// SPDX-License-Identifier: Apache-2.0
// What is known of numbers and amounts: number words, vague amounts, qualifiers, units that make a number no count of
// people. From knowledge/words/{numbers,amounts,qualifiers,units}.tsv.
#pragma once

#include <filesystem>
#include <unordered_map>
#include <unordered_set>

#include "knowledge/phrases.h"
#include "record/vocabulary.h"

namespace sitrep {

VOCABULARY(NumberRole, unit, ten, scale, group);

struct NumberWord {
  std::int64_t value = 0;
  NumberRole role{};
};

/// A vague amount: "dozens", "a few"; bounds as the craft counts them, nullopt where it would be a guess.
struct Amount {
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> best;
  std::optional<std::int64_t> high;
  Qualifier qualifier = Qualifier::vague;
  bool multiplies = false;  // "a few hundred", "several dozen"
};

struct Quantities {
  std::unordered_map<Word, NumberWord> numbers;
  Phrases<Amount> amounts;
  Phrases<Qualifier> qualifiers_before;    // "at least 49"
  Phrases<Qualifier> qualifiers_behind;    // "49 or more"
  std::unordered_set<Word> units_behind;   // lemma of a noun that a number measures: "km", "year", "percent"
  std::unordered_set<Word> labels_before;  // lemma of a noun that a number only names: "Highway 61", "Resolution 1701"
  std::unordered_set<Word> loss_nouns;     // lemma: "casualty", "death": "no casualties" is a figure

  static Quantities load(const std::filesystem::path& knowledge);
};

}  // namespace sitrep
