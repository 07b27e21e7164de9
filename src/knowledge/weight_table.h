// SPDX-License-Identifier: Apache-2.0
// Tables of learned numbers by hash, as they lie in the files of knowledge/models: small classes by word, weights by feature.
#pragma once

#ifdef __SSE2__
#include <immintrin.h>
#endif

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/word.h"

namespace sitrep {

/// Small numbers by word: open addressing, a slot is 24 bits of the hash and 8 bits of value; 0 is free.
struct WordClasses {
  std::span<const std::uint32_t> slots;  // a power of two

  std::uint8_t of(Word w) const {
    const auto hash = static_cast<std::uint64_t>(w);
    const std::size_t mask = slots.size() - 1;
    const auto print = static_cast<std::uint32_t>(hash >> 40) << 8;
    for (std::size_t at = hash & mask; slots[at] != 0; at = (at + 1) & mask)
      if ((slots[at] & 0xFFFFFF00U) == print) return static_cast<std::uint8_t>(slots[at]);
    return 0;
  }
};

/// Weights by feature. A slot is 16 bits of the feature's hash and its weights; a feature lies in the line (64 bytes) that its
/// hash points to or in the next one that is not full. A feature that is not there weighs nothing.
template <class Weight, std::size_t outputs>
struct WeightTable {
  struct Slot {
    std::uint16_t print;  // 0: free
    std::array<Weight, outputs> weights;
  };
  static constexpr std::size_t slots_in_line = 64 / sizeof(Slot);
  static_assert(sizeof(Slot) == 4 || sizeof(Slot) == 8);
  std::span<const Slot> slots;  // lines are a power of two
  float scale = 1;              // of one unit of weight

  static constexpr std::uint16_t print_of(std::uint64_t feature) {
    const auto print = static_cast<std::uint16_t>(feature >> 48);
    return print == 0 ? std::uint16_t{1} : print;
  }
  std::size_t line_of(std::uint64_t feature) const { return feature & (slots.size() / slots_in_line - 1); }
  void prefetch(std::uint64_t feature) const { __builtin_prefetch(&slots[line_of(feature) * slots_in_line]); }

  const Slot* find(std::uint64_t feature) const {
    const std::uint16_t print = print_of(feature);
    const std::size_t lines = slots.size() / slots_in_line;
    for (std::size_t line = line_of(feature);; line = (line + 1) & (lines - 1)) {
      const Slot* first = &slots[line * slots_in_line];
      if (const std::uint64_t equal = slots_with(first, print)) return first + static_cast<std::size_t>(__builtin_ctzll(equal)) / sizeof(Slot);
      if (slots_with(first, 0) != 0) return nullptr;
    }
  }

 private:
  /// The slots of a line with that print, as the bits of their first bytes.
  static std::uint64_t slots_with(const Slot* line, std::uint16_t print) {
    std::uint64_t found = 0;
#ifdef __SSE2__
    const __m128i wanted = _mm_set1_epi16(static_cast<short>(print));
    for (int part = 0; part < 4; ++part) {
      const __m128i some = _mm_loadu_si128(reinterpret_cast<const __m128i*>(line) + part);
      found |= static_cast<std::uint64_t>(_mm_movemask_epi8(_mm_cmpeq_epi16(some, wanted))) << (16 * part);
    }
    return found & (sizeof(Slot) == 8 ? 0x0101010101010101ULL : 0x1111111111111111ULL);
#else
    for (std::size_t s = 0; s < slots_in_line; ++s)
      if (line[s].print == print) found |= 1ULL << (s * sizeof(Slot));
    return found;
#endif
  }
};

}  // namespace sitrep
