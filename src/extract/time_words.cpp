// SPDX-License-Identifier: Apache-2.0
#include "extract/time_words.h"

#include <algorithm>

#include "base/strings.h"

namespace sitrep {

namespace {
constexpr std::uint32_t longest_count = 10;  // words, with qualifiers: "at least two and a half more years"
}

TimeWords::TimeWords(const Document& document, const Times& times) : document_(&document) {
  tokens_.reserve(document.tokens.size());
  roles_.reserve(document.tokens.size());
  starts_phrase_.reserve(document.tokens.size());
  const auto& words = times.words;
  for (std::uint32_t i = 0; i < document.tokens.size(); ++i) {
    const Token& t = document.tokens[i];
    if (t.tag == Tag::SP) continue;
    const auto found = words.find(t.lower_hash);
    tokens_.push_back(i);
    roles_.push_back(found == words.end() ? TimeWord{} : found->second);
    starts_phrase_.push_back(times.starts.contains(t.lower_hash));
  }
  unit_near_.resize(roles_.size());
  std::uint32_t distance = longest_count + 1;
  for (std::uint32_t i = size(); i-- > 0;) {
    distance = roles_[i].role == TimeRole::unit || roles_[i].role == TimeRole::units ? 0 : distance + 1;
    unit_near_[i] = distance <= longest_count;
  }
}

std::uint32_t TimeWords::word_at_token(std::uint32_t token) const {
  return static_cast<std::uint32_t>(std::lower_bound(tokens_.begin(), tokens_.end(), token) - tokens_.begin());
}

bool TimeWords::ends_clause(std::uint32_t at) const {
  if (at >= size()) return true;
  const Tag tag = token(at).tag;
  return tag == Tag::comma || tag == Tag::period || tag == Tag::colon || tag == Tag::close_quote || tag == Tag::open_quote ||
         tag == Tag::left_bracket || tag == Tag::right_bracket || tag == Tag::HYPH || tag == Tag::NFP;
}

bool TimeWords::capitalised(std::uint32_t at) const {
  return at < size() && is_upper(document_->text[token(at).span.begin]);
}

std::optional<int> digits_of(std::string_view text, std::size_t least, std::size_t most) {
  if (text.size() < least || text.size() > most) return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (!is_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<int> ordinal_of(std::string_view text) {
  if (text.size() < 3) return std::nullopt;
  const std::string_view ending = text.substr(text.size() - 2);
  if (ending != "st" && ending != "nd" && ending != "rd" && ending != "th") return std::nullopt;
  return digits_of(text.substr(0, text.size() - 2), 1, 2);
}

}  // namespace sitrep
