// SPDX-License-Identifier: Apache-2.0
#include "extract/attribution_candidates.h"

#include <algorithm>

namespace sitrep {
namespace {

constexpr float likely_cue = 0.25F, likely_content = 0.5F, likely_source = 0.4F;
constexpr std::size_t most_candidates = 72;
constexpr int ancestors_looked_at = 4;

bool is_argument(Dep dep) {
  return dep == Dep::nsubj || dep == Dep::agent || dep == Dep::aux || dep == Dep::auxpass || dep == Dep::neg || dep == Dep::poss || dep == Dep::det ||
         dep == Dep::prt;
}

class ContentFinder {
 public:
  ContentFinder(const LabelledPassage& l, const CueCandidate& cue) : l_(l), p_(l.passage), cue_(cue), sentence_(p_.sentence_of(cue.head)) {
    for (const std::uint32_t child : p_.tree().children(cue_.head))
      if (is_argument(p_[child].dep)) arguments_.add(clipped(p_.tree().subtree(child)));
      else if (follows_what_is_told() && is_addressee(child)) addressee_ = clipped(p_.tree().subtree(child));
    rest_right_ = {cue_.tokens.end, std::max(sentence_.end, cue_.tokens.end)};
    rest_left_ = {std::min(sentence_.begin, cue_.tokens.begin), cue_.tokens.begin};
  }

  std::vector<ContentCandidate> all() {
    found_.reserve(40);
    below();
    above();
    rests();
    quotations();
    runs();
    return std::move(found_);
  }

 private:
  TokenRange clipped(TokenRange r) const { return {std::max(r.begin, p_.tokens().begin), std::max(std::min(r.end, p_.tokens().end), p_.tokens().begin)}; }
  static Pieces one(TokenRange r) {
    Pieces pieces;
    pieces.add(r);
    return pieces;
  }
  Pieces without_arguments(Pieces pieces) const {
    for (const TokenRange argument : arguments_) pieces = pieces.without(argument);
    return pieces;
  }

  /// Takes the cue out, and punctuation off the ends; keeps what is new.
  void add(ContentKind kind, Pieces pieces, std::uint32_t root = no_token) {
    if (found_.size() >= most_candidates) return;
    pieces = pieces.without(cue_.tokens);
    ContentCandidate candidate{{}, kind, root, 0};
    for (TokenRange r : pieces) {
      while (r.begin < r.end && is_punctuation(p_[r.begin])) ++r.begin;
      while (r.begin < r.end && is_punctuation(p_[r.end - 1])) --r.end;
      if (addressee_.contains(r.begin)) return;
      candidate.pieces.add(r);
      for (std::uint32_t i = r.begin; i < r.end; ++i)
        if (!is_punctuation(p_[i])) candidate.words += word_number(i);
    }
    if (candidate.pieces.empty()) return;
    for (const ContentCandidate& known : found_)
      if (known.words == candidate.words) return;
    found_.push_back(candidate);
  }

  void below() {
    for (const std::uint32_t child : p_.tree().children(cue_.head)) {
      if (!p_.contains(child) || cue_.tokens.contains(child) || is_argument(p_[child].dep) || p_[child].dep == Dep::punct) continue;
      tree_and_shorter(ContentKind::child, child);
    }
    for (std::uint32_t i = cue_.tokens.begin; i < cue_.tokens.end; ++i)  // of the cue's other words: "has [said] that"
      if (i != cue_.head)
        for (const std::uint32_t child : p_.tree().children(i))
          if (p_.contains(child) && !cue_.tokens.contains(child) && !is_argument(p_[child].dep) && p_[child].dep != Dep::punct) tree_and_shorter(ContentKind::child, child);
    for (const std::uint32_t child : p_.tree().children(cue_.head)) {
      if (is_argument(p_[child].dep) || p_[child].dep == Dep::punct) continue;
      for (const std::uint32_t grandchild : p_.tree().children(child))
        if (p_.contains(grandchild) && p_[grandchild].dep != Dep::punct && p_[grandchild].dep != Dep::det && p_[grandchild].dep != Dep::aux)
          add(ContentKind::grandchild, one(clipped(p_.tree().subtree(grandchild))), grandchild);
    }
    add(ContentKind::right_of_tree, without_arguments(one({cue_.tokens.end, std::max(cue_.tokens.end, clipped(p_.tree().subtree(cue_.head)).end)})));
  }

