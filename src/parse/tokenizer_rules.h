// SPDX-License-Identifier: Apache-2.0
// The tokenizer's rules as the model file brings them, and what they make of one chunk. Immutable, shared by threads. How
// a text falls into chunks, and what is remembered of them, is the tokenizer's.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "parse/lexicon.h"
#include "parse/pattern.h"

namespace sitrep {

/// One token of a chunk: its form, and an exception's norm or 0 for the form's own.
struct Piece {
  std::string_view form;
  StringId norm = 0;
};

class TokenizerRules {
 public:
  /// Throws Error when the section is damaged.
  explicit TokenizerRules(std::string_view json);
  TokenizerRules(const TokenizerRules&) = delete;

  /// Appends the tokens of a chunk: all of one exception, or what is left when affixes are taken off and infixes cut.
  void split(std::string_view chunk, Pattern::Scratch& scratch, std::vector<Piece>& pieces) const { split(chunk, scratch, pieces, true); }

  /// The tokens of an exception's text; null when it is none.
  const std::vector<Piece>* exception(std::string_view text) const;

  const StringRules& strings() const { return strings_; }

  /// A tree of token sequences that spell an exception which affix rules would tear apart. Node 0 is the root.
  struct SequenceNode {
    std::unordered_map<StringId, std::uint32_t> next;
    bool is_exception = false;
  };
  const std::vector<SequenceNode>& sequences() const { return sequences_; }

 private:
  struct Section;  // the model's, read
  explicit TokenizerRules(Section&& section);
  static Section read(std::string_view json);
  void add_exception(const std::string& spelling, const std::vector<std::vector<std::string>>& tokens);

  struct Affixes;
  void split(std::string_view chunk, Pattern::Scratch& scratch, std::vector<Piece>& pieces, bool with_exceptions) const;
  Affixes affixes_of(std::string_view chunk, Pattern::Scratch& scratch, bool with_exceptions) const;
  void split_infixes(std::string_view stem, Pattern::Scratch& scratch, std::vector<Piece>& pieces) const;
  std::uint32_t prefix_size(std::string_view text, Pattern::Scratch& scratch) const;
  std::uint32_t suffix_size(std::string_view text, Pattern::Scratch& scratch) const;
  bool is_url(std::string_view text, Pattern::Scratch& scratch) const;
  void add_sequence(std::string_view text, Pattern::Scratch& scratch);

  Pattern prefix_, suffix_, infix_, url_;
  StringRules strings_;
  std::unordered_map<std::string_view, std::vector<Piece>> exceptions_;
  std::size_t longest_exception_ = 0;
  std::vector<std::unique_ptr<char[]>> texts_;  // of the exceptions
  std::vector<SequenceNode> sequences_{1};
};

}  // namespace sitrep
