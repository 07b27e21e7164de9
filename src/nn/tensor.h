// SPDX-License-Identifier: Apache-2.0
// A view of numbers in row-major order. It owns nothing: weights lie in the mapped model file, activations in buffers.
#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace sitrep {

using Shape = std::array<std::size_t, 4>;  // unused dimensions are 1

template <class T>
struct Tensor {
  const T* data = nullptr;
  Shape shape{1, 1, 1, 1};

  std::size_t size() const { return shape[0] * shape[1] * shape[2] * shape[3]; }
  std::size_t row_size() const { return shape[1] * shape[2] * shape[3]; }
  const T* row(std::size_t i) const { return data + i * row_size(); }
  std::span<const T> flat() const { return {data, size()}; }
};

using Floats = Tensor<float>;

}  // namespace sitrep
