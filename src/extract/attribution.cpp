// SPDX-License-Identifier: Apache-2.0
#include "extract/attribution.h"

#include <algorithm>

namespace sitrep {
namespace {

/// By rules over the tree: a cue verb with its subject and its clause, or with a quotation; "according to".
class RuleFinder {
 public:
  RuleFinder(const Tree& tree, const Cues& cues) : tree_(tree), cues_(cues) {}

  std::vector<Attribution> find() {
    const auto count = static_cast<std::uint32_t>(tree_.document().tokens.size());
    for (std::uint32_t i = 0; i < count; ++i) {
      if (tree_[i].lower_hash == "according"_w)
        according_to(i);
      else if (is_verb(tree_[i].tag) && cues_.verbs.contains(tree_[i].lemma_hash))
        verb(i);
    }
    return std::move(found_);
  }

 private:
  static bool is_subject(Dep dep) { return dep == Dep::nsubj || dep == Dep::agent; }
  static bool is_clause(Dep dep) { return dep == Dep::ccomp || dep == Dep::xcomp; }

  void verb(std::uint32_t i) {
    Attribution a;
    a.cue_head = i;
    a.cue = {i, i + 1};
    std::optional<std::uint32_t> clause;
    for (const std::uint32_t child : tree_.children(i)) {
      if (is_subject(tree_[child].dep)) set_source(a, child);
      if (is_clause(tree_[child].dep)) clause = child;
    }
    if (!clause || !a.source) return;
    a.content = {tree_.subtree(*clause)};
    keep(std::move(a));
  }

  void according_to(std::uint32_t i) {
    Attribution a;
    a.cue_head = i;
    a.cue = {i, i + 2};
    for (std::uint32_t prep = i; const std::uint32_t child : tree_.children(prep)) {
      if (tree_[child].dep == Dep::pobj) set_source(a, child);
      if (tree_[child].dep == Dep::prep)
        if (const auto object = tree_.child(child, Dep::pobj)) set_source(a, *object);
    }
    if (!a.source) return;
    a.content = {tree_.subtree(tree_.head(i))};
    keep(std::move(a));
  }

  void set_source(Attribution& a, std::uint32_t head) {
    if (tree_[head].dep == Dep::agent) {
      const auto object = tree_.child(head, Dep::pobj);
      if (!object) return;
      head = *object;
    }
    a.source_head = head;
    a.source = tree_.subtree(head);
  }

  /// Takes cue and source out of the content.
  void keep(Attribution a) {
    std::vector<TokenRange> pieces;
    for (TokenRange piece : a.content) {
      std::uint32_t begin = piece.begin;
      for (std::uint32_t i = piece.begin; i <= piece.end; ++i) {
        const bool cut = i == piece.end || a.cue.contains(i) || (a.source && a.source->contains(i));
        if (!cut) continue;
        if (i > begin) pieces.push_back({begin, i});
        begin = i + 1;
      }
    }
    a.content = std::move(pieces);
    if (!a.content.empty()) found_.push_back(std::move(a));
  }

  const Tree& tree_;
  const Cues& cues_;
  std::vector<Attribution> found_;
};

}  // namespace

std::vector<Attribution> find_attributions(const Tree& tree, const Knowledge& knowledge) { return RuleFinder(tree, knowledge.cues).find(); }

}  // namespace sitrep
