// SPDX-License-Identifier: Apache-2.0
#include "parse/tree.h"

#include <algorithm>
#include <numeric>

namespace sitrep {

Tree::Tree(const Document& document) : document_(&document) {
  const auto count = static_cast<std::uint32_t>(document.tokens.size());
  first_child_.assign(count + 1, 0);
  for (std::uint32_t i = 0; i < count; ++i)
    if (!is_root(i)) ++first_child_[head(i) + 1];
  std::partial_sum(first_child_.begin(), first_child_.end(), first_child_.begin());
  children_.resize(count == 0 ? 0 : first_child_[count]);
  std::vector<std::uint32_t> next(first_child_.begin(), first_child_.end() - 1);
  for (std::uint32_t i = 0; i < count; ++i)
    if (!is_root(i)) children_[next[head(i)]++] = i;

  // Each token's edges are passed up when all its children have been: order by number of children still open.
  left_.resize(count);
  right_.resize(count);
  std::iota(left_.begin(), left_.end(), 0U);
  std::iota(right_.begin(), right_.end(), 0U);
  std::vector<std::uint32_t> open(count);
  std::vector<std::uint32_t> ready;
  for (std::uint32_t i = 0; i < count; ++i) {
    open[i] = first_child_[i + 1] - first_child_[i];
    if (open[i] == 0) ready.push_back(i);
  }
  while (!ready.empty()) {
    const std::uint32_t i = ready.back();
    ready.pop_back();
    if (is_root(i)) continue;
    const std::uint32_t up = head(i);
    left_[up] = std::min(left_[up], left_[i]);
    right_[up] = std::max(right_[up], right_[i]);
    if (--open[up] == 0) ready.push_back(up);
  }
}

std::optional<std::uint32_t> Tree::child(std::uint32_t token, Dep dep) const {
  for (const std::uint32_t c : children(token))
    if ((*this)[c].dep == dep) return c;
  return std::nullopt;
}

bool Tree::dominates(std::uint32_t ancestor, std::uint32_t token) const {
  while (token != ancestor && !is_root(token)) token = head(token);
  return token == ancestor;
}

}  // namespace sitrep
