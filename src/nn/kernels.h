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

/// The first window layer, whose products with the weights of the three places are known per word: row i becomes the word's
/// embedding + norm(maxout(bias + left product of i-1 + middle of i + right of i+1)). A null word is padding: all zero.
/// words[-1] and words[rows] must be there.
struct WordRow {
  float product[3 * maxout_width];  // as the left neighbour, as the token, as the right neighbour
  float embedding[token_width];
};
void first_windows(const WordRow* const* words, std::size_t rows, const float* bias, LayerNorm norm, float* x);

/// The other window layers take two rows at once by Winograd's F(2,3): four products of width `token_width` in place of six.
/// The weights of the left, middle and right place become
///   left,  (left + middle + right) / 2,  (left - middle + right) / 2,  right
/// and window_inputs writes what they multiply: for each k of the four, inputs[k] has a row for each pair of rows of x.
/// x[-1] and x[2 * pairs] must be there.
constexpr std::size_t window_products = 4;
void window_inputs(const float* x, std::size_t pairs, float* const* inputs);

/// Adds up the four products and ends the layer: row i of x becomes itself + norm(maxout(y[i])). The bias is in products[1].
void window_outputs(const float* const* products, std::size_t pairs, LayerNorm norm, float* x);

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
