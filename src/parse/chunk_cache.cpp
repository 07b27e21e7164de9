// SPDX-License-Identifier: Apache-2.0
#include "parse/chunk_cache.h"

namespace sitrep {

void ChunkCache::add(std::string_view chunk, std::span<const Lexeme* const> parts) {
  if (2 * (size_ + 1) > slots_.size()) {
    std::vector<Slot> old(2 * slots_.size());
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.part_count != 0) insert(slot);
  }
  insert({static_cast<std::uint64_t>(word(chunk)), static_cast<std::uint32_t>(texts_.size()), static_cast<std::uint32_t>(chunk.size()),
          static_cast<std::uint32_t>(parts_.size()), static_cast<std::uint32_t>(parts.size())});
  texts_ += chunk;
  parts_.insert(parts_.end(), parts.begin(), parts.end());
  ++size_;
}

void ChunkCache::insert(const Slot& slot) {
  std::size_t at = slot.hash & mask();
  while (slots_[at].part_count != 0) at = (at + 1) & mask();
  slots_[at] = slot;
}

}  // namespace sitrep
