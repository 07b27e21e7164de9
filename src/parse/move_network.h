// SPDX-License-Identifier: Apache-2.0
// Scores of moves in a state of a transition system. What a token contributes at each place of a state (top of the stack,
// front of the buffer…) is one matrix product for all tokens ahead; a state then only adds up. Knows no moves by name.
#pragma once

#include <string_view>
#include <vector>

#include "nn/affine.h"
#include "nn/kernels.h"
#include "nn/model_file.h"

namespace sitrep {

class MoveNetwork {
 public:
  static constexpr std::size_t most_places = 8;
  static constexpr int absent = -1;

  /// The contributions of the tokens of a batch: a thread's buffers.
  struct Contributions {
    std::vector<float> reduced;
    std::vector<float> by_place;  // (token, place, feature_width)
  };

  MoveNetwork(const ModelFile& model, std::string_view scope, std::size_t places, std::size_t moves);

  void prepare(const float* vectors, std::size_t tokens, Contributions& contributions) const;

  /// Scores of all moves; `state` has a token number within the document, or `absent`, for each place, and `document`
  /// points to the contributions of the document's first token. `scores` has room for room_for_scores().
  void score(const int* state, const float* document, float* scores) const;

  const float* document_at(const Contributions& contributions, std::size_t token) const {
    return contributions.by_place.data() + token * places_ * feature_width;
  }
  std::size_t room_for_scores() const { return scorer_.lanes * lane_width; }

 private:
  std::size_t places_;
  Affine reduce_;
  Affine lower_;
  const float* padding_;  // the contribution of an absent token at each place
  std::vector<float> upper_weights_;
  std::vector<float> upper_bias_;
  StateScorer scorer_;
};

}  // namespace sitrep
