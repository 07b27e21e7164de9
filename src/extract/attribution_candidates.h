// SPDX-License-Identifier: Apache-2.0
// What may be a cue, and for a cue, what may be its content and its source: read off the tree, the quotation marks and the
// labels. Which it is, is for attribution_choice.h. Shared by inference and training.
#pragma once

#include <array>
#include <vector>

#include "extract/attribution_labels.h"

namespace sitrep {

/// A passage with its labels, and their sums up to each position.
struct LabelledPassage {
  LabelledPassage(const Passage& p, Marginals m);

  const Passage& passage;
  Marginals marginals;
  std::vector<float> content_up_to, source_up_to;

  std::size_t at(std::uint32_t token) const { return token - passage.tokens().begin; }
  float content_in(TokenRange r) const { return content_up_to[at(r.end)] - content_up_to[at(r.begin)]; }
  float source_in(TokenRange r) const { return source_up_to[at(r.end)] - source_up_to[at(r.begin)]; }
};

struct CueCandidate {
  TokenRange tokens;
  std::uint32_t head = 0;  // the token whose own head lies outside
  float likely = 0;        // the most that the labels give one of its tokens
};

/// Up to six ranges in text order.
struct Pieces {
  static constexpr std::size_t most = 6;
  std::array<TokenRange, most> ranges{};
  std::size_t count = 0;

  void add(TokenRange r) {
    if (r.end > r.begin && count < most) ranges[count++] = r;
  }
  const TokenRange* begin() const { return ranges.data(); }
  const TokenRange* end() const { return ranges.data() + count; }
  bool empty() const { return count == 0; }
  std::uint32_t size() const;
  std::uint32_t first() const { return ranges[0].begin; }
  std::uint32_t last() const { return ranges[count - 1].end - 1; }
  Pieces without(TokenRange hole) const;
};

enum class ContentKind : std::uint8_t {
  child, child_shortened, grandchild, right_of_tree, beside_ancestor, ancestor, ancestor_left, ancestor_right, rest_right, rest_left, rest,
  rest_without_subject, left_without_subject, right_to_cue, quotation_before, quotation_behind, quotations_around, quotations, rest_and_quotations, run, runs_around, runs_of_sentence, runs
};

struct ContentCandidate {
  Pieces pieces;
  ContentKind kind{};
  std::uint32_t root = no_token;  // of subtrees
  std::uint64_t words = 0;        // sum over its words: equal for equal words, punctuation apart
};

enum class SourceKind : std::uint8_t { tree, to_noun, to_comma, run };

struct SourceCandidate {
  TokenRange tokens;
  std::uint32_t head = 0;
  SourceKind kind{};
};

std::vector<CueCandidate> cue_candidates(const LabelledPassage& labelled);
CueCandidate cue_at(const LabelledPassage& labelled, TokenRange tokens);
std::vector<ContentCandidate> content_candidates(const LabelledPassage& labelled, const CueCandidate& cue);
/// Those that do not overlap the content.
std::vector<SourceCandidate> source_candidates(const LabelledPassage& labelled, const CueCandidate& cue, const Pieces& content);

/// A number for a set of words, by their tokens.
std::uint64_t word_number(std::uint32_t token);

}  // namespace sitrep
