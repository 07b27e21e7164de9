// SPDX-License-Identifier: Apache-2.0
// Text to tokens, exactly as spaCy's English tokenizer does: chunks between spaces, from which prefixes and suffixes are
// taken off, exceptions, URLs, infixes, and a last pass for exceptions that span several tokens. Rules come from the
// model file (section tokenizer.rules, written by tools/model/language.py). It knows no sentences.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "parse/lexicon.h"

namespace sitrep {

/// What is known of the case of a token whose case was restored: how it was restored, and the chance of a capital in steps.
/// Below `capital_chances` lie words in the first of four cases, in lower case; 0 is also for those whose case was printed.
inline constexpr std::size_t capital_chances = 8, case_hints = 4 * capital_chances;

struct RawToken {
  Span span;                       // in the text; without the space behind it
  const Lexeme* lexeme = nullptr;  // in the cache's lexicon
  bool space_after = false;
  std::uint8_t case_hint = 0;  // where case was restored
};

class Tokenizer {
 public:
  /// `rules` is the model's section tokenizer.rules. Throws Error when it is damaged.
  explicit Tokenizer(std::string_view rules);
  ~Tokenizer();
  Tokenizer(Tokenizer&&) noexcept;

  /// A thread's memory of words and chunks. Lexemes and their ids are valid until trim() says that it forgot them; call
  /// it between batches, never while tokens are in use.
  class Cache {
   public:
    explicit Cache(const Tokenizer& tokenizer);
    ~Cache();
    Cache(Cache&&) noexcept;
    const Lexicon& lexicon() const;
    /// Forgets everything when the cache has outgrown its bound; true if it did. Whatever was kept by Lexeme::id is
    /// then void.
    bool trim();

   private:
    friend class Tokenizer;
    struct Memory;
    std::unique_ptr<Memory> memory_;
  };

  /// Replaces `tokens` by the tokens of the text, which must be valid UTF-8 (base/utf8.h repairs). They cover all of it
  /// but single spaces between tokens. Time is linear in the text.
  void tokenize(std::string_view text, Cache& cache, std::vector<RawToken>& tokens) const;

 private:
  void join_exceptions(std::string_view text, Cache& cache, std::vector<RawToken>& tokens) const;
  void find_exceptions(Cache& cache, const std::vector<RawToken>& tokens) const;

  struct Rules;
  std::unique_ptr<const Rules> rules_;
};

}  // namespace sitrep
