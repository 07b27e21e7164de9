// SPDX-License-Identifier: Apache-2.0
// The two layers of the parser's and the entity recogniser's state model.
#include "parse/move_network.h"

#include <array>

#include "base/format.h"

namespace sitrep {

namespace {

std::size_t lanes_for(std::size_t moves) { return (moves + lane_width - 1) / lane_width; }

/// (moves, hidden) to (hidden, moves rounded up to whole lanes).
std::vector<float> transposed(Floats weights, std::size_t columns) {
  std::vector<float> result(weights.shape[1] * columns);
  for (std::size_t move = 0; move < weights.shape[0]; ++move) {
    for (std::size_t unit = 0; unit < weights.shape[1]; ++unit) result[unit * columns + move] = weights.row(move)[unit];
  }
  return result;
}

Affine affine(const ModelFile& model, const std::string& name, Shape shape, std::size_t inputs, bool with_bias) {
  const Floats bias = with_bias ? model.floats(name + ".b", {shape[0], 1, 1, 1}) : Floats{};
  return Affine(model.floats(name + ".W", shape), inputs, bias);
}

}  // namespace

MoveNetwork::MoveNetwork(const ModelFile& model, std::string_view scope, std::size_t places, std::size_t moves)
    : places_(places),
      reduce_(affine(model, format("{}.reduce", scope), {hidden_width, token_width, 1, 1}, token_width, true)),
      lower_(affine(model, format("{}.lower", scope), {places, hidden_pieces, hidden_width, hidden_width}, hidden_width, false)),
      padding_(model.floats(format("{}.lower.pad", scope), {places, hidden_pieces, hidden_width, 1}).data),
      upper_weights_(transposed(model.floats(format("{}.upper.W", scope), {moves, hidden_width, 1, 1}), lanes_for(moves) * lane_width)) {
  const auto bias = model.floats(format("{}.upper.b", scope), {moves, 1, 1, 1}).flat();
  upper_bias_.assign(bias.begin(), bias.end());
  upper_bias_.resize(lanes_for(moves) * lane_width);
  const Floats feature_bias = model.floats(format("{}.lower.b", scope), {hidden_pieces, hidden_width, 1, 1});
  scorer_ = {feature_bias.data, upper_weights_.data(), upper_bias_.data(), lanes_for(moves)};
}

void MoveNetwork::prepare(const float* vectors, std::size_t tokens, Contributions& contributions) const {
  const std::size_t room = Affine::room_for(tokens);
  contributions.reduced.resize(room * hidden_width);
  contributions.by_place.resize(room * places_ * feature_width);
  reduce_.apply(vectors, tokens, contributions.reduced.data());
  lower_.apply(contributions.reduced.data(), tokens, contributions.by_place.data());
}

void MoveNetwork::score(const int* state, const float* document, float* scores) const {
  std::array<const float*, most_places> features;
  for (std::size_t place = 0; place < places_; ++place) {
    const float* token = state[place] < 0 ? padding_ : document + static_cast<std::size_t>(state[place]) * places_ * feature_width;
    features[place] = token + place * feature_width;
  }
  score_state(features.data(), places_, scorer_, scores);
}

}  // namespace sitrep
