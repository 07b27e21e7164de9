// SPDX-License-Identifier: Apache-2.0
// Matrix products by oneDNN's matmul with weights packed ahead, in blocks of fixed height: measured at these shapes it is
// faster than its sgemm and than OpenBLAS's, which pack the weights at every call.
#include "nn/affine.h"

#include <array>
#include <oneapi/dnnl/dnnl.hpp>
#include <unordered_map>
#include <utility>

// Of OpenMP, which the library uses; its header is not at hand with every compiler.
extern "C" int omp_get_max_threads();
extern "C" void omp_set_num_threads(int);

namespace sitrep {

namespace {

constexpr std::array<std::size_t, 3> block_heights = {128, 48, 16};

dnnl::memory::desc rows_of_floats(std::size_t rows, std::size_t columns) {
  const dnnl::memory::dims dims = {static_cast<dnnl::memory::dim>(rows), static_cast<dnnl::memory::dim>(columns)};
  return {dims, dnnl::memory::data_type::f32, dnnl::memory::format_tag::ab};
}

dnnl::memory memory_at(const dnnl::memory::desc& desc, const dnnl::engine& engine, const float* data) {
  return {desc, engine, const_cast<float*>(data)};  // the library takes no const, but reads only
}

/// A product runs on the calling thread alone: the caller decides on threads, and gets its own setting back.
class OneThread {
 public:
  OneThread() : before_(omp_get_max_threads()) { omp_set_num_threads(1); }
  ~OneThread() { omp_set_num_threads(before_); }
  OneThread(const OneThread&) = delete;

 private:
  int before_;
};

}  // namespace

struct Affine::Kernels {
  dnnl::engine engine{dnnl::engine::kind::cpu, 0};
  std::array<dnnl::matmul::primitive_desc, block_heights.size()> plans;
  std::array<dnnl::matmul, block_heights.size()> blocks;
  std::array<dnnl::memory, block_heights.size()> weights;  // packed as the block's kernel likes
  dnnl::memory bias;

  Kernels(const float* plain_weights, const float* plain_bias, std::size_t inputs, std::size_t outputs) {
    const auto in = static_cast<dnnl::memory::dim>(inputs), out = static_cast<dnnl::memory::dim>(outputs);
    const dnnl::memory::desc any({in, out}, dnnl::memory::data_type::f32, dnnl::memory::format_tag::any);
    const dnnl::memory::desc transposed({in, out}, dnnl::memory::data_type::f32, dnnl::memory::format_tag::ba);
    const dnnl::memory::desc bias_desc = plain_bias ? rows_of_floats(1, outputs) : dnnl::memory::desc();
    if (plain_bias) bias = memory_at(bias_desc, engine, plain_bias);
    dnnl::primitive_attr attributes;
    attributes.set_scratchpad_mode(dnnl::scratchpad_mode::user);  // else a kernel belongs to the thread that made it
    dnnl::stream stream(engine);
    for (std::size_t i = 0; i < block_heights.size(); ++i) {
      const auto x = rows_of_floats(block_heights[i], inputs), y = rows_of_floats(block_heights[i], outputs);
      const auto what = plain_bias ? dnnl::matmul::desc(x, any, bias_desc, y) : dnnl::matmul::desc(x, any, y);
      plans[i] = dnnl::matmul::primitive_desc(what, attributes, engine);
      blocks[i] = dnnl::matmul(plans[i]);
      if (i > 0 && plans[i].weights_desc() == plans[i - 1].weights_desc()) {
        weights[i] = weights[i - 1];
        continue;
      }
      weights[i] = dnnl::memory(plans[i].weights_desc(), engine);
      auto plain = memory_at(transposed, engine, plain_weights);
      dnnl::reorder(plain, weights[i]).execute(stream, plain, weights[i]);
    }
    stream.wait();
  }

  void multiply(std::size_t block, dnnl::stream& stream, const float* x, float* y) const {
    const dnnl::matmul::primitive_desc& plan = plans[block];
    std::unordered_map<int, dnnl::memory> arguments = {
        {DNNL_ARG_SRC, memory_at(plan.src_desc(), engine, x)},
        {DNNL_ARG_WEIGHTS, weights[block]},
        {DNNL_ARG_DST, memory_at(plan.dst_desc(), engine, y)},
        {DNNL_ARG_SCRATCHPAD, dnnl::memory(plan.scratchpad_desc(), engine)},
    };
    if (bias) arguments.emplace(DNNL_ARG_BIAS, bias);
    blocks[block].execute(stream, arguments);
  }
};

Affine::Affine(Floats weights, std::size_t inputs, Floats bias)
    : inputs_(inputs), outputs_(weights.size() / inputs), kernels_([&] {
        const OneThread guard;
        return std::make_unique<const Kernels>(weights.data, bias.data, inputs_, outputs_);
      }()) {}

Affine::Affine(Affine&&) noexcept = default;
Affine::~Affine() = default;

void Affine::apply(const float* x, std::size_t rows, float* y) const {
  const OneThread guard;
  dnnl::stream stream(kernels_->engine);
  std::size_t left = room_for(rows);
  for (std::size_t block = 0; block < block_heights.size(); ++block) {
    for (; left >= block_heights[block]; left -= block_heights[block]) {
      kernels_->multiply(block, stream, x, y);
      x += block_heights[block] * inputs_;
      y += block_heights[block] * outputs_;
    }
  }
  stream.wait();
}

}  // namespace sitrep
