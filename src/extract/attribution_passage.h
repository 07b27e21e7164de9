// SPDX-License-Identifier: Apache-2.0
// A passage: one paragraph, with what the learned attribution asks of its tokens worked out once. Attributions do not
// reach beyond a passage. Shared by inference and training, so that both see the same.
#pragma once

#include <cstdint>
#include <vector>

#include "knowledge/attribution_model.h"
#include "parse/tree.h"

namespace sitrep {

inline constexpr std::uint32_t no_token = 0xFFFFFFFF;

/// The way from a token up to the nearest word that may be a cue.
struct RouteToCue {
  std::uint32_t cue = no_token;
  std::uint32_t child = no_token;  // the last token below it
  Dep below_child{};               // relation of the one below that
  std::uint32_t path = 0;          // up to four relations, from the token on
  std::uint32_t steps = 0;
};

/// How much of a sentence stands in quotation marks.
enum class QuotedShare : std::uint8_t { none, part, all };

class Passage {
 public:
  Passage(const Tree& tree, TokenRange tokens, const AttributionModel& model);

  const Tree& tree() const { return *tree_; }
  TokenRange tokens() const { return tokens_; }
  bool contains(std::uint32_t i) const { return tokens_.contains(i); }
  const Token& operator[](std::uint32_t i) const { return (*tree_)[i]; }
  TokenRange sentence_of(std::uint32_t i) const;

  // Of tokens of the passage; word_class and cue_level are 0 for others.
  std::uint8_t word_class(std::uint32_t i) const { return contains(i) ? at(i).word_class : 0; }
  std::uint8_t cue_level(std::uint32_t i) const { return contains(i) ? at(i).cue_level : 0; }
  bool may_be_cue(std::uint32_t i) const { return contains(i) && at(i).may_be_cue; }
  bool is_quoted(std::uint32_t i) const { return contains(i) && at(i).is_quoted; }
  bool is_mark(std::uint32_t i) const { return contains(i) && at(i).is_mark; }
  std::uint32_t mark_before(std::uint32_t i) const { return at(i).mark_before; }   // distance, 0 for none
  std::uint32_t mark_behind(std::uint32_t i) const { return at(i).mark_behind; }
  std::uint32_t cue_before(std::uint32_t i) const { return at(i).cue_before; }     // token, or no_token
  std::uint32_t cue_behind(std::uint32_t i) const { return at(i).cue_behind; }
  const RouteToCue& route(std::uint32_t i) const { return at(i).route; }
  QuotedShare quoted_share(std::uint32_t i) const { return at(i).quoted_share; }
  bool sentence_has_open_cue(std::uint32_t i) const { return at(i).sentence_has_open_cue; }
  std::uint32_t starting_here(std::uint32_t i) const { return at(i).starting_here; }  // root of the largest subtree that starts here
  std::uint32_t ending_here(std::uint32_t i) const { return at(i).ending_here; }
  std::uint32_t quoted_in(TokenRange range) const { return quoted_before_[range.end - tokens_.begin] - quoted_before_[range.begin - tokens_.begin]; }
  /// The stretches in quotation marks, without the marks.
  const std::vector<TokenRange>& quotations() const { return quotations_; }

 private:
  struct Facts {
    std::uint8_t word_class = 0, cue_level = 0;
    bool may_be_cue = false, is_quoted = false, is_mark = false, sentence_has_open_cue = false;
    QuotedShare quoted_share{};
    std::uint32_t mark_before = 0, mark_behind = 0;
    std::uint32_t cue_before = no_token, cue_behind = no_token;
    std::uint32_t starting_here = no_token, ending_here = no_token;
    RouteToCue route;
  };
  const Facts& at(std::uint32_t i) const { return facts_[i - tokens_.begin]; }
  Facts& at(std::uint32_t i) { return facts_[i - tokens_.begin]; }

  void classify(const AttributionModel& model);
  void find_quotations();
  void look_around();
  void look_at_sentences();
  void find_edges();
  RouteToCue route_from(std::uint32_t i) const;

  const Tree* tree_;
  TokenRange tokens_;
  std::vector<Facts> facts_;
  std::vector<std::uint32_t> quoted_before_;
  std::vector<TokenRange> quotations_;
};

/// The document's paragraphs, of at most some 1000 tokens each, so that no odd text is dear.
std::vector<TokenRange> passages_of(const Document& document);

bool is_quotation_mark(const Token& token);
bool is_punctuation(const Token& token);

}  // namespace sitrep
