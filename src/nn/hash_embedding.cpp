// SPDX-License-Identifier: Apache-2.0
// Hash embeddings.
#include "nn/hash_embedding.h"

#include <algorithm>
#include <bit>

namespace sitrep {

namespace {

std::uint64_t mixed(std::uint64_t h) {
  h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdULL;
  h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53ULL;
  return h ^ (h >> 33);
}

}  // namespace

std::array<std::uint32_t, 4> murmur3(std::uint64_t key, std::uint32_t seed) {
  constexpr std::uint64_t length = sizeof(key);
  const std::uint64_t block = std::rotl(key * 0x87c37b91114253d5ULL, 31) * 0x4cf5ad432745937fULL;
  std::uint64_t first = seed ^ block ^ length, second = seed ^ length;
  first += second;
  second += first;
  first = mixed(first);
  second = mixed(second);
  first += second;
  second += first;
  return {static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(first >> 32), static_cast<std::uint32_t>(second),
          static_cast<std::uint32_t>(second >> 32)};
}

void HashEmbedding::write(std::uint64_t key, float* out) const {
  std::fill_n(out, width(), 0.0F);
  for (const std::uint32_t hash : murmur3(key, seed_)) {
    const float* row = table_.row(hash % table_.shape[0]);
    for (std::size_t i = 0; i < width(); ++i) out[i] += row[i];
  }
}

}  // namespace sitrep
