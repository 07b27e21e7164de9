// SPDX-License-Identifier: Apache-2.0
// A word as a 64-bit hash, so that word lists are sets of integers and comparing words in hot loops touches no strings.
// `token.lemma_hash == "say"_w` is resolved at compile time. FNV-1a with a final mix; with the some 100,000 words of the
// knowledge the chance of any collision is about 1 in 10^9.
#pragma once

#include <cstdint>
#include <string_view>

namespace sitrep {

enum class Word : std::uint64_t {};

constexpr Word word(std::string_view text) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  hash ^= hash >> 32;
  hash *= 0x9E3779B97F4A7C15ULL;
  return Word{hash ^ (hash >> 29)};
}

constexpr Word operator""_w(const char* text, std::size_t size) { return word({text, size}); }

}  // namespace sitrep

template <>
struct std::hash<sitrep::Word> {
  std::size_t operator()(sitrep::Word w) const noexcept { return static_cast<std::size_t>(w); }
};
