// SPDX-License-Identifier: Apache-2.0
// The kernels against the same arithmetic written plainly.
#include "nn/kernels.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace sitrep {
namespace {

using Row = std::vector<float>;

Row pattern(std::size_t size, int step) {
  Row values(size);
  for (std::size_t i = 0; i < size; ++i) values[i] = static_cast<float>(static_cast<int>(i * step % 23) - 11) / 7.0F;
  return values;
}

Row expected_norm(const float* y, const Row& gain, const Row& shift) {
  Row row(token_width);
  double mean = 0, variance = 0;
  for (std::size_t i = 0; i < token_width; ++i) {
    row[i] = std::max({y[i], y[token_width + i], y[2 * token_width + i]});
    mean += row[i] / token_width;
  }
  for (const float x : row) variance += (x - mean) * (x - mean) / token_width;
  for (std::size_t i = 0; i < token_width; ++i) row[i] = static_cast<float>((row[i] - mean) / std::sqrt(variance + 1e-8)) * gain[i] + shift[i];
  return row;
}

void check_row(const float* got, const Row& expected) {
  for (std::size_t i = 0; i < expected.size(); ++i) CHECK(got[i] == doctest::Approx(expected[i]).epsilon(1e-4));
}

const Row gain = pattern(token_width, 3), shift = pattern(token_width, 4);
const LayerNorm norm{gain.data(), shift.data()};

TEST_CASE("maxout picks the greatest piece and the row is normalised") {
  const Row y = pattern(2 * maxout_width, 5);
  Row out(2 * 100);
  maxout_norm(y.data(), 2, norm, out.data(), 100);
  check_row(out.data(), expected_norm(y.data(), gain, shift));
  check_row(out.data() + 100, expected_norm(y.data() + maxout_width, gain, shift));
}

/// y = bias + sum over the three places of weights * row, for row `token` of x; weights are (out, place, in).
Row window_product(const Row& x, std::size_t token, const Row& weights, const Row& bias) {
  Row y = bias;
  for (std::size_t out = 0; out < maxout_width; ++out) {
    for (std::size_t i = 0; i < window_width; ++i) y[out] += weights[out * window_width + i] * x[(token - 1) * token_width + i];
  }
  return y;
}

/// The products of the four inputs with the weights that kernels.h tells of.
Row winograd_product(const float* input, std::size_t k, const Row& weights, const Row& bias) {
  constexpr float shares[window_products][3] = {{1, 0, 0}, {0.5F, 0.5F, 0.5F}, {0.5F, -0.5F, 0.5F}, {0, 0, 1}};
  Row y(maxout_width);
  for (std::size_t out = 0; out < maxout_width; ++out) {
    if (k == 1) y[out] = bias[out];
    for (std::size_t place = 0; place < 3; ++place) {
      for (std::size_t i = 0; i < token_width; ++i)
        y[out] += shares[k][place] * weights[out * window_width + place * token_width + i] * input[i];
    }
  }
  return y;
}

TEST_CASE("two rows by four products are the plain window layer") {
  const Row x = pattern(4 * token_width, 2), weights = pattern(maxout_width * window_width, 7), bias = pattern(maxout_width, 6);
  Row inputs[window_products], products[window_products], result = x;
  float* input_rows[window_products];
  const float* product_rows[window_products];
  for (std::size_t k = 0; k < window_products; ++k) {
    inputs[k].resize(token_width);
    input_rows[k] = inputs[k].data();
  }
  window_inputs(x.data() + token_width, 1, input_rows);
  for (std::size_t k = 0; k < window_products; ++k) {
    products[k] = winograd_product(input_rows[k], k, weights, bias);
    product_rows[k] = products[k].data();
  }
  window_outputs(product_rows, 1, norm, result.data() + token_width);
  for (const std::size_t token : {1, 2}) {
    Row expected = expected_norm(window_product(x, token, weights, bias).data(), gain, shift);
    for (std::size_t i = 0; i < token_width; ++i) expected[i] += x[token * token_width + i];
    check_row(result.data() + token * token_width, expected);
  }
}

TEST_CASE("the first window layer adds the known products of three words") {
  WordRow word{};
  for (std::size_t i = 0; i < 3 * maxout_width; ++i) word.product[i] = static_cast<float>(i * 5 % 31);
  for (std::size_t i = 0; i < token_width; ++i) word.embedding[i] = static_cast<float>(i);
  const WordRow* words[] = {nullptr, &word, &word, nullptr};
  const Row bias = pattern(maxout_width, 6);
  Row x(2 * token_width);
  first_windows(words + 1, 2, bias.data(), norm, x.data());
  Row sums(maxout_width);
  for (std::size_t i = 0; i < maxout_width; ++i) sums[i] = bias[i] + word.product[maxout_width + i] + word.product[2 * maxout_width + i];
  Row expected = expected_norm(sums.data(), gain, shift);
  for (std::size_t i = 0; i < token_width; ++i) expected[i] += word.embedding[i];
  check_row(x.data(), expected);
}

TEST_CASE("a state is scored by its features") {
  constexpr std::size_t lanes = 8;
  const Row a = pattern(feature_width, 3), b = pattern(feature_width, 8), feature_bias = pattern(feature_width, 5);
  const Row weights = pattern(hidden_width * lanes * lane_width, 9), bias = pattern(lanes * lane_width, 2);
  const float* features[] = {a.data(), b.data()};
  Row scores(lanes * lane_width);
  score_state(features, 2, {feature_bias.data(), weights.data(), bias.data(), lanes}, scores.data());
  for (std::size_t s = 0; s < scores.size(); ++s) {
    float expected = bias[s];
    for (std::size_t h = 0; h < hidden_width; ++h) {
      const std::size_t other = hidden_width + h;
      const float unit = std::max(a[h] + b[h] + feature_bias[h], a[other] + b[other] + feature_bias[other]);
      expected += unit * weights[h * lanes * lane_width + s];
    }
    CHECK(scores[s] == doctest::Approx(expected).epsilon(1e-4));
  }
}

TEST_CASE("of equal scores the first wins") {
  const Row values = {9, 1, 5, 3, 5, 9};
  CHECK(first_of_greatest(values.data(), 1, 5) == 2);
  CHECK(first_of_greatest(values.data(), 0, 6) == 0);
  CHECK(first_of_greatest(values.data(), 3, 4) == 3);
}

}  // namespace
}  // namespace sitrep
