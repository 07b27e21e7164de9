// SPDX-License-Identifier: Apache-2.0
// The greedy dependency parser: in each state the best valid move by the network's scores. Gives projective arcs; lifted
// ones are put right by parse/dependency_tree.h.
#pragma once

#include <string>
#include <vector>

#include "parse/arc_eager.h"
#include "parse/move_network.h"

namespace sitrep {

class DependencyParser {
 public:
  struct Memory {
    ArcEagerState state;
    std::vector<float> scores;
  };

  /// `moves` are the names of the moves in the order of their scores: "S", "D", "L-nsubj", "R-prep||dobj", "B-ROOT".
  DependencyParser(const ModelFile& model, const std::vector<std::string>& moves);

  const MoveNetwork& network() const { return network_; }

  /// Parses a document whose tokens contribute from `document` on. The arcs are in memory.state.
  void parse(std::size_t tokens, const float* document, Memory& memory) const;

 private:
  /// Moves of one kind stand together, so that validity is asked once a kind.
  struct Group {
    ArcEagerState::Move move;
    std::size_t begin;
    std::size_t end;
  };
  static std::vector<Group> groups_of(const std::vector<std::string>& moves);

  std::vector<Group> groups_;
  std::vector<ArcLabel> labels_;
  MoveNetwork network_;
};

}  // namespace sitrep
