// SPDX-License-Identifier: Apache-2.0
// What happens between matrix products: maxout, layer norm, windows, states. One row at a time, in registers, compiled for
// several processors and picked at load. The sizes are those of spaCy's CNN models, fixed so that rows fit registers; the
// loader refuses a model with others. Rows need no alignment.
#pragma once

#include <cstddef>

namespace sitrep {

constexpr std::size_t token_width = 96;
constexpr std::size_t token_pieces = 3;
constexpr std::size_t window_width = 3 * token_width;  // left neighbour, token, right neighbour
constexpr std::size_t maxout_width = token_pieces * token_width;
constexpr std::size_t hidden_width = 64;
constexpr std::size_t hidden_pieces = 2;
constexpr std::size_t feature_width = hidden_pieces * hidden_width;

/// Gain and shift after normalising a row to mean 0 and variance 1.
struct LayerNorm {
  const float* gain = nullptr;
  const float* shift = nullptr;
};

/// out[i] = norm(max over pieces of y[i]); y has `maxout_width` a row, out `out_stride`.
void maxout_norm(const float* y, std::size_t rows, LayerNorm norm, float* out, std::size_t out_stride);

/// One residual window layer's end, in place: the middle of window i becomes itself + norm(maxout(y[i])), and the windows
/// beside it get that too. windows[-1] and windows[rows] must be there.
void advance_windows(const float* y, std::size_t rows, LayerNorm norm, float* windows);

/// The same for the first layer, whose products with the three weights are known per word: the middle of window i becomes
/// the word's embedding + norm(maxout(bias + left product of i-1 + middle of i + right of i+1)). A null row is padding:
/// all zero. words[-1] and words[rows] must be there.
struct WordRow {
  float product[3 * maxout_width];  // as the left neighbour, as the token, as the right neighbour
  float embedding[token_width];
};
void first_windows(const WordRow* const* words, std::size_t rows, const float* bias, LayerNorm norm, float* windows);

/// hidden = max over pieces of (bias + sum of `count` features), then scores[0..lanes*16) = bias + hidden * weights, where
/// weights is (hidden_width, lanes*16).
struct StateScorer {
  const float* feature_bias = nullptr;
  const float* weights = nullptr;
  const float* bias = nullptr;
  std::size_t lanes = 0;
};
constexpr std::size_t lane_width = 16;
void score_state(const float* const* features, std::size_t count, const StateScorer& scorer, float* scores);

/// The first of the greatest of values[begin, end).
std::size_t first_of_greatest(const float* values, std::size_t begin, std::size_t end);

}  // namespace sitrep
