// SPDX-License-Identifier: Apache-2.0
#include "nn/affine.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <thread>
#include <vector>

namespace sitrep {
namespace {

Floats matrix(const std::vector<float>& values, std::size_t rows) { return {values.data(), {rows, values.size() / rows, 1, 1}}; }

std::vector<float> pattern(std::size_t size, int step) {
  std::vector<float> values(size);
  for (std::size_t i = 0; i < size; ++i) values[i] = static_cast<float>(static_cast<int>(i * step % 17) - 8) / 8.0F;
  return values;
}

TEST_CASE("an affine layer adds up products and bias") {
  const std::vector<float> weights = {1, 2, 3, /**/ 4, 5, 6}, bias = {0.5F, -1};
  const Affine layer(matrix(weights, 2), 3, matrix(bias, 1));
  REQUIRE(layer.outputs() == 2);
  std::vector<float> x(3 * 16), y(2 * 16);
  x[0] = 1, x[1] = 10, x[2] = 100;
  x[3] = -1;
  layer.apply(x.data(), 2, y.data());
  CHECK(y[0] == 321.5F);
  CHECK(y[1] == 653.0F);
  CHECK(y[2] == -0.5F);
  CHECK(y[3] == -5.0F);
}

TEST_CASE("any number of rows gives the same as single rows, from any thread") {
  constexpr std::size_t in = 24, out = 40, rows = 256 + 64 + 16 + 5;
  const std::vector<float> weights = pattern(in * out, 5), x = pattern(in * Affine::room_for(rows), 3);
  const Affine layer(matrix(weights, out), in, {});
  std::vector<float> together(out * Affine::room_for(rows)), single(out * 16);
  std::thread([&] { layer.apply(x.data(), rows, together.data()); }).join();
  for (std::size_t row = 0; row < rows; row += 13) {
    std::vector<float> one(in * 16);
    std::copy_n(x.data() + row * in, in, one.data());
    layer.apply(one.data(), 1, single.data());
    for (std::size_t o = 0; o < out; ++o) {
      float expected = 0;
      for (std::size_t i = 0; i < in; ++i) expected += weights[o * in + i] * one[i];
      CHECK(single[o] == doctest::Approx(expected));
      CHECK(together[row * out + o] == single[o]);
    }
  }
}

}  // namespace
}  // namespace sitrep
