// SPDX-License-Identifier: Apache-2.0
// The greedy entity recogniser: every token begins, continues or ends an entity, is one by itself, or is outside of any
// (BILUO). Entities end with their sentence and do not begin with white space.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "parse/document.h"
#include "parse/move_network.h"

namespace sitrep {

/// The moves in the order of their scores.
class EntityMoves {
 public:
  enum Kind : std::uint8_t { begin, inside, last, unit, outside };
  struct Move {
    Kind kind = outside;
    std::size_t label = 0;  // number of the label among the labels
  };
  struct Situation {
    std::optional<std::size_t> open;  // label of the open entity
    bool may_go_on = false;           // there is a next token, and it is of the same sentence
    bool is_space = false;
  };

  /// Names as the model file has them: "B-ORG", … "I-ORG", … "L-ORG", … "U-ORG", … "O". Throws Error for others.
  explicit EntityMoves(std::span<const std::string> names);

  /// The valid move with the best score, the first of several.
  Move best(Situation situation, const float* scores) const;
  EntityLabel label(std::size_t number) const { return labels_[number]; }

 private:
  std::size_t index(Kind kind, std::size_t label) const { return kind * labels_.size() + label; }
  std::vector<EntityLabel> labels_;
};

class EntityRecogniser {
 public:
  static constexpr std::size_t places = 3;  // the token, the first of the open entity, the last of it so far

  EntityRecogniser(const ModelFile& model, std::span<const std::string> moves)
      : moves_(moves), network_(model, "ner", places, moves.size()) {}

  const MoveNetwork& network() const { return network_; }

  /// Appends the entities of a document whose tokens contribute from `document` on; `scores` is a buffer.
  void find(std::span<const char> is_space, std::span<const char> sentence_begins, const float* document, std::vector<float>& scores,
            std::vector<NamedEntity>& entities) const;

 private:
  EntityMoves moves_;
  MoveNetwork network_;
};

}  // namespace sitrep
