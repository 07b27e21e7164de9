// SPDX-License-Identifier: Apache-2.0
// An embedding table for an open set of keys: four hashes of the key pick four rows, and the embedding is their sum. The
// hash is MurmurHash3's 128-bit one over the eight bytes of the key, as the training library computes it.
#pragma once

#include <array>
#include <cstdint>

#include "nn/tensor.h"

namespace sitrep {

std::array<std::uint32_t, 4> murmur3(std::uint64_t key, std::uint32_t seed);

class HashEmbedding {
 public:
  HashEmbedding(Floats table, std::uint32_t seed) : table_(table), seed_(seed) {}
  std::size_t width() const { return table_.row_size(); }
  void write(std::uint64_t key, float* out) const;

 private:
  Floats table_;
  std::uint32_t seed_;
};

}  // namespace sitrep
