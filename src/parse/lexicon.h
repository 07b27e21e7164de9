// SPDX-License-Identifier: Apache-2.0
// Words as the language model sees them: what follows from the form alone is worked out once and kept. A lexicon belongs
// to one thread. It knows no sentence and no part of speech.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/word.h"

namespace sitrep {

/// The model's id of a string: a reserved symbol's number, 0 for the empty string, else MurmurHash64A with seed 1. Keys
/// of the hash embeddings (norm, prefix, suffix, shape) and of the static vectors (orth).
using StringId = std::uint64_t;

/// The id of a string that is neither empty nor reserved.
StringId string_hash(std::string_view text);

/// One form with one norm. A tokenizer exception may give a form another norm ("ca" in "ca n't": "can"), which makes it
/// another lexeme, so all that depends on the word alone can be cached under `id`.
struct Lexeme {
  std::uint32_t id = 0;  // 0, 1, 2… in its lexicon
  bool is_space = false;
  std::string_view text;   // the lexicon's own copy, as is `lower`
  std::string_view lower;
  Word lower_hash{};       // word(lower)
  StringId orth = 0, norm = 0, prefix = 0, suffix = 0, shape = 0;
};

/// What the model says on strings: reserved symbols and norms. Immutable, shared by all threads.
class StringRules {
 public:
  StringRules() = default;
  StringRules(std::unordered_map<Word, StringId> symbols, std::unordered_map<StringId, StringId> norms);
  StringId id_of(std::string_view text) const;
  /// The norm of a form by its orth, or of its lower-cased form where the model has none.
  StringId norm_of(StringId orth, std::string_view lower) const;

 private:
  std::unordered_map<Word, StringId> symbols_;
  std::unordered_map<StringId, StringId> norms_;
};

/// The lexemes met so far. References stay valid until clear().
class Lexicon {
 public:
  explicit Lexicon(const StringRules& rules) : rules_(&rules) {}

  /// `norm` 0 means: the form's own norm.
  const Lexeme& find_or_add(std::string_view text, StringId norm = 0);
  const Lexeme& operator[](std::uint32_t id) const { return lexemes_[id]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(lexemes_.size()); }
  std::size_t bytes() const { return bytes_; }  // of strings kept
  void clear();

 private:
  std::string_view keep(std::string_view text);

  const StringRules* rules_;
  std::deque<Lexeme> lexemes_;
  std::unordered_multimap<std::uint64_t, std::uint32_t> by_form_;
  std::vector<std::unique_ptr<char[]>> strings_;
  char* free_ = nullptr;  // in the last of strings_
  std::size_t free_bytes_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace sitrep
