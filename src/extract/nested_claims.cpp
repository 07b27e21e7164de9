// SPDX-License-Identifier: Apache-2.0
#include "extract/nested_claims.h"

#include <algorithm>

namespace sitrep {
namespace {

/// Verbs that are speech whenever they have a subject and a clause; "know", "feel" and the like are not worth a claim in a claim.
constexpr Word speech_verbs[] = {"say"_w, "tell"_w, "claim"_w, "report"_w, "deny"_w, "announce"_w, "confirm"_w, "declare"_w, "state"_w, "accuse"_w, "blame"_w,
                                 "allege"_w, "warn"_w, "promise"_w, "vow"_w, "insist"_w, "assert"_w, "testify"_w, "admit"_w};
constexpr Word claim_nouns[] = {"claim"_w, "accusation"_w, "allegation"_w, "report"_w, "assertion"_w, "statement"_w, "denial"_w, "threat"_w, "demand"_w, "promise"_w};

template <std::size_t N>
bool is_among(Word w, const Word (&list)[N]) {
  return std::find(std::begin(list), std::end(list), w) != std::end(list);
}

class NestedFinder {
 public:
  NestedFinder(const Tree& tree, std::vector<Attribution>& attributions) : tree_(tree), attributions_(attributions), is_cue_(tree.document().tokens.size(), false) {
    for (const Attribution& a : attributions)
      for (std::uint32_t i = a.cue.begin; i < a.cue.end; ++i) is_cue_[i] = true;
  }

  void add() {
    std::vector<Attribution> found;
    for (const Attribution& outer : attributions_)
      for (const TokenRange piece : outer.content)
        for (std::uint32_t i = piece.begin; i < piece.end; ++i)
          if (!is_cue_[i])
            if (auto inner = is_verb(tree_[i].tag) ? of_verb(i, piece) : of_noun(i, piece)) {
              is_cue_[i] = true;
              found.push_back(std::move(*inner));
            }
    attributions_.insert(attributions_.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    std::stable_sort(attributions_.begin(), attributions_.end(), [](const Attribution& a, const Attribution& b) { return a.cue < b.cue; });
  }

 private:
  std::optional<Attribution> of_verb(std::uint32_t verb, TokenRange within) const {
    if (!is_among(tree_[verb].lemma_hash, speech_verbs)) return std::nullopt;
    const auto subject = tree_.child(verb, Dep::nsubj);
    if (!subject) return std::nullopt;
    Attribution a;
    a.cue_head = verb;
    a.cue = {verb, verb + 1};
    while (a.cue.begin > within.begin && is_auxiliary_of(a.cue.begin - 1, verb)) --a.cue.begin;
    for (const std::uint32_t child : tree_.children(verb))
      if (is_what_is_said(verb, child)) a.content.push_back(tree_.subtree(child));
    return with_source(std::move(a), *subject, within);
  }

  bool is_auxiliary_of(std::uint32_t i, std::uint32_t verb) const {
    return tree_.head(i) == verb && (tree_[i].dep == Dep::aux || tree_[i].dep == Dep::neg || tree_[i].dep == Dep::auxpass);
  }

  /// A clause; for "accuse" and "blame" whom and of what.
  bool is_what_is_said(std::uint32_t verb, std::uint32_t child) const {
    const Dep dep = tree_[child].dep;
    const Word lemma = tree_[verb].lemma_hash;
    if (lemma == "accuse"_w || lemma == "blame"_w) return dep == Dep::dobj || dep == Dep::prep;
    return child > verb && (dep == Dep::ccomp || dep == Dep::xcomp);
  }

  /// "Norland's claim that …"
  std::optional<Attribution> of_noun(std::uint32_t noun, TokenRange within) const {
    if (tree_[noun].pos != Pos::NOUN || !is_among(tree_[noun].lemma_hash, claim_nouns)) return std::nullopt;
    const auto owner = tree_.child(noun, Dep::poss);
    const auto clause = tree_.has_child(noun, Dep::acl) ? tree_.child(noun, Dep::acl) : tree_.child(noun, Dep::ccomp);
    if (!owner || !clause || !tree_.has_child(*clause, Dep::mark)) return std::nullopt;
    Attribution a;
    a.cue_head = noun;
    a.cue = {noun, noun + 1};
    a.content = {tree_.subtree(*clause)};
    return with_source(std::move(a), *owner, within);
  }

  /// All of it has to lie in the outer claim, side by side.
  std::optional<Attribution> with_source(Attribution a, std::uint32_t head, TokenRange within) const {
    a.source_head = head;
    a.source = tree_.subtree(head);
    const auto is_apart = [&](TokenRange r) {
      return within.begin <= r.begin && r.end <= within.end && r.size() > 0 && (r.end <= a.cue.begin || r.begin >= a.cue.end);
    };
    while (a.source->size() > 0 && tree_[a.source->end - 1].tag == Tag::POS) --a.source->end;
    if (a.content.empty() || !is_apart(*a.source)) return std::nullopt;
    for (const TokenRange piece : a.content)
      if (!is_apart(piece) || (piece.begin < a.source->end && a.source->begin < piece.end)) return std::nullopt;
    return a;
  }

  const Tree& tree_;
  std::vector<Attribution>& attributions_;
  std::vector<bool> is_cue_;
};

}  // namespace

void add_nested(const Tree& tree, std::vector<Attribution>& attributions) { NestedFinder(tree, attributions).add(); }

}  // namespace sitrep
