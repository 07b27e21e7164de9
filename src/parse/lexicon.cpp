// SPDX-License-Identifier: Apache-2.0
#include "parse/lexicon.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "base/characters.h"
#include "base/utf8.h"

namespace sitrep {
/// MurmurHash64A by Austin Appleby (in the public domain), seed 1.
StringId string_hash(std::string_view text) {
  constexpr std::uint64_t multiplier = 0xC6A4A7935BD1E995ULL;
  std::uint64_t hash = 1 ^ (text.size() * multiplier);
  const char* at = text.data();
  for (std::size_t blocks = text.size() / 8; blocks > 0; --blocks, at += 8) {
    std::uint64_t block;
    std::memcpy(&block, at, sizeof block);
    block *= multiplier;
    block ^= block >> 47;
    hash = (hash ^ (block * multiplier)) * multiplier;
  }
  if (const std::size_t rest = text.size() % 8; rest > 0) {
    std::uint64_t block = 0;
    std::memcpy(&block, at, rest);
    hash = (hash ^ block) * multiplier;
  }
  hash = (hash ^ (hash >> 47)) * multiplier;
  return hash ^ (hash >> 47);
}

namespace {

constexpr std::size_t longest_shape = 100;  // characters; what is as long has the shape LONG
constexpr std::uint32_t longest_run = 4;    // of one sign in a shape

char32_t shape_sign(char32_t c) {
  if (unicode::is_letter(c)) return unicode::is_upper(c) ? U'X' : U'x';
  return unicode::is_digit(c) ? U'd' : c;
}

/// Xxxxx for Yerevan, dd:dd for 12:30.
std::string shape_of(std::string_view text) {
  std::string shape;
  char32_t last = 0;
  std::uint32_t run = 0;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (++characters >= longest_shape) return "LONG";
    const char32_t sign = shape_sign(next_code_point(text, at));
    run = sign == last ? run + 1 : 1;
    last = sign;
    if (run <= longest_run) append_code_point(shape, sign);
  }
  return shape;
}

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  while (count-- > 0 && at < text.size()) {
    ++at;
    while (at < text.size() && is_continuation(text[at])) ++at;
  }
  return text.substr(0, at);
}

std::string_view last_characters(std::string_view text, std::size_t count) {
  std::size_t at = text.size();
  while (count-- > 0 && at > 0) {
    --at;
    while (at > 0 && is_continuation(text[at])) --at;
  }
  return text.substr(at);
}

bool is_white_space(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (!unicode::is_space(next_code_point(text, at))) return false;
  return !text.empty();
}

std::uint64_t form_key(std::string_view text, StringId norm) { return static_cast<std::uint64_t>(word(text)) ^ (norm * 0x9E3779B97F4A7C15ULL); }

}  // namespace

StringRules::StringRules(std::unordered_map<Word, StringId> symbols, std::unordered_map<StringId, StringId> norms)
    : symbols_(std::move(symbols)), norms_(std::move(norms)) {}

StringId StringRules::id_of(std::string_view text) const {
  if (text.empty()) return 0;
  const auto symbol = symbols_.find(word(text));
  return symbol != symbols_.end() ? symbol->second : string_hash(text);
}

StringId StringRules::norm_of(StringId orth, std::string_view lower) const {
  const auto norm = norms_.find(orth);
  return norm != norms_.end() ? norm->second : id_of(lower);
}

const Lexeme& Lexicon::find_or_add(std::string_view text, StringId norm) {
  const std::uint64_t key = form_key(text, norm);
  const auto [begin, end] = by_form_.equal_range(key);
  for (auto at = begin; at != end; ++at)
    if (lexemes_[at->second].text == text) return lexemes_[at->second];

  Lexeme lexeme;
  lexeme.id = size();
  lexeme.is_space = is_white_space(text);
  lexeme.text = keep(text);
  const std::string lower = unicode::lowered(text);
  lexeme.lower = lower == text ? lexeme.text : keep(lower);
  lexeme.lower_hash = word(lower);
  lexeme.orth = rules_->id_of(text);
  lexeme.norm = norm != 0 ? norm : rules_->norm_of(lexeme.orth, lower);
  lexeme.prefix = rules_->id_of(first_characters(text, 1));
  lexeme.suffix = rules_->id_of(last_characters(text, 3));
  lexeme.shape = rules_->id_of(shape_of(text));
  by_form_.emplace(key, lexeme.id);
  return lexemes_.emplace_back(lexeme);
}

void Lexicon::clear() {
  lexemes_.clear();
  by_form_.clear();
  strings_.clear();
  free_bytes_ = bytes_ = 0;
}

std::string_view Lexicon::keep(std::string_view text) {
  if (text.size() > free_bytes_) {
    free_bytes_ = std::max<std::size_t>(64 * 1024, text.size());
    free_ = strings_.emplace_back(std::make_unique_for_overwrite<char[]>(free_bytes_)).get();
  }
  std::memcpy(free_, text.data(), text.size());
  const std::string_view kept{free_, text.size()};
  free_ += text.size();
  free_bytes_ -= text.size();
  bytes_ += text.size();
  return kept;
}

}  // namespace sitrep
