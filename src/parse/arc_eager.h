// SPDX-License-Identifier: Apache-2.0
// The arc-eager transition system with sentence breaks: a stack, a buffer, and arcs between them (Nivre 2003; the variant
// that puts headless words back on the buffer: Honnibal & Johnson 2015). Which moves are valid and what they do; not which
// one is best. Tokens are numbers within the document, `absent` (-1) where there is none.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "parse/labels.h"

namespace sitrep {

/// A relation; `lifted` names the relation of the true head when the arc was lifted to make the tree projective.
struct ArcLabel {
  Dep dep = Dep::none;
  Dep lifted = Dep::none;
  constexpr bool operator==(const ArcLabel&) const = default;
};

class ArcEagerState {
 public:
  enum Move : std::uint8_t { shift, reduce, left, right, break_sentence };
  static constexpr std::size_t moves = 5;
  static constexpr std::size_t places = 8;
  static constexpr int absent = -1;

  void start(std::size_t tokens);
  bool finished() const { return stack_.empty() && buffer_size() == 0; }
  bool can(Move move) const;
  void apply(Move move, ArcLabel label);

  /// The tokens that a move is chosen by: two of the buffer, three of the stack, the last left child of the buffer's
  /// front, the last left and right children of the stack's top.
  std::array<int, places> context() const;

  int stack(std::size_t depth) const { return depth < stack_.size() ? stack_[stack_.size() - 1 - depth] : absent; }
  int buffer(std::size_t ahead) const;
  int head(std::size_t token) const { return arcs_[token].head; }
  ArcLabel label(std::size_t token) const { return arcs_[token].label; }

 private:
  struct Arc {
    int head = absent;
    int last_left = absent;   // the child attached last, on either side
    int last_right = absent;
    int before = absent;      // the child that the same head had got before this one, on the same side
    ArcLabel label;
    bool put_back = false;    // returned to the buffer: not to be shifted again until it has got a child
    bool sentence_begins = false;
  };

  std::size_t buffer_size() const { return tokens_ - next_ + returned_.size(); }
  bool begins_sentence(int token) const { return token >= 0 && arcs_[token].sentence_begins; }
  int take_from_buffer();
  void attach(int head, int child, ArcLabel label);
  void detach(int child);
  int& last_child(int head, int child) { return child < head ? arcs_[head].last_left : arcs_[head].last_right; }

  std::size_t tokens_ = 0;
  std::size_t next_ = 0;       // the buffer is returned_, last first, and then the tokens from here on
  std::vector<int> stack_;
  std::vector<int> returned_;
  std::vector<Arc> arcs_;
};

}  // namespace sitrep
