// SPDX-License-Identifier: Apache-2.0
// Phrases of one or more words that stand for a value: qualifiers ("no fewer than"), names of groups, nouns of people.
// Looking up costs one hash probe a length; the longest phrase wins. Keys are hashes of lower-cased words, or of lemmas.
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/strings.h"
#include "base/word.h"
#include "parse/document.h"

namespace sitrep {

/// Which form of the tokens a table's phrases are written in.
enum class TokenForm { lower, lemma };

template <class Value>
class Phrases {
 public:
  struct Match {
    TokenRange tokens;
    const Value* value = nullptr;
  };

  /// Adds a phrase, its words separated by spaces. Returns false when the phrase is there already.
  bool add(std::string_view phrase, Value value) {
    std::uint64_t key = 0;
    std::size_t length = 0;
    for (const std::string& w : list_items(phrase, ' ')) {
      key = mixed(key, word(w));
      ++length;
    }
    longest_ = std::max(longest_, length);
    return length > 0 && values_.emplace(key, std::move(value)).second;
  }

  /// The longest phrase whose first token is `begin`, not reaching beyond `end`.
  std::optional<Match> starting_at(const Document& document, std::uint32_t begin, std::uint32_t end, TokenForm form) const {
    std::optional<Match> best;
    std::uint64_t key = 0;
    const auto last = static_cast<std::uint32_t>(std::min<std::size_t>(end, begin + longest_));
    for (std::uint32_t i = begin; i < last; ++i) {
      key = mixed(key, form_of(document.tokens[i], form));
      if (const auto at = values_.find(key); at != values_.end()) best = Match{{begin, i + 1}, &at->second};
    }
    return best;
  }

  /// The longest phrase that ends right before token `end`, not reaching before `begin`.
  std::optional<Match> ending_at(const Document& document, std::uint32_t end, std::uint32_t begin, TokenForm form) const {
    const std::uint32_t first = end - begin > longest_ ? end - static_cast<std::uint32_t>(longest_) : begin;
    for (std::uint32_t i = first; i < end; ++i) {
      std::uint64_t key = 0;
      for (std::uint32_t j = i; j < end; ++j) key = mixed(key, form_of(document.tokens[j], form));
      if (const auto at = values_.find(key); at != values_.end()) return Match{{i, end}, &at->second};
    }
    return std::nullopt;
  }

  /// The value of a phrase of one word; nullptr if there is none.
  const Value* exactly(Word single) const {
    const auto at = values_.find(mixed(0, single));
    return at == values_.end() ? nullptr : &at->second;
  }

  std::size_t size() const { return values_.size(); }

 private:
  static Word form_of(const Token& token, TokenForm form) { return form == TokenForm::lower ? token.lower_hash : token.lemma_hash; }
  static std::uint64_t mixed(std::uint64_t key, Word next) {
    return (key ^ static_cast<std::uint64_t>(next)) * 0x9E3779B97F4A7C15ULL + (key >> 29) + 1;
  }

  std::unordered_map<std::uint64_t, Value> values_;
  std::size_t longest_ = 0;
};

}  // namespace sitrep
