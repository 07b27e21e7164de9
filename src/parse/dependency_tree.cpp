// SPDX-License-Identifier: Apache-2.0
// Trees from arcs. Agreement with spaCy matters in the details: how far a word's tree reaches is worked out before lifted
// arcs are moved, and a moved word is a child of its new head only within that reach.
#include "parse/dependency_tree.h"

#include <algorithm>

namespace sitrep {

namespace {

constexpr int none = -1;

void spread_edges(DependencyTrees& trees, std::size_t child) {
  const std::uint32_t head = trees.heads[child];
  trees.left_edge[head] = std::min(trees.left_edge[head], trees.left_edge[child]);
  trees.right_edge[head] = std::max(trees.right_edge[head], trees.right_edge[child]);
}

void mark_sentences(DependencyTrees& trees) {
  trees.sentence_begins.assign(trees.heads.size(), 0);
  for (std::size_t i = 0; i < trees.heads.size(); ++i) {
    if (trees.heads[i] == i) trees.sentence_begins[trees.left_edge[i]] = 1;
  }
}

/// Every token's head lies in the token's own sentence. (The last token's is not asked for.)
bool heads_stay_in_sentences(const DependencyTrees& trees) {
  const std::size_t size = trees.heads.size();
  std::size_t begin = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (!(i > 0 && trees.sentence_begins[i]) && i + 1 != size) continue;
    for (std::size_t j = begin; j < i; ++j) {
      if (trees.heads[j] < begin || trees.heads[j] > i) return false;
    }
    begin = i;
  }
  return true;
}

/// Reach of every token's tree and the sentence starts that follow. One pass each way does for projective trees; the
/// number of passes for others is bounded.
void find_edges(DependencyTrees& trees) {
  constexpr int most_rounds = 12;
  const std::size_t size = trees.heads.size();
  trees.left_edge.resize(size);
  trees.right_edge.resize(size);
  for (std::size_t i = 0; i < size; ++i) trees.left_edge[i] = trees.right_edge[i] = static_cast<std::uint32_t>(i);
  for (int round = 0; round < most_rounds; ++round) {
    for (std::size_t i = 0; i < size; ++i) spread_edges(trees, i);
    for (std::size_t i = size; i-- > 0;) spread_edges(trees, i);
    mark_sentences(trees);
    if (heads_stay_in_sentences(trees)) return;
  }
}

/// Puts a token among the children of its head. Searches from the last child on, since tokens come in text order.
void link(DependencyTrees& trees, int child) {
  DependencyTrees::Kin& head = trees.kin[trees.heads[child]];
  DependencyTrees::Kin& self = trees.kin[child];
  self.next = none;
  self.previous = head.last_child;
  while (self.previous > child) {
    self.next = self.previous;
    self.previous = trees.kin[self.previous].previous;
  }
  (self.previous == none ? head.first_child : trees.kin[self.previous].next) = child;
  (self.next == none ? head.last_child : trees.kin[self.next].previous) = child;
}

void unlink(DependencyTrees& trees, int child) {
  DependencyTrees::Kin& head = trees.kin[trees.heads[child]];
  const DependencyTrees::Kin& self = trees.kin[child];
  (self.previous == none ? head.first_child : trees.kin[self.previous].next) = self.next;
  (self.next == none ? head.last_child : trees.kin[self.next].previous) = self.previous;
}

void list_children(DependencyTrees& trees) {
  trees.kin.assign(trees.heads.size(), {});
  for (std::size_t i = 0; i < trees.heads.size(); ++i) {
    if (trees.heads[i] != i) link(trees, static_cast<int>(i));
  }
}

/// A lifted token is moved once at most, so it is always in the list of the head that it leaves.
void move_child(DependencyTrees& trees, std::uint32_t child, std::uint32_t new_head) {
  unlink(trees, static_cast<int>(child));
  trees.heads[child] = new_head;
  if (trees.left_edge[new_head] <= child && child <= trees.right_edge[new_head]) link(trees, static_cast<int>(child));
}

/// Below the token's head, level by level and from left to right, the first word with the relation sought. A search ends
/// after so many words as no sentence has, lest time grow with the square of a hostile text.
std::uint32_t true_head(DependencyTrees& trees, std::uint32_t token, Dep relation, std::span<const char> is_space) {
  constexpr std::size_t most_searched = 5000;
  std::size_t searched = 0;
  trees.queue.assign(1, static_cast<int>(trees.heads[token]));
  for (std::size_t next = 0; next < trees.queue.size(); ++next) {
    for (int child = trees.kin[trees.queue[next]].first_child; child != none; child = trees.kin[child].next) {
      if (++searched > most_searched) return trees.heads[token];
      if (is_space[child] || child == static_cast<int>(token)) continue;
      const bool still_lifted = trees.sought[child] != Dep::none;
      if (trees.deps[child] == relation && !still_lifted) return static_cast<std::uint32_t>(child);
      trees.queue.push_back(child);
    }
  }
  return trees.heads[token];
}

void read_arcs(const ArcEagerState& arcs, std::size_t size, DependencyTrees& trees) {
  trees.heads.resize(size);
  trees.deps.resize(size);
  trees.sought.assign(size, Dep::none);
  trees.lifted.clear();
  for (std::size_t i = 0; i < size; ++i) {
    const bool is_root = arcs.head(i) == ArcEagerState::absent;
    trees.heads[i] = static_cast<std::uint32_t>(is_root ? static_cast<int>(i) : arcs.head(i));
    trees.deps[i] = is_root ? Dep::root : arcs.label(i).dep;
    trees.sought[i] = is_root ? Dep::none : arcs.label(i).lifted;
    if (trees.sought[i] != Dep::none) trees.lifted.push_back(static_cast<std::uint32_t>(i));
  }
}

}  // namespace

void build_trees(const ArcEagerState& arcs, std::span<const char> is_space, DependencyTrees& trees) {
  read_arcs(arcs, is_space.size(), trees);
  find_edges(trees);
  if (trees.lifted.empty()) return;
  list_children(trees);
  for (const std::uint32_t token : trees.lifted) {
    const std::uint32_t head = true_head(trees, token, trees.sought[token], is_space);
    trees.sought[token] = Dep::none;
    if (head != trees.heads[token]) move_child(trees, token, head);
  }
  find_edges(trees);
}

}  // namespace sitrep
