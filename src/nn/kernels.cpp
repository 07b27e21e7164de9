// SPDX-License-Identifier: Apache-2.0
// The kernels, written on lanes of 16 floats: the compiler turns a lane into one AVX-512 register, two of AVX or four of SSE.
#include "nn/kernels.h"

#include <cmath>
#include <cstring>
#include <limits>

// Several versions of a function, chosen by the processor at load. Sanitizers and clang get the plain version only.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define SITREP_FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define SITREP_FOR_EACH_PROCESSOR
#endif
#define SITREP_INLINE [[gnu::always_inline]] inline

namespace sitrep {

namespace {

typedef float Lane __attribute__((vector_size(lane_width * sizeof(float))));
typedef float LooseLane __attribute__((vector_size(lane_width * sizeof(float)), aligned(4), may_alias));

constexpr std::size_t row_lanes = token_width / lane_width;

SITREP_INLINE void load(const float* from, Lane& to) { to = *reinterpret_cast<const LooseLane*>(from); }
SITREP_INLINE void store(const Lane& from, float* to) { *reinterpret_cast<LooseLane*>(to) = from; }
SITREP_INLINE void greater(const Lane& a, Lane& b) { b = a > b ? a : b; }

SITREP_INLINE float sum(const Lane& lane) {
  float total = 0;
  for (std::size_t i = 0; i < lane_width; ++i) total += lane[i];
  return total;
}

SITREP_INLINE float sum(const Lane (&lanes)[row_lanes]) {
  Lane total = lanes[0];
  for (std::size_t i = 1; i < row_lanes; ++i) total += lanes[i];
  return sum(total);
}

/// row = (row - mean) / deviation * gain + shift
SITREP_INLINE void normalise(Lane (&row)[row_lanes], const Lane (&gain)[row_lanes], const Lane (&shift)[row_lanes]) {
  constexpr float inverse_width = 1.0F / token_width, epsilon = 1e-8F;
  const float mean = sum(row) * inverse_width;
  Lane squares[row_lanes];
  for (std::size_t i = 0; i < row_lanes; ++i) {
    row[i] -= mean;
    squares[i] = row[i] * row[i];
  }
  const float scale = 1.0F / std::sqrt(sum(squares) * inverse_width + epsilon);
  for (std::size_t i = 0; i < row_lanes; ++i) row[i] = row[i] * scale * gain[i] + shift[i];
}

SITREP_INLINE void load_row(const float* from, Lane (&row)[row_lanes]) {
  for (std::size_t i = 0; i < row_lanes; ++i) load(from + i * lane_width, row[i]);
}

SITREP_INLINE void maxout(const float* y, Lane (&row)[row_lanes]) {
  for (std::size_t i = 0; i < row_lanes; ++i) {
    load(y + i * lane_width, row[i]);
    for (std::size_t piece = 1; piece < token_pieces; ++piece) {
      Lane other;
      load(y + piece * token_width + i * lane_width, other);
      greater(other, row[i]);
    }
  }
}

SITREP_INLINE void add_row(const Lane (&row)[row_lanes], float* to) {
  for (std::size_t i = 0; i < row_lanes; ++i) {
    Lane before;
    load(to + i * lane_width, before);
    store(before + row[i], to + i * lane_width);
  }
}

alignas(64) constexpr WordRow padding{};

}  // namespace

SITREP_FOR_EACH_PROCESSOR
void maxout_norm(const float* y, std::size_t rows, LayerNorm norm, float* out, std::size_t out_stride) {
  Lane row[row_lanes], gain[row_lanes], shift[row_lanes];
  load_row(norm.gain, gain);
  load_row(norm.shift, shift);
  for (std::size_t r = 0; r < rows; ++r) {
    maxout(y + r * maxout_width, row);
    normalise(row, gain, shift);
    for (std::size_t i = 0; i < row_lanes; ++i) store(row[i], out + r * out_stride + i * lane_width);
  }
}

SITREP_FOR_EACH_PROCESSOR
void first_windows(const WordRow* const* words, std::size_t rows, const float* bias, LayerNorm norm, float* x) {
  Lane row[row_lanes], gain[row_lanes], shift[row_lanes];
  load_row(norm.gain, gain);
  load_row(norm.shift, shift);
  const auto row_of = [&](std::ptrdiff_t i) { return words[i] ? words[i] : &padding; };
  for (std::ptrdiff_t r = 0; r < static_cast<std::ptrdiff_t>(rows); ++r) {
    const WordRow* middle = row_of(r);
    const float* parts[] = {row_of(r - 1)->product, middle->product + maxout_width, row_of(r + 1)->product + 2 * maxout_width};
    for (std::size_t i = 0; i < row_lanes; ++i) {
      for (std::size_t piece = 0; piece < token_pieces; ++piece) {
        const std::size_t at = piece * token_width + i * lane_width;
        Lane total, part;
        load(bias + at, total);
        for (const float* product : parts) {
          load(product + at, part);
          total += part;
        }
        if (piece == 0) row[i] = total;
        else greater(total, row[i]);
      }
    }
    normalise(row, gain, shift);
    for (std::size_t i = 0; i < row_lanes; ++i) {
      Lane embedding;
      load(middle->embedding + i * lane_width, embedding);
      store(row[i] + embedding, x + r * static_cast<std::ptrdiff_t>(token_width) + i * lane_width);
    }
  }
}

SITREP_FOR_EACH_PROCESSOR
void window_inputs(const float* x, std::size_t pairs, float* const* inputs) {
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    const float* first = x + 2 * pair * token_width;
    for (std::size_t i = 0; i < token_width; i += lane_width) {
      Lane left, a, b, right;
      load(first - token_width + i, left);
      load(first + i, a);
      load(first + token_width + i, b);
      load(first + 2 * token_width + i, right);
      const std::size_t at = pair * token_width + i;
      store(left - b, inputs[0] + at);
      store(a + b, inputs[1] + at);
      store(b - a, inputs[2] + at);
      store(a - right, inputs[3] + at);
    }
  }
}

