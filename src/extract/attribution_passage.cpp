// SPDX-License-Identifier: Apache-2.0
#include "extract/attribution_passage.h"

#include <algorithm>

namespace sitrep {
namespace {

constexpr std::uint32_t longest_passage = 1000;
constexpr std::uint32_t longest_route = 25;

bool is_cue_class(const Token& t) {
  return t.pos == Pos::VERB || t.pos == Pos::AUX || t.pos == Pos::NOUN || t.pos == Pos::ADJ || t.lower_hash == "according"_w || t.text == ":";
}

}  // namespace

bool is_quotation_mark(const Token& t) {
  return t.text == "\"" || t.text == "\xE2\x80\x9C" || t.text == "\xE2\x80\x9D" || t.text == "``" || t.text == "''";
}

bool is_punctuation(const Token& t) { return t.pos == Pos::PUNCT || t.pos == Pos::SPACE || t.tag == Tag::SP || is_quotation_mark(t); }

std::vector<TokenRange> passages_of(const Document& document) {
  std::vector<TokenRange> passages;
  const auto count = static_cast<std::uint32_t>(document.tokens.size());
  const auto is_line_end = [&](std::uint32_t i) { return document.tokens[i].span.of(document.text).find('\n') != std::string_view::npos; };
  std::uint32_t begin = 0, begun_at = 0;  // token, and where the text behind the last passage begins
  for (std::uint32_t i = 0; i <= count; ++i) {
    const bool is_end = i == count || is_line_end(i);
    const bool is_new_line = i < count && i > begin && document.text.substr(begun_at, document.tokens[i].span.begin - begun_at).find('\n') != std::string_view::npos;
    const bool is_long = i - begin >= longest_passage && (i - begin >= 2 * longest_passage || document.tokens[i].sentence_begins);
    if ((is_end || is_new_line || is_long) && i >= begin) {
      if (i > begin) passages.push_back({begin, i});
      begin = i < count && is_line_end(i) ? i + 1 : i;
    }
    if (i < count) begun_at = document.tokens[i].span.end;
  }
  return passages;
}

Passage::Passage(const Tree& tree, TokenRange tokens, const AttributionModel& model)
    : tree_(&tree), tokens_(tokens), facts_(tokens.size()), quoted_before_(tokens.size() + 1) {
  classify(model);
  find_quotations();
  look_around();
  look_at_sentences();
  find_edges();
  for (std::uint32_t i = tokens_.begin; i < tokens_.end; ++i) at(i).route = route_from(i);
}

TokenRange Passage::sentence_of(std::uint32_t i) const {
  const TokenRange whole = tree_->sentence_of(i);
  return {std::max(whole.begin, tokens_.begin), std::min(whole.end, tokens_.end)};
}

void Passage::classify(const AttributionModel& model) {
  for (std::uint32_t i = tokens_.begin; i < tokens_.end; ++i) {
    const Token& t = (*tree_)[i];
    Facts& f = at(i);
    f.word_class = model.word_classes.of(t.lower_hash);
    f.cue_level = model.cue_levels.of(t.lemma_hash);
    f.may_be_cue = f.cue_level >= 2 && is_cue_class(t);
    f.is_mark = is_quotation_mark(t);
  }
}

void Passage::find_quotations() {
  std::uint32_t opened = no_token;
  for (std::uint32_t i = tokens_.begin; i < tokens_.end; ++i) {
    if (!at(i).is_mark) continue;
    const std::string_view mark = (*tree_)[i].text;
    const bool only_closes = mark == "\xE2\x80\x9D" || mark == "''";
    const bool only_opens = mark == "\xE2\x80\x9C" || mark == "``";
    if (opened == no_token && !only_closes) {
      opened = i + 1;
    } else if (opened != no_token && !only_opens) {
      if (i > opened) quotations_.push_back({opened, i});
      opened = no_token;
    }
  }
  if (opened != no_token && opened < tokens_.end) quotations_.push_back({opened, tokens_.end});
  for (const TokenRange quotation : quotations_)
    for (std::uint32_t i = quotation.begin; i < quotation.end; ++i) at(i).is_quoted = true;
  for (std::uint32_t i = tokens_.begin; i < tokens_.end; ++i) quoted_before_[i - tokens_.begin + 1] = quoted_before_[i - tokens_.begin] + at(i).is_quoted;
}

void Passage::look_around() {
  std::uint32_t cue = no_token, mark = no_token;
  for (std::uint32_t i = tokens_.begin; i < tokens_.end; ++i) {
    at(i).cue_before = cue;
    at(i).mark_before = mark == no_token ? 0 : i - mark;
    if (at(i).may_be_cue) cue = i;
    if (at(i).is_mark) mark = i;
  }
  cue = mark = no_token;
  for (std::uint32_t i = tokens_.end; i-- > tokens_.begin;) {
    at(i).cue_behind = cue;
    at(i).mark_behind = mark == no_token ? 0 : mark - i;
    if (at(i).may_be_cue) cue = i;
    if (at(i).is_mark) mark = i;
  }
}

void Passage::look_at_sentences() {
  for (std::uint32_t begin = tokens_.begin; begin < tokens_.end;) {
    const TokenRange sentence{begin, sentence_of(begin).end};
    const std::uint32_t quoted = quoted_in(sentence);
    std::uint32_t marks = 0;
    bool open_cue = false;
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      marks += at(i).is_mark;
      open_cue |= at(i).may_be_cue && !at(i).is_quoted;
    }
    const QuotedShare share = quoted == 0 ? QuotedShare::none : quoted + marks + 1 >= sentence.size() ? QuotedShare::all : QuotedShare::part;
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      at(i).quoted_share = share;
      at(i).sentence_has_open_cue = open_cue;
    }
    begin = sentence.end;
  }
}

void Passage::find_edges() {
  const auto is_larger = [&](std::uint32_t root, std::uint32_t than) { return than == no_token || tree_->subtree(root).size() > tree_->subtree(than).size(); };
  for (std::uint32_t root = tokens_.begin; root < tokens_.end; ++root) {
    const TokenRange span = tree_->subtree(root);
    if (contains(span.begin) && is_larger(root, at(span.begin).starting_here)) at(span.begin).starting_here = root;
    if (contains(span.end - 1) && is_larger(root, at(span.end - 1).ending_here)) at(span.end - 1).ending_here = root;
  }
}

RouteToCue Passage::route_from(std::uint32_t i) const {
  RouteToCue route;
  std::uint32_t below = i;
  for (std::uint32_t step = 1; step <= longest_route && !tree_->is_root(below); ++step) {
    const std::uint32_t above = tree_->head(below);
    if (step <= 4) route.path |= static_cast<std::uint32_t>((*tree_)[below].dep) << (8 * (step - 1));
    if (may_be_cue(above)) {
      route.cue = above;
      route.child = below;
      route.steps = step;
      return route;
    }
    route.below_child = (*tree_)[below].dep;
    below = above;
  }
  return {};
}

}  // namespace sitrep
