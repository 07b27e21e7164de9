// SPDX-License-Identifier: Apache-2.0
// Tokens to vectors: what each word is (hash embeddings of its features and its static vector, mixed) and then four window
// layers, by which a token hears of four tokens on either side. Knows no tags and no trees. What depends on the word
// alone is worked out once and kept per thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "nn/affine.h"
#include "nn/hash_embedding.h"
#include "nn/kernels.h"
#include "nn/model_file.h"
#include "parse/tokenizer.h"

namespace sitrep {

/// The features that a word is embedded by, as the model file names them.
enum class WordFeature : std::uint8_t { norm, prefix, suffix, shape, space_after, is_space };

struct EmbeddingPlan {
  std::vector<WordFeature> features;
  std::vector<std::uint32_t> seeds;
  bool vectors = false;
};

class Encoder {
 public:
  /// A thread's memory: rows of the words met, and buffers.
  class Memory {
   public:
    Memory();
    ~Memory();
    Memory(Memory&&) noexcept;
    void forget_words();  // when lexeme ids have become void

   private:
    friend class Encoder;
    struct Parts;
    std::unique_ptr<Parts> parts_;
  };

  /// `scope` is the prefix of the weights' names, `embeddings` that of the tables, which two encoders may share. Throws
  /// Error when they are not there or of another shape.
  Encoder(const ModelFile& model, std::string_view scope, std::string_view embeddings, const EmbeddingPlan& plan);

  /// The vectors of all tokens of all documents, one after another, `token_width` each. Documents do not hear of each
  /// other. The result lives until the next call with this memory and has room for Affine::room_for(tokens) rows.
  const float* encode(std::span<const std::vector<RawToken>> documents, Memory& memory) const;

 private:
  struct MixLayer {
    Affine affine;
    LayerNorm norm;
  };
  struct WindowLayer {
    std::vector<Affine> products;
    LayerNorm norm;
  };
  struct MissingWord {
    const RawToken* token;
    WordRow* row;
  };
  static WindowLayer window_layer(const ModelFile& model, const std::string& name);
  std::size_t key_of(const RawToken& token) const;
  void line_up(std::span<const std::vector<RawToken>> documents, Memory::Parts& parts) const;
  void add_missing(Memory::Parts& parts) const;
  void write_inputs(const RawToken& token, float* inputs) const;
  void encode_chunk(Memory::Parts& parts, std::size_t first, std::size_t rows) const;

  std::vector<WordFeature> features_;
  std::vector<HashEmbedding> tables_;
  Floats by_hint_;                   // for restored case: what a word's hint adds to the mix
  bool hears_space_after_ = false;  // a word then has two rows: with and without a space behind it
  Floats vectors_;                  // (row, token_width); empty in models without
  Tensor<std::uint64_t> vector_keys_;
  Tensor<std::uint32_t> vector_rows_;
  MixLayer mix_;
  Affine first_products_;
  const float* first_bias_;
  LayerNorm first_norm_;
  std::vector<WindowLayer> layers_;  // the second window layer and on
};

}  // namespace sitrep
