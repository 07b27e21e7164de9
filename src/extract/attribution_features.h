// SPDX-License-Identifier: Apache-2.0
// What the labelling of tokens looks at: the features of a token of a passage, as hashes. Shared by inference and training.
#pragma once

#include <cstdint>
#include <vector>

#include "extract/attribution_passage.h"

namespace sitrep {

/// A feature: which question, and up to three answers.
constexpr std::uint64_t feature(Word question, std::uint64_t a, std::uint64_t b = 0, std::uint64_t c = 0) {
  std::uint64_t hash = static_cast<std::uint64_t>(question) ^ a * 0x9E3779B97F4A7C15ULL;
  hash = (hash ^ (hash >> 31) ^ b) * 0xBF58476D1CE4E5B9ULL;
  hash = (hash ^ (hash >> 29) ^ c) * 0x94D049BB133111EBULL;
  return hash ^ (hash >> 32);
}

/// Near distances exactly, far ones by their order: 0 to 5, 8, 12, 20, 40, more.
std::uint32_t distance_class(std::uint32_t distance);

/// Which of subject, ccomp, xcomp, dobj and marker a token has as children, as bits.
std::uint32_t frame_of(const Passage& passage, std::uint32_t i);

/// Appends the features of token `i`.
void label_features(const Passage& passage, std::uint32_t i, std::vector<std::uint64_t>& features);

}  // namespace sitrep
