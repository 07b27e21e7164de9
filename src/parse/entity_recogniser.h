// SPDX-License-Identifier: Apache-2.0
// The greedy entity recogniser: every token begins, continues or ends an entity, is one by itself, or is outside of any
// (BILUO). Entities end with their sentence and do not begin with white space.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "parse/document.h"
#include "parse/move_network.h"

namespace sitrep {

class EntityRecogniser {
 public:
  static constexpr std::size_t places = 3;  // the token, the first of the open entity, the last of it so far

  /// `moves` are the names of the moves in the order of their scores: "B-ORG", "I-ORG", "L-ORG", "U-ORG", "O".
  EntityRecogniser(const ModelFile& model, const std::vector<std::string>& moves);

  const MoveNetwork& network() const { return network_; }

  /// Appends the entities of a document whose tokens contribute from `document` on; `scores` is a buffer.
  void find(std::span<const char> is_space, std::span<const char> sentence_begins, const float* document, std::vector<float>& scores,
            std::vector<NamedEntity>& entities) const;

 private:
  static constexpr std::size_t kinds = 4;
  enum Kind : std::uint8_t { begin, inside, last, unit };
  static std::vector<EntityLabel> labels_of(const std::vector<std::string>& moves);
  std::size_t index(Kind kind, std::size_t label) const { return kind * labels_.size() + label; }

  std::vector<EntityLabel> labels_;  // in the order of the moves of each kind; "outside" comes last of all
  MoveNetwork network_;
};

}  // namespace sitrep
