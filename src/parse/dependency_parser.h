// SPDX-License-Identifier: Apache-2.0
// The greedy dependency parser: in each state the best valid move by the network's scores. Gives projective arcs; lifted
// ones are put right by parse/dependency_tree.h.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "parse/arc_eager.h"
#include "parse/move_network.h"

namespace sitrep {

/// The moves with their labels, in the order of their scores.
class ParserMoves {
 public:
  /// Names as the model file has them: "S", "D", "L-nsubj", "R-prep||dobj", "B-ROOT". Throws Error for unknown ones.
  explicit ParserMoves(std::span<const std::string> names);

  /// The number of the valid move with the best score, the first of several; none when none is valid.
  std::optional<std::size_t> best(const ArcEagerState& state, const float* scores) const;
  void apply(std::size_t move, ArcEagerState& state) const { state.apply(moves_[move].move, moves_[move].label); }

 private:
  struct Move {
    ArcEagerState::Move move;
    ArcLabel label;
  };
  /// Neighbouring moves of one kind, so that validity is asked once a kind.
  struct Group {
    ArcEagerState::Move move;
    std::size_t begin;
    std::size_t end;
  };
  std::vector<Move> moves_;
  std::vector<Group> groups_;
};

class DependencyParser {
 public:
  struct Memory {
    ArcEagerState state;
    std::vector<float> scores;
  };

  DependencyParser(const ModelFile& model, std::span<const std::string> moves)
      : moves_(moves), network_(model, "parser", ArcEagerState::places, moves.size()) {}

  const MoveNetwork& network() const { return network_; }

  /// Parses a document whose tokens contribute from `document` on. The arcs are in memory.state.
  void parse(std::size_t tokens, const float* document, Memory& memory) const;

 private:
  ParserMoves moves_;
  MoveNetwork network_;
};

}  // namespace sitrep
