// SPDX-License-Identifier: Apache-2.0
// The encoder. Documents are laid in one line of rows with padding between them, and the line is worked through in chunks
// of one matrix block each, so that all of a chunk stays in the processor's cache. Chunks overlap by as many rows as the
// window layers reach, hence a chunk's inner rows are exactly what one pass over the whole line would give.
#include "parse/encoder.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <utility>

#include "base/error.h"
#include "base/format.h"

namespace sitrep {

namespace {

constexpr std::size_t window_layers = 4;
constexpr std::size_t padding_rows = window_layers;   // between documents
constexpr std::size_t chunk_rows = 256;
constexpr std::size_t overlap = window_layers - 1;    // the first layer sees the true neighbours
constexpr std::size_t words_kept = 4608;             // 18 MB of rows
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

/// How much of the weights of the left neighbour, the middle and the right one.
using Shares = std::array<float, 3>;
constexpr std::array<Shares, 3> places = {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}};
constexpr std::array<Shares, window_products> winograd = {{{1, 0, 0}, {0.5F, 0.5F, 0.5F}, {0.5F, -0.5F, 0.5F}, {0, 0, 1}}};

/// From a window layer's weights (piece, out, window) those of a single row, (piece, out; in), mixed by the shares.
void append_mixed(Floats weights, const Shares& shares, std::vector<float>& to) {
  for (std::size_t out = 0; out < maxout_width; ++out) {
    const float* row = weights.data + out * window_width;
    for (std::size_t i = 0; i < token_width; ++i)
      to.push_back(shares[0] * row[i] + shares[1] * row[token_width + i] + shares[2] * row[2 * token_width + i]);
  }
}

Floats window_weights(const ModelFile& model, const std::string& name) {
  return model.floats(name + ".W", {token_pieces, token_width, window_width, 1});
}

Floats maxout_bias(const ModelFile& model, const std::string& name) {
  return model.floats(name + ".b", {token_pieces, token_width, 1, 1});
}

LayerNorm layer_norm(const ModelFile& model, const std::string& name) {
  const Shape row = {token_width, 1, 1, 1};
  return {model.floats(name + ".G", row).data, model.floats(name + ".beta", row).data};
}

Affine mix_of(const ModelFile& model, const std::string& name, std::size_t inputs) {
  return Affine(model.floats(name + ".W", {token_pieces, token_width, inputs, 1}), inputs, maxout_bias(model, name));
}

/// A word's products with the first window layer's weights of all three places, one after another.
Affine first_products(const ModelFile& model, const std::string& name) {
  std::vector<float> weights;
  for (const Shares& shares : places) append_mixed(window_weights(model, name), shares, weights);
  return Affine({weights.data(), {weights.size() / token_width, token_width, 1, 1}}, token_width, {});
}

}  // namespace

namespace {

/// A chunk's rows and what window layers need beside them. One row more lies before and behind, which only rows at the
/// edge see, and those are thrown away.
class ChunkBuffers {
 public:
  ChunkBuffers()
      : x_((chunk_rows + 3) * token_width), inputs_(window_products * most_pairs * token_width), products_(window_products * most_pairs * maxout_width) {
    for (std::size_t k = 0; k < window_products; ++k) {
      input_[k] = inputs_.data() + k * most_pairs * token_width;
      product_[k] = products_.data() + k * most_pairs * maxout_width;
    }
  }
  ChunkBuffers(const ChunkBuffers&) = delete;

  float* rows() { return x_.data() + token_width; }

  void apply(const std::vector<Affine>& products, LayerNorm norm, std::size_t pairs) {
    window_inputs(rows(), pairs, input_.data());
    for (std::size_t k = 0; k < window_products; ++k) products[k].apply(input_[k], pairs, product_[k]);
    window_outputs(product_.data(), pairs, norm, rows());
  }

 private:
  static constexpr std::size_t most_pairs = Affine::room_for(chunk_rows / 2);
  std::vector<float> x_, inputs_, products_;
  std::array<float*, window_products> input_, product_;
};

/// Rows of words by key. They stay where they are until make_room() or forget().
class WordRows {
 public:
  /// The row, and whether it is new and still to be written.
  std::pair<WordRow*, bool> find_or_add(std::size_t key) {
    if (key >= by_key_.size()) by_key_.resize(std::max(key + 1, 2 * by_key_.size()));
    if (Kept* kept = by_key_[key]) {
      kept->met_again = true;
      return {&kept->row, false};
    }
    if (free_.empty()) add_slab();
    Kept* kept = by_key_[key] = free_.back();
    free_.pop_back();
    kept->key = key;
    kept->met_again = false;
    ++count_;
    return {&kept->row, true};
  }

  /// When too many are kept, forgets those that were met only once since the last time: most words of a text are rare.
  void make_room() {
    if (count_ <= words_kept) return;
    for (Kept*& kept : by_key_) {
      if (kept && !std::exchange(kept->met_again, false)) release(kept);
    }
    if (count_ > words_kept / 2) forget();
  }