SITREP_FOR_EACH_PROCESSOR
void window_outputs(const float* const* products, std::size_t pairs, LayerNorm norm, float* x) {
  Lane gain[row_lanes], shift[row_lanes], first[row_lanes], second[row_lanes];
  load_row(norm.gain, gain);
  load_row(norm.shift, shift);
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    for (std::size_t i = 0; i < row_lanes; ++i) {
      for (std::size_t piece = 0; piece < token_pieces; ++piece) {
        const std::size_t at = pair * maxout_width + piece * token_width + i * lane_width;
        Lane p0, p1, p2, p3;
        load(products[0] + at, p0);
        load(products[1] + at, p1);
        load(products[2] + at, p2);
        load(products[3] + at, p3);
        const Lane a = p0 + p1 + p2, b = p1 - p2 - p3;
        if (piece == 0) {
          first[i] = a;
          second[i] = b;
        } else {
          greater(a, first[i]);
          greater(b, second[i]);
        }
      }
    }
    normalise(first, gain, shift);
    normalise(second, gain, shift);
    add_row(first, x + 2 * pair * token_width);
    add_row(second, x + (2 * pair + 1) * token_width);
  }
}

namespace {

/// Scores of `lanes` lanes from `first` on: sums over the hidden units in registers.
template <std::size_t lanes>
SITREP_INLINE void score_lanes(const float* hidden, const StateScorer& scorer, std::size_t first, float* scores) {
  Lane total[lanes];
  const std::size_t stride = scorer.lanes * lane_width, begin = first * lane_width;
  for (std::size_t l = 0; l < lanes; ++l) load(scorer.bias + begin + l * lane_width, total[l]);
  for (std::size_t h = 0; h < hidden_width; ++h) {
    for (std::size_t l = 0; l < lanes; ++l) {
      Lane weight;
      load(scorer.weights + h * stride + begin + l * lane_width, weight);
      total[l] += weight * hidden[h];
    }
  }
  for (std::size_t l = 0; l < lanes; ++l) store(total[l], scores + begin + l * lane_width);
}

SITREP_INLINE void hidden_units(const float* const* features, std::size_t count, const float* bias, float* hidden) {
  constexpr std::size_t hidden_lanes = hidden_width / lane_width;
  Lane total[hidden_pieces * hidden_lanes];
  for (std::size_t i = 0; i < hidden_pieces * hidden_lanes; ++i) load(bias + i * lane_width, total[i]);
  for (std::size_t f = 0; f < count; ++f) {
    for (std::size_t i = 0; i < hidden_pieces * hidden_lanes; ++i) {
      Lane part;
      load(features[f] + i * lane_width, part);
      total[i] += part;
    }
  }
  for (std::size_t i = 0; i < hidden_lanes; ++i) {
    for (std::size_t piece = 1; piece < hidden_pieces; ++piece) greater(total[piece * hidden_lanes + i], total[i]);
    store(total[i], hidden + i * lane_width);
  }
}

}  // namespace

SITREP_FOR_EACH_PROCESSOR
void score_state(const float* const* features, std::size_t count, const StateScorer& scorer, float* scores) {
  alignas(64) float hidden[hidden_width];
  hidden_units(features, count, scorer.feature_bias, hidden);
  std::size_t lane = 0;
  for (; lane + 4 <= scorer.lanes; lane += 4) score_lanes<4>(hidden, scorer, lane, scores);
  for (; lane + 3 <= scorer.lanes; lane += 3) score_lanes<3>(hidden, scorer, lane, scores);
  for (; lane < scorer.lanes; ++lane) score_lanes<1>(hidden, scorer, lane, scores);
}

SITREP_FOR_EACH_PROCESSOR
std::size_t first_of_greatest(const float* values, std::size_t begin, std::size_t end) {
  float greatest = -std::numeric_limits<float>::infinity();
  for (std::size_t i = begin; i < end; ++i) greatest = values[i] > greatest ? values[i] : greatest;
  for (std::size_t i = begin; i < end; ++i) {
    if (values[i] == greatest) return i;
  }
  return begin;
}

}  // namespace sitrep
