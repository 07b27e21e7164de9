// SPDX-License-Identifier: Apache-2.0
// Part of speech and what else follows from tag, dependency and word by the model's rules, in the order of the rules: a
// later rule wins. Rules come from the model file (section attribute_ruler.rules, written by tools/model/language.py).
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parse/document.h"
#include "parse/inflection.h"
#include "parse/tokenizer.h"

namespace sitrep {

class AttributeRuler {
 public:
  /// Throws Error when the rules are damaged or ask for what this program does not know.
  explicit AttributeRuler(std::string_view rules);

  /// For the tokens of one document, whose tag, dep and lower_hash are known: sets pos and inflection, and where a rule
  /// says so tag, dep, and lemma with its hash (a view into this ruler). `raw` are the same tokens.
  void apply(std::span<const RawToken> raw, std::span<Token> tokens, std::vector<Inflection>& inflections) const;

 private:
  /// What a rule asks of one token. All sets are masks over the labels.
  struct TokenTest {
    std::uint64_t tags = ~0ULL, deps = ~0ULL;
    std::vector<Word> words;  // any of them; none: any word
    std::optional<bool> is_space;
  };
  struct Pattern {
    std::uint32_t rule = 0;
    std::uint32_t target = 0;  // which of the matched tokens is set
    std::uint32_t anchor = 0;  // the one whose word finds the pattern
    std::vector<TokenTest> tests;
  };
  struct Rule {
    std::optional<Pos> pos;
    std::optional<Tag> tag;
    std::optional<Dep> dep;
    std::optional<Inflection> inflection;
    std::string lemma;  // empty: none
    Word lemma_hash{};
  };
  struct Match {
    std::uint32_t token = 0;
    std::uint32_t rule = 0;
    auto operator<=>(const Match&) const = default;
  };

  struct Reader;
  void index(std::uint32_t pattern);
  bool matches(const Pattern& pattern, std::size_t anchor, std::span<const RawToken> raw, std::span<const Token> tokens) const;
  void set(const Rule& rule, Token& token, Inflection& inflection) const;

  std::deque<Rule> rules_;
  std::vector<Pattern> patterns_;
  std::vector<std::vector<std::uint32_t>> by_tag_;                     // patterns of one token that name no word
  std::unordered_map<Word, std::vector<std::uint32_t>> by_word_;  // patterns by the word of their anchor
};

}  // namespace sitrep