  /// "Six were killed, the minister told a meeting": where the parser coordinates the two.
  bool follows_what_is_told() const {
    const std::uint32_t first = p_.tree().head(cue_.head);
    if (p_[cue_.head].dep != Dep::conj || !p_.contains(first) || first > cue_.head) return false;
    const auto& beside = p_.tree().children(first);
    return std::none_of(beside.begin(), beside.end(), [&](std::uint32_t c) { return p_[c].dep == Dep::cc && c < cue_.head; });
  }

  /// "Told a government meeting": who is told is not what is told.
  bool is_addressee(std::uint32_t child) const {
    static constexpr Word tells[] = {"tell"_w, "inform"_w, "assure"_w, "notify"_w};
    return (p_[child].dep == Dep::dobj || p_[child].dep == Dep::dative) && std::find(std::begin(tells), std::end(tells), p_[cue_.head].lemma_hash) != std::end(tells);
  }

  /// The subtree, and the subtree without what trails: a clause, a phrase, a conjunct of its root.
  void tree_and_shorter(ContentKind kind, std::uint32_t root) {
    TokenRange tree = clipped(p_.tree().subtree(root));
    add(kind, one(tree), root);
    const auto children = p_.tree().children(root);
    int cuts = 0;
    for (std::size_t c = children.size(); c-- > 0 && cuts < 2;) {
      const Dep dep = p_[children[c]].dep;
      if (children[c] < root) break;
      if (dep == Dep::punct || dep == Dep::cc) continue;
      if (dep != Dep::advcl && dep != Dep::prep && dep != Dep::conj && dep != Dep::relcl && dep != Dep::npadvmod && dep != Dep::acl && dep != Dep::advmod && dep != Dep::ccomp && dep != Dep::parataxis) break;
      tree.end = std::min(tree.end, clipped(p_.tree().subtree(children[c])).begin);
      while (tree.end > root + 1 && (p_[tree.end - 1].dep == Dep::cc || is_punctuation(p_[tree.end - 1]))) --tree.end;
      if (tree.end <= root) break;
      add(ContentKind::child_shortened, one(tree), root);
      ++cuts;
    }
  }

  void above() {
    std::uint32_t below = cue_.head;
    const TokenRange own = clipped(p_.tree().subtree(cue_.head));
    for (int step = 0; step < ancestors_looked_at && !p_.tree().is_root(below); ++step) {
      const std::uint32_t ancestor = p_.tree().head(below);
      if (!p_.contains(ancestor)) break;
      const TokenRange tree = clipped(p_.tree().subtree(ancestor));
      const Pieces whole = one(tree).without(own);
      add(ContentKind::ancestor, whole, ancestor);
      if (tree.begin < own.begin) add(ContentKind::ancestor_left, one({tree.begin, own.begin}), ancestor);
      if (own.end < tree.end) add(ContentKind::ancestor_right, one({own.end, tree.end}), ancestor);
      for (const std::uint32_t child : p_.tree().children(ancestor))
        if (child != below && p_.contains(child) && p_[child].dep != Dep::punct && p_[child].dep != Dep::det && p_[child].dep != Dep::aux)
          add(ContentKind::beside_ancestor, one(clipped(p_.tree().subtree(child))), child);
      below = ancestor;
    }
  }

  void rests() {
    Pieces both = one(rest_left_);
    both.add(rest_right_);
    add(ContentKind::rest_right, one(rest_right_));
    add(ContentKind::rest_left, one(rest_left_));
    add(ContentKind::rest, both);
    add(ContentKind::rest_without_subject, without_arguments(both));
    add(ContentKind::left_without_subject, without_arguments(one(rest_left_)));
    TokenRange to_cue = rest_right_;
    for (std::uint32_t i = to_cue.begin; i < to_cue.end; ++i)
      if (l_.marginals.cue(l_.at(i)) > likely_content) {
        to_cue.end = i;
        while (to_cue.end > to_cue.begin && l_.marginals.source(l_.at(to_cue.end - 1)) > likely_source) --to_cue.end;
        add(ContentKind::right_to_cue, one(to_cue));
        break;
      }
  }