  void forget() {
    for (Kept*& kept : by_key_) {
      if (kept) release(kept);
    }
    by_key_.clear();
  }

 private:
  struct Kept {
    WordRow row;
    std::size_t key;
    bool met_again;
  };

  void release(Kept*& kept) {
    free_.push_back(kept);
    kept = nullptr;
    --count_;
  }

  void add_slab() {
    slabs_.push_back(std::make_unique<Kept[]>(rows_per_slab));
    for (std::size_t i = rows_per_slab; i-- > 0;) free_.push_back(&slabs_.back()[i]);
  }

  std::vector<Kept*> by_key_, free_;
  std::vector<std::unique_ptr<Kept[]>> slabs_;
  std::size_t count_ = 0;
};

}  // namespace

/// A thread's memory.
struct Encoder::Memory::Parts {
  WordRows words;
  std::vector<MissingWord> missing;
  std::vector<const WordRow*> line;  // null is padding; one more before and behind
  std::vector<float> inputs, pieces, embeddings, products, vectors;
  ChunkBuffers buffers;
  std::size_t tokens_done = 0;
};

Encoder::Memory::Memory() : parts_(std::make_unique<Parts>()) {}
Encoder::Memory::~Memory() = default;
Encoder::Memory::Memory(Memory&&) noexcept = default;
void Encoder::Memory::forget_words() { parts_->words.forget(); }

Encoder::WindowLayer Encoder::window_layer(const ModelFile& model, const std::string& name) {
  WindowLayer layer{{}, layer_norm(model, name)};
  for (std::size_t k = 0; k < window_products; ++k) {
    std::vector<float> weights;
    append_mixed(window_weights(model, name), winograd[k], weights);
    layer.products.emplace_back(Floats{weights.data(), {maxout_width, token_width, 1, 1}}, token_width, k == 1 ? maxout_bias(model, name) : Floats{});
  }
  return layer;
}

Encoder::Encoder(const ModelFile& model, std::string_view scope, std::string_view embeddings, const EmbeddingPlan& plan)
    : features_(plan.features),
      mix_{mix_of(model, format("{}.mix", scope), mix_inputs(plan)), layer_norm(model, format("{}.mix", scope))},
      first_products_(first_products(model, format("{}.encode.0", scope))),
      first_bias_(maxout_bias(model, format("{}.encode.0", scope)).data),
      first_norm_(layer_norm(model, format("{}.encode.0", scope))) {
  for (std::size_t i = 0; i < features_.size(); ++i) {
    const Floats table = model.tensor<float>(format("{}.embed.{}", embeddings, name_of(features_[i])));
    if (table.row_size() != token_width || table.shape[0] == 0)
      throw Error(format("the language model's embedding of {} is not {} wide", name_of(features_[i]), token_width));
    tables_.emplace_back(table, plan.seeds.at(i));
    hears_space_after_ |= features_[i] == WordFeature::space_after;
  }
  if (plan.vectors) {
    vectors_ = model.tensor<float>(format("{}.vectors", embeddings));
    vector_keys_ = model.tensor<std::uint64_t>("vectors.keys");
    vector_rows_ = model.tensor<std::uint32_t>("vectors.rows_of_keys");
  }
  if (const std::string name = format("{}.mix.by_hint", scope); model.has(name)) by_hint_ = model.floats(name, {case_hints, maxout_width, 1, 1});
  for (std::size_t i = 1; i < window_layers; ++i) layers_.push_back(window_layer(model, format("{}.encode.{}", scope, i)));
}

std::size_t Encoder::key_of(const RawToken& token) const {
  const std::size_t key = std::size_t{2} * token.lexeme->id + (hears_space_after_ && token.space_after);
  return by_hint_.data ? key * case_hints + token.case_hint : key;
}

const float* Encoder::encode(std::span<const std::vector<RawToken>> documents, Memory& memory) const {
  Memory::Parts& parts = *memory.parts_;
  parts.words.make_room();
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
      const auto [row, is_new] = parts.words.find_or_add(key_of(token));
      if (is_new) parts.missing.push_back({&token, row});
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
    if (by_hint_.data) {
      for (std::size_t i = 0; i < count; ++i) {
        float* const pieces = parts.pieces.data() + i * maxout_width;
        const float* const shift = by_hint_.row(parts.missing[first + i].token->case_hint);
        std::transform(pieces, pieces + maxout_width, shift, pieces, std::plus<>());
      }
    }
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
  float* x = parts.buffers.rows();
  first_windows(line, all, first_bias_, first_norm_, x);
  for (const WindowLayer& layer : layers_) parts.buffers.apply(layer.products, layer.norm, (all + 1) / 2);
  for (std::size_t i = before; i < before + rows; ++i) {
    if (!line[i]) continue;
    std::copy_n(x + i * token_width, token_width, parts.vectors.data() + parts.tokens_done * token_width);
    ++parts.tokens_done;
  }
}

}  // namespace sitrep
