// SPDX-License-Identifier: Apache-2.0
// All that is learned in the language model, put together: encoders, tagger, parser, entity recogniser, and for texts whose
// case is restored a reader of case. From tokens to tags, trees and entities; knows no rules and no strings. The names of
// the weights are told in tools/model/weights.py.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "parse/dependency_parser.h"
#include "parse/dependency_tree.h"
#include "parse/document.h"
#include "parse/encoder.h"
#include "parse/entity_recogniser.h"
#include "parse/tokenizer.h"
#include "parse/truecase_features.h"

namespace sitrep {

class Network {
 public:
  /// A thread's memory of words, and buffers.
  struct Memory {
    Encoder::Memory syntax_encoder, entity_encoder, case_encoder;
    MoveNetwork::Contributions contributions;
    DependencyParser::Memory parser;
    DependencyTrees trees;
    std::vector<float> tag_scores, entity_scores;
    std::vector<CaseChances> case_scores;
    std::vector<char> is_space, sentence_begins;

    void forget_words() {
      syntax_encoder.forget_words();
      entity_encoder.forget_words();
      case_encoder.forget_words();
    }
  };

  /// Throws Error when the model lacks something or names a label that sitrep does not know.
  explicit Network(const ModelFile& model);

  /// Fills tag, head, dep, sentence_begins and entity of the documents' tokens, and their entities. documents[i].tokens
  /// must have as many tokens as tokens[i].
  void annotate(std::span<const std::vector<RawToken>> tokens, std::span<Document> documents, Memory& memory) const;

  /// Scores of the cases for each token of a text whose case was restored at a first go, as their hints tell. Lives
  /// until the next call; only when the model knows case.
  bool knows_case() const { return case_encoder_.has_value(); }
  const CaseChances* case_scores(const std::vector<RawToken>& tokens, Memory& memory) const;

 private:
  struct Plan;
  explicit Network(const ModelFile& model, const Plan& plan);
  void tag(const float* vectors, std::span<Document> documents, Memory& memory) const;
  void parse(const float* vectors, std::span<const std::vector<RawToken>> tokens, std::span<Document> documents, Memory& memory) const;
  void find_entities(const float* vectors, std::span<const std::vector<RawToken>> tokens, std::span<Document> documents, Memory& memory) const;

  Encoder syntax_encoder_;
  Encoder entity_encoder_;
  Affine tagger_;
  std::vector<Tag> tags_;
  DependencyParser parser_;
  EntityRecogniser recogniser_;
  std::optional<Encoder> case_encoder_;  // not in every model
  std::optional<Affine> case_scores_;
};

}  // namespace sitrep
