// SPDX-License-Identifier: Apache-2.0
// A document's words without white space, each with its role in time expressions: what the grammar reads. Positions are
// numbers of words; reading beyond the end gives a word without a role.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "knowledge/times.h"
#include "parse/document.h"

namespace sitrep {

class TimeWords {
 public:
  TimeWords(const Document& document, const Times& times);

  std::uint32_t size() const { return static_cast<std::uint32_t>(tokens_.size()); }
  TimeWord role(std::uint32_t at) const { return at < roles_.size() ? roles_[at] : TimeWord{}; }
  bool has(std::uint32_t at, TimeRole role_) const { return role(at).role == role_; }
  /// A set phrase may begin here.
  bool starts_phrase(std::uint32_t at) const { return at < size() && starts_phrase_[at] != 0; }
  /// A unit stands near enough behind for a count of it to begin here.
  bool unit_near(std::uint32_t at) const { return at < size() && unit_near_[at] != 0; }
  bool is(std::uint32_t at, Word w) const { return at < tokens_.size() && token(at).lower_hash == w; }
  template <class... Words>
  bool is_any(std::uint32_t at, Words... words) const { return (is(at, words) || ...); }
  const Token& token(std::uint32_t at) const { return document_->tokens[tokens_[at]]; }
  std::uint32_t number_of(std::uint32_t at) const { return tokens_[at]; }
  /// The word that is the token, or the first behind it.
  std::uint32_t word_at_token(std::uint32_t token) const;
  std::string_view lower(std::uint32_t at) const { return at < tokens_.size() ? token(at).lower : std::string_view{}; }
  bool capitalised(std::uint32_t at) const;
  /// Punctuation, or the end of the text.
  bool ends_clause(std::uint32_t at) const;
  /// Stands directly behind the word before, without a space: "40-minute".
  bool joined(std::uint32_t at) const { return at > 0 && at < size() && token(at).span.begin == token(at - 1).span.end; }
  /// The tag of the word, none behind the end.
  Tag tag(std::uint32_t at) const { return at < tokens_.size() ? token(at).tag : Tag::none; }
  const Document& document() const { return *document_; }

 private:
  const Document* document_;
  std::vector<std::uint32_t> tokens_;
  std::vector<TimeWord> roles_;
  std::vector<char> starts_phrase_;
  std::vector<char> unit_near_;
};

/// The value of a word of digits only, of `least` to `most` digits.
std::optional<int> digits_of(std::string_view text, std::size_t least, std::size_t most);
/// "3rd", "21st".
std::optional<int> ordinal_of(std::string_view text);

}  // namespace sitrep
