// SPDX-License-Identifier: Apache-2.0
// The encoder. Documents are laid in one line of rows with padding between them, and the line is worked through in chunks
// of one matrix block each, so that all of a chunk stays in the processor's cache. Chunks overlap by as many rows as the
// window layers reach, hence a chunk's inner rows are exactly what one pass over the whole line would give.
#include "parse/encoder.h"

#include <algorithm>
#include <cstring>

#include "base/error.h"
#include "base/format.h"

namespace sitrep {

namespace {

constexpr std::size_t window_layers = 4;
constexpr std::size_t padding_rows = window_layers;   // between documents
constexpr std::size_t chunk_rows = 256;
constexpr std::size_t overlap = window_layers - 1;    // the first layer sees the true neighbours
constexpr std::size_t words_kept = 8192;              // 31 MB of rows
constexpr std::size_t rows_per_slab = 256;

std::uint64_t feature_of(const RawToken& token, WordFeature feature) {
  const Lexeme& word = *token.lexeme;
  switch (feature) {
    case WordFeature::norm: return word.norm;
    case WordFeature::prefix: return word.prefix;
    case WordFeature::suffix: return word.suffix;
    case WordFeature::shape: return word.shape;
    case WordFeature::space_after: return token.space_after;
    case WordFeature::is_space: return word.is_space;
  }
  return 0;
}

std::string_view name_of(WordFeature feature) {
  constexpr std::string_view names[] = {"NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"};
  return names[static_cast<std::size_t>(feature)];
}

std::size_t mix_inputs(const EmbeddingPlan& plan) { return (plan.features.size() + plan.vectors) * token_width; }

/// The first window layer's weights (piece, out, window) as one matrix that gives a word's products with the weights of
/// the left neighbour, the middle and the right one: (place, piece, out; in).
std::vector<float> weights_by_place(Floats weights) {
  std::vector<float> result(weights.size());
  float* to = result.data();
  for (std::size_t place = 0; place < 3; ++place) {
    for (std::size_t out = 0; out < maxout_width; ++out, to += token_width)
      std::copy_n(weights.data + out * window_width + place * token_width, token_width, to);
  }
  return result;
}

Affine products_of(const ModelFile& model, const std::string& name) {
  const std::vector<float> weights = weights_by_place(model.floats(name, {token_pieces, token_width, window_width, 1}));
  return Affine({weights.data(), {3 * maxout_width, token_width, 1, 1}}, token_width, {});
}

}  // namespace

/// Rows of words by key, in slabs that never move.
struct Encoder::Memory::Parts {
  std::vector<WordRow*> row_of_key;
  std::vector<std::unique_ptr<WordRow[]>> slabs;
  std::size_t words = 0;
  std::vector<MissingWord> missing;

  std::vector<const WordRow*> line;  // null is padding; one more before and behind
  std::vector<float> inputs, pieces, embeddings, products, windows, vectors;
  std::size_t tokens_done = 0;

