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

void list_children(DependencyTrees& trees) {
  const std::size_t size = trees.heads.size();
  trees.first_child.assign(size, none);
  trees.next_sibling.assign(size, none);
  for (std::size_t i = size; i-- > 0;) {
    const std::uint32_t head = trees.heads[i];
    if (head == i) continue;
    trees.next_sibling[i] = trees.first_child[head];
    trees.first_child[head] = static_cast<int>(i);
  }
}

int* link_before(DependencyTrees& trees, std::uint32_t head, int child) {
  int* link = &trees.first_child[head];
  while (*link != none && *link < child) link = &trees.next_sibling[*link];
  return link;
}

void move_child(DependencyTrees& trees, std::uint32_t child, std::uint32_t new_head) {
  int* link = link_before(trees, trees.heads[child], static_cast<int>(child));
  if (*link == static_cast<int>(child)) *link = trees.next_sibling[child];
  trees.heads[child] = new_head;
  if (child < trees.left_edge[new_head] || child > trees.right_edge[new_head]) return;
  link = link_before(trees, new_head, static_cast<int>(child));
  trees.next_sibling[child] = *link;
  *link = static_cast<int>(child);
}

/// Below the token's head, level by level and from left to right, the first word with the relation sought.
std::uint32_t true_head(DependencyTrees& trees, std::uint32_t token, Dep relation, std::span<const char> is_space) {
  trees.queue.assign(1, static_cast<int>(trees.heads[token]));
  for (std::size_t next = 0; next < trees.queue.size(); ++next) {
    for (int child = trees.first_child[trees.queue[next]]; child != none; child = trees.next_sibling[child]) {
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