  void quotations() {
    const auto& all = p_.quotations();
    if (all.empty()) return;
    const auto behind = std::find_if(all.begin(), all.end(), [&](TokenRange q) { return q.begin >= cue_.tokens.end; });
    const bool has_before = behind != all.begin() && (behind - 1)->end <= cue_.tokens.begin;
    if (has_before) add(ContentKind::quotation_before, one(*(behind - 1)));
    if (behind != all.end()) add(ContentKind::quotation_behind, one(*behind));
    if (has_before && behind != all.end()) {
      Pieces both = one(*(behind - 1));
      both.add(*behind);
      add(ContentKind::quotations_around, both);
    }
    Pieces every, with_rest = without_arguments(one(rest_left_));
    for (const TokenRange right : without_arguments(one(rest_right_))) with_rest.add(right);
    const TokenRange reach{rest_left_.begin, rest_right_.end};
    Pieces joined;
    for (const TokenRange q : all) {
      every.add(q);
      if (q.end <= reach.begin) joined.add(q);
    }
    for (const TokenRange r : with_rest) joined.add(r);
    for (const TokenRange q : all)
      if (q.begin >= reach.end) joined.add(q);
      else if (q.end > reach.end) joined.add({reach.end, q.end});
    add(ContentKind::quotations, every);
    add(ContentKind::rest_and_quotations, joined);
  }

  void runs() {
    std::vector<TokenRange> all;
    for (std::uint32_t i = p_.tokens().begin; i < p_.tokens().end;) {
      if (l_.marginals.content(l_.at(i)) <= likely_content || cue_.tokens.contains(i)) {
        ++i;
        continue;
      }
      const std::uint32_t begin = i;
      do ++i;
      while (i < p_.tokens().end && l_.marginals.content(l_.at(i)) > likely_content && !cue_.tokens.contains(i) && l_.marginals.of[l_.at(i)][5] < likely_content);
      all.push_back({begin, i});
    }
    Pieces every, here;
    const TokenRange* before = nullptr;
    const TokenRange* behind = nullptr;
    for (const TokenRange& r : all) {
      every.add(r);
      if (sentence_.contains(r.begin)) here.add(r);
      if (r.end <= cue_.tokens.begin) before = &r;
      if (r.begin >= cue_.tokens.end && behind == nullptr) behind = &r;
    }
    if (before) add(ContentKind::run, one(*before));
    if (behind) add(ContentKind::run, one(*behind));
    if (before && behind) {
      Pieces both = one(*before);
      both.add(*behind);
      add(ContentKind::runs_around, both);
    }
    add(ContentKind::runs_of_sentence, here);
    add(ContentKind::runs, every);
    for (const TokenRange r : here) add(ContentKind::run, one(r));
  }

