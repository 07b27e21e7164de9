// SPDX-License-Identifier: Apache-2.0
// The dictionary form of a word by its part of speech: exceptions, then endings that are replaced where that gives a
// known lemma. Rules come from the model file (lemmatizer.rules and lemmatizer.index, by tools/model/language.py). What
// the attribute ruler has set stays.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "parse/document.h"
#include "parse/inflection.h"

namespace sitrep {

class Lemmatizer {
 public:
  /// `index` (sorted hashes of "pos/lemma") is used where it lies and must outlive this. Throws Error when the rules are
  /// damaged.
  Lemmatizer(std::string_view rules, std::span<const std::uint64_t> index);

  /// A thread's memory of lemmas: tokens' lemmas are views into it until clear().
  class Cache {
   public:
    void clear() { lemmas_.clear(); }

   private:
    friend class Lemmatizer;
    struct Lemma {
      std::string text;
      Word hash{};
    };
    std::unordered_map<std::uint64_t, Lemma> lemmas_;
  };

  /// Sets the lemma and its hash of each token that has none yet.
  void apply(std::span<Token> tokens, std::span<const Inflection> inflections, Cache& cache) const;

  std::string lemma(std::string_view text, Pos pos, Inflection inflection) const;

 private:
  /// Endings and what stands for them in the lemma, in the order of trying.
  using Endings = std::vector<std::pair<std::string, std::string>>;

  bool is_known(Pos pos, std::string_view form) const;
  std::string by_rules(std::string_view text, Pos pos) const;

  std::vector<std::optional<Endings>> endings_;  // by part of speech; none: words of it have no rules at all
  std::unordered_map<Word, std::vector<std::string>> exceptions_;  // by key_of(pos, form)
  std::span<const std::uint64_t> index_;
};

}  // namespace sitrep
