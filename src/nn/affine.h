// SPDX-License-Identifier: Apache-2.0
// y = W x + b for many rows at once: the one door to the library that multiplies matrices (oneDNN). Weights are laid out
// for the processor once, at construction. Immutable afterwards; threads share it, and each call runs on its own thread.
#pragma once

#include <cstddef>
#include <memory>

#include "nn/tensor.h"

namespace sitrep {

class Affine {
 public:
  /// `weights` is (outputs, inputs) after joining its leading dimensions; `bias` may be empty.
  Affine(Floats weights, std::size_t inputs, Floats bias);
  Affine(Affine&&) noexcept;
  ~Affine();

  std::size_t inputs() const { return inputs_; }
  std::size_t outputs() const { return outputs_; }

  /// x and y must have room for room_for(rows) rows; what lies in the surplus rows of x does not matter.
  void apply(const float* x, std::size_t rows, float* y) const;

  static constexpr std::size_t room_for(std::size_t rows) { return (rows + 15) / 16 * 16; }

 private:
  struct Kernels;
  std::size_t inputs_;
  std::size_t outputs_;
  std::unique_ptr<const Kernels> kernels_;
};

}  // namespace sitrep