  WordRow* new_row() {
    if (words == slabs.size() * rows_per_slab) slabs.push_back(std::make_unique<WordRow[]>(rows_per_slab));
    WordRow* row = &slabs[words / rows_per_slab][words % rows_per_slab];
    ++words;
    return row;
  }
  void forget_words() {
    row_of_key.clear();
    words = 0;
  }
};

Encoder::Memory::Memory() : parts_(std::make_unique<Parts>()) {}
Encoder::Memory::~Memory() = default;
Encoder::Memory::Memory(Memory&&) noexcept = default;
void Encoder::Memory::forget_words() { parts_->forget_words(); }

Encoder::Layer Encoder::layer(const ModelFile& model, const std::string& name, std::size_t inputs) {
  const Floats weights = model.floats(name + ".W", {token_pieces, token_width, inputs, 1});
  const Floats bias = model.floats(name + ".b", {token_pieces, token_width, 1, 1});
  const Shape row = {token_width, 1, 1, 1};
  return {Affine(weights, inputs, bias), {model.floats(name + ".G", row).data, model.floats(name + ".beta", row).data}};
}

Encoder::Encoder(const ModelFile& model, std::string_view scope, const EmbeddingPlan& plan)
    : features_(plan.features),
      mix_(layer(model, format("{}.mix", scope), mix_inputs(plan))),
      first_products_(products_of(model, format("{}.encode.0.W", scope))),
      first_bias_(model.floats(format("{}.encode.0.b", scope), {token_pieces, token_width, 1, 1}).data),
      first_norm_{model.floats(format("{}.encode.0.G", scope), {token_width, 1, 1, 1}).data,
                  model.floats(format("{}.encode.0.beta", scope), {token_width, 1, 1, 1}).data} {
  for (std::size_t i = 0; i < features_.size(); ++i) {
    const Floats table = model.tensor<float>(format("{}.embed.{}", scope, name_of(features_[i])));
    if (table.row_size() != token_width || table.shape[0] == 0)
      throw Error(format("the language model's embedding of {} is not {} wide", name_of(features_[i]), token_width));
    tables_.emplace_back(table, plan.seeds.at(i));
    hears_space_after_ |= features_[i] == WordFeature::space_after;
  }
  if (plan.vectors) {
    vectors_ = model.tensor<float>(format("{}.vectors", scope));
    vector_keys_ = model.tensor<std::uint64_t>("vectors.keys");
    vector_rows_ = model.tensor<std::uint32_t>("vectors.rows_of_keys");
  }
  for (std::size_t i = 1; i < window_layers; ++i) layers_.push_back(layer(model, format("{}.encode.{}", scope, i), window_width));
}

std::size_t Encoder::key_of(const RawToken& token) const {
  return std::size_t{2} * token.lexeme->id + (hears_space_after_ && token.space_after);
}

const float* Encoder::encode(std::span<const std::vector<RawToken>> documents, Memory& memory) const {
  Memory::Parts& parts = *memory.parts_;
  if (parts.words > words_kept) parts.forget_words();
  line_up(documents, parts);
  add_missing(parts);
  const std::size_t rows = parts.line.size() - 2;
  for (std::size_t first = 0; first < rows; first += chunk_rows - 2 * overlap)
    encode_chunk(parts, first, std::min(chunk_rows - 2 * overlap, rows - first));
  return parts.vectors.data();
}

/// Lays out the line of rows and notes the words that have no row yet.
void Encoder::line_up(std::span<const std::vector<RawToken>> documents, Memory::Parts& parts) const {
  parts.missing.clear();
  parts.line.assign(1 + padding_rows, nullptr);
  std::size_t tokens = 0;
  for (const std::vector<RawToken>& document : documents) {
    tokens += document.size();
    for (const RawToken& token : document) {
      const std::size_t key = key_of(token);
      if (key >= parts.row_of_key.size()) parts.row_of_key.resize(std::max(key + 1, 2 * parts.row_of_key.size()));
      WordRow*& row = parts.row_of_key[key];
      if (!row) {
        row = parts.new_row();
        parts.missing.push_back({&token, row});
      }
      parts.line.push_back(row);
    }
    parts.line.insert(parts.line.end(), padding_rows, nullptr);
  }
  parts.line.push_back(nullptr);
  parts.tokens_done = 0;
  parts.vectors.resize(Affine::room_for(tokens) * token_width);
}

void Encoder::write_inputs(const RawToken& token, float* inputs) const {
  for (std::size_t i = 0; i < tables_.size(); ++i) tables_[i].write(feature_of(token, features_[i]), inputs + i * token_width);
  if (!vectors_.data) return;
  float* vector = inputs + tables_.size() * token_width;
  const auto keys = vector_keys_.flat();
  const auto key = std::lower_bound(keys.begin(), keys.end(), token.lexeme->orth);
  if (key == keys.end() || *key != token.lexeme->orth) {
    std::fill_n(vector, token_width, 0.0F);
  } else {
    std::copy_n(vectors_.row(vector_rows_.data[key - keys.begin()]), token_width, vector);
  }
}

void Encoder::add_missing(Memory::Parts& parts) const {
  const std::size_t width = mix_.affine.inputs();
  for (std::size_t first = 0; first < parts.missing.size(); first += chunk_rows) {
    const std::size_t count = std::min(chunk_rows, parts.missing.size() - first), room = Affine::room_for(count);
    parts.inputs.resize(std::max(parts.inputs.size(), room * width));
    parts.pieces.resize(std::max(parts.pieces.size(), room * maxout_width));
    parts.embeddings.resize(std::max(parts.embeddings.size(), room * token_width));
    parts.products.resize(std::max(parts.products.size(), room * 3 * maxout_width));
    for (std::size_t i = 0; i < count; ++i) write_inputs(*parts.missing[first + i].token, parts.inputs.data() + i * width);
    mix_.affine.apply(parts.inputs.data(), count, parts.pieces.data());
    maxout_norm(parts.pieces.data(), count, mix_.norm, parts.embeddings.data(), token_width);
    first_products_.apply(parts.embeddings.data(), count, parts.products.data());
    for (std::size_t i = 0; i < count; ++i) {
      WordRow* row = parts.missing[first + i].row;
      std::memcpy(row->product, parts.products.data() + i * 3 * maxout_width, sizeof row->product);
      std::memcpy(row->embedding, parts.embeddings.data() + i * token_width, sizeof row->embedding);
    }
  }
}

/// Appends to the vectors those of the tokens in rows [first, first + rows) of the line.
void Encoder::encode_chunk(Memory::Parts& parts, std::size_t first, std::size_t rows) const {
  const std::size_t before = std::min(first, overlap);
  const std::size_t behind = std::min(parts.line.size() - 2 - first - rows, overlap);
  const std::size_t all = before + rows + behind;
  const WordRow* const* line = parts.line.data() + 1 + first - before;
  parts.windows.resize((chunk_rows + 2) * window_width);
  parts.pieces.resize(std::max(parts.pieces.size(), chunk_rows * maxout_width));
  float* windows = parts.windows.data() + window_width;
  first_windows(line, all, first_bias_, first_norm_, windows);
  for (const Layer& layer : layers_) {
    layer.affine.apply(windows, all, parts.pieces.data());
    advance_windows(parts.pieces.data(), all, layer.norm, windows);
  }
  for (std::size_t i = before; i < before + rows; ++i) {
    if (!line[i]) continue;
    std::copy_n(windows + i * window_width + token_width, token_width, parts.vectors.data() + parts.tokens_done * token_width);
    ++parts.tokens_done;
  }
}

}  // namespace sitrep
