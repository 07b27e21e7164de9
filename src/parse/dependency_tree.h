// SPDX-License-Identifier: Apache-2.0
// From the parser's arcs to trees: lifted arcs go back to their true heads (Nivre & Nilsson 2005), and every root's tree
// begins a sentence.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "parse/arc_eager.h"

namespace sitrep {

/// The result for one document, and a thread's buffers.
struct DependencyTrees {
  /// A token's place in the lists of children, which are in text order; -1 is none.
  struct Kin {
    int first_child = -1;
    int last_child = -1;
    int previous = -1;
    int next = -1;
  };

  std::vector<std::uint32_t> heads;  // a root is its own head
  std::vector<Dep> deps;
  std::vector<char> sentence_begins;

  std::vector<std::uint32_t> left_edge, right_edge;  // of each token's tree
  std::vector<Kin> kin;
  std::vector<int> queue;
  std::vector<std::uint32_t> lifted;
  std::vector<Dep> sought;
};

/// `is_space[i]` tells tokens of white space, which never become a head.
void build_trees(const ArcEagerState& arcs, std::span<const char> is_space, DependencyTrees& trees);

}  // namespace sitrep