  const LabelledPassage& l_;
  const Passage& p_;
  const CueCandidate& cue_;
  TokenRange sentence_, rest_left_, rest_right_, addressee_;
  Pieces arguments_;
  std::vector<ContentCandidate> found_;
};

bool may_be_source(const Token& t) {
  const bool is_nounlike = t.pos == Pos::NOUN || t.pos == Pos::PROPN || t.pos == Pos::PRON || t.pos == Pos::NUM || t.pos == Pos::DET || t.tag == Tag::PRP_poss || t.pos == Pos::ADJ;
  const bool is_part = t.dep == Dep::compound || t.dep == Dep::amod || t.dep == Dep::nummod || (t.dep == Dep::det && t.tag != Tag::PRP_poss) || t.dep == Dep::acomp;
  return is_nounlike && !is_part;
}

}  // namespace

std::uint64_t word_number(std::uint32_t token) {
  std::uint64_t x = (token + 1) * 0x9E3779B97F4A7C15ULL;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  return x ^ (x >> 31);
}

std::uint32_t Pieces::size() const {
  std::uint32_t sum = 0;
  for (const TokenRange r : *this) sum += r.size();
  return sum;
}

Pieces Pieces::without(TokenRange hole) const {
  if (hole.size() == 0) return *this;
  Pieces left;
  for (const TokenRange r : *this) {
    left.add({r.begin, std::min(r.end, std::max(r.begin, hole.begin))});
    left.add({std::max(r.begin, std::min(r.end, hole.end)), r.end});
  }
  return left;
}

LabelledPassage::LabelledPassage(const Passage& p, Marginals m) : passage(p), marginals(std::move(m)) {
  content_up_to.resize(marginals.of.size() + 1);
  source_up_to.resize(marginals.of.size() + 1);
  for (std::size_t i = 0; i < marginals.of.size(); ++i) {
    content_up_to[i + 1] = content_up_to[i] + marginals.content(i);
    source_up_to[i + 1] = source_up_to[i] + marginals.source(i);
  }
}

CueCandidate cue_at(const LabelledPassage& l, TokenRange tokens) {
  CueCandidate cue{tokens, tokens.begin, 0};
  for (std::uint32_t i = tokens.end; i-- > tokens.begin;) {
    const std::uint32_t head = l.passage[i].head;
    if (!tokens.contains(head) || head == i) cue.head = i;
    cue.likely = std::max(cue.likely, l.marginals.cue(l.at(i)));
  }
  return cue;
}

std::vector<CueCandidate> cue_candidates(const LabelledPassage& l) {
  std::vector<CueCandidate> found;
  const TokenRange all = l.passage.tokens();
  for (std::uint32_t i = all.begin; i < all.end;) {
    if (l.marginals.cue(l.at(i)) <= likely_cue) {
      ++i;
      continue;
    }
    const std::uint32_t begin = i;
    do ++i;
    while (i < all.end && l.marginals.cue(l.at(i)) > likely_cue && l.marginals.of[l.at(i)][1] <= l.marginals.of[l.at(i)][2]);
    found.push_back(cue_at(l, {begin, i}));
  }
  return found;
}

std::vector<ContentCandidate> content_candidates(const LabelledPassage& l, const CueCandidate& cue) { return ContentFinder(l, cue).all(); }

std::vector<SourceCandidate> source_candidates(const LabelledPassage& l, const CueCandidate& cue, const Pieces& content) {
  const Passage& p = l.passage;
  std::vector<SourceCandidate> found;
  const auto add = [&](TokenRange r, std::uint32_t head, SourceKind kind) {
    while (r.begin < r.end && is_punctuation(p[r.begin])) ++r.begin;
    while (r.begin < r.end && is_punctuation(p[r.end - 1])) --r.end;
    if (r.begin >= r.end || !r.contains(head) || (r.begin < cue.tokens.end && cue.tokens.begin < r.end) || found.size() >= most_candidates) return;
    for (const TokenRange c : content)
      if (r.begin < c.end && c.begin < r.end) return;
    for (const SourceCandidate& known : found)
      if (known.tokens == r) return;
    found.push_back({r, head, kind});
  };
  const auto clipped = [&](TokenRange r) { return TokenRange{std::max(r.begin, p.tokens().begin), std::min(r.end, p.tokens().end)}; };
  const TokenRange sentence = p.sentence_of(cue.head);
  for (std::uint32_t i = p.tokens().begin; i < p.tokens().end;) {
    if (l.marginals.source(l.at(i)) <= likely_source) {
      ++i;
      continue;
    }
    const std::uint32_t begin = i;
    do ++i;
    while (i < p.tokens().end && l.marginals.source(l.at(i)) > likely_source && l.marginals.of[l.at(i)][3] < likely_source);
    std::uint32_t head = begin;
    for (std::uint32_t j = i; j-- > begin;)
      if (p[j].head < begin || p[j].head >= i || p[j].head == j) head = j;
    add({begin, i}, head, SourceKind::run);
  }
  for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
    if (!may_be_source(p[i])) continue;
    const TokenRange tree = clipped(p.tree().subtree(i));
    if (sentence.size() > 120 && (i > cue.head ? i - cue.head : cue.head - i) > 60) continue;
    add(tree, i, SourceKind::tree);
    add({tree.begin, i + 1}, i, SourceKind::to_noun);
    for (std::uint32_t j = i + 1; j < tree.end; ++j)
      if (p[j].dep == Dep::punct) {
        add({tree.begin, j}, i, SourceKind::to_comma);
        break;
      }
  }
  return found;
}

}  // namespace sitrep
