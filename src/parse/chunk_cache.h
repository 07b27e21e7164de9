// SPDX-License-Identifier: Apache-2.0
// A memory of chunks (what stands between white space) and the lexemes they fall into. One thread's; it grows until it is
// cleared. An open-addressing table, because most of the tokenizer's time is this look-up.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/word.h"
#include "parse/lexicon.h"

namespace sitrep {

class ChunkCache {
 public:
  /// The parts of the chunk, valid until the next add(); empty when it is not known.
  std::span<const Lexeme* const> find(std::string_view chunk) const {
    const std::uint64_t hash = static_cast<std::uint64_t>(word(chunk));
    for (std::size_t at = hash & mask(); slots_[at].part_count != 0; at = (at + 1) & mask()) {
      const Slot& slot = slots_[at];
      if (slot.hash == hash && text_of(slot) == chunk) return {parts_.data() + slot.first_part, slot.part_count};
    }
    return {};
  }

  /// Adds a chunk that is not known yet, with at least one part.
  void add(std::string_view chunk, std::span<const Lexeme* const> parts);
  void clear() { *this = ChunkCache(); }
  std::size_t size() const { return size_; }

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t text_begin = 0, text_size = 0;
    std::uint32_t first_part = 0, part_count = 0;  // no parts: free
  };
  std::size_t mask() const { return slots_.size() - 1; }
  std::string_view text_of(const Slot& slot) const { return std::string_view(texts_).substr(slot.text_begin, slot.text_size); }
  void insert(const Slot& slot);

  std::vector<Slot> slots_ = std::vector<Slot>(1024);
  std::vector<const Lexeme*> parts_;
  std::string texts_;
  std::size_t size_ = 0;
};

}  // namespace sitrep
