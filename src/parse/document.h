// SPDX-License-Identifier: Apache-2.0
// A document: a report's sentences and tokens as the parser sees them. No opinions on conflict. Built by
// parse/pipeline.h, immutable afterwards. Positions are bytes of the report's text; heads are token numbers.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"
#include "base/word.h"
#include "parse/labels.h"

namespace sitrep {

struct Token {
  Span span;                      // in the report's text
  std::uint32_t head = 0;         // token number; the root of a sentence is its own head
  Dep dep{};
  Tag tag{};
  Pos pos{};
  EntityLabel entity{};           // EntityLabel::none outside entities
  bool entity_begins = false;     // first token of its entity
  bool sentence_begins = false;
  bool space_after = false;
  std::string_view text;          // as parsed: case restored where the report is in capitals; same bytes as the span else
  std::string_view lower;         // lower-cased text
  std::string_view lemma;
  Word lower_hash{};              // word(lower), word(lemma): for word lists and hot comparisons
  Word lemma_hash{};
};

/// Token numbers, half-open.
struct TokenRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool contains(std::uint32_t token) const { return begin <= token && token < end; }
  constexpr auto operator<=>(const TokenRange&) const = default;
};

struct NamedEntity {
  TokenRange tokens;
  EntityLabel label{};
};

/// One report, parsed. `strings` own what the tokens' views point to, so a document moves but does not copy.
struct Document {
  std::string_view text;                   // the report's text, as printed; must outlive the document
  std::vector<Token> tokens;
  std::vector<TokenRange> sentences;
  std::uint32_t first_of_story = 0;        // the sentence behind the dateline
  std::vector<NamedEntity> entities;
  std::vector<std::uint32_t> sentence_of;  // token number -> sentence number
  std::vector<std::unique_ptr<char[]>> strings;

  Document() = default;
  Document(Document&&) = default;
  Document& operator=(Document&&) = default;

  /// How many sentences of the story stand before it; a dateline is none.
  std::uint32_t place_in_story(std::uint32_t sentence) const { return sentence < first_of_story ? 0 : sentence - first_of_story; }

  /// The bytes from the first token's begin to the last token's end.
  Span span_of(TokenRange range) const {
    return range.size() == 0 ? Span{} : Span{tokens[range.begin].span.begin, tokens[range.end - 1].span.end};
  }
};

}  // namespace sitrep
