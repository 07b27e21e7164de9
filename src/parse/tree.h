// SPDX-License-Identifier: Apache-2.0
// A document's dependency trees with their children at hand. Built once per document, in linear time.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "parse/document.h"

namespace sitrep {

class Tree {
 public:
  explicit Tree(const Document& document);

  const Document& document() const { return *document_; }
  const Token& operator[](std::uint32_t token) const { return document_->tokens[token]; }

  /// In text order, punctuation too.
  std::span<const std::uint32_t> children(std::uint32_t token) const {
    return std::span(children_).subspan(first_child_[token], first_child_[token + 1] - first_child_[token]);
  }
  /// The first child with that relation.
  std::optional<std::uint32_t> child(std::uint32_t token, Dep dep) const;
  bool has_child(std::uint32_t token, Dep dep) const { return child(token, dep).has_value(); }

  bool is_root(std::uint32_t token) const { return (*this)[token].head == token; }
  std::uint32_t head(std::uint32_t token) const { return (*this)[token].head; }

  /// From the leftmost to the rightmost descendant. In a non-projective tree it may hold other tokens too.
  TokenRange subtree(std::uint32_t token) const { return {left_[token], right_[token] + 1}; }

  /// `ancestor` is `token` or above it.
  bool dominates(std::uint32_t ancestor, std::uint32_t token) const;

  TokenRange sentence_of(std::uint32_t token) const { return document_->sentences[document_->sentence_of[token]]; }

 private:
  const Document* document_;
  std::vector<std::uint32_t> first_child_;
  std::vector<std::uint32_t> children_;
  std::vector<std::uint32_t> left_;
  std::vector<std::uint32_t> right_;
};

}  // namespace sitrep
