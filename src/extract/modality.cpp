// SPDX-License-Identifier: Apache-2.0
#include "extract/modality.h"

#include <algorithm>

namespace sitrep {
namespace {

constexpr Word modal_verbs[] = {"could"_w, "may"_w, "might"_w, "would"_w, "should"_w, "can"_w, "will"_w, "shall"_w, "must"_w, "'ll"_w, "'d"_w, "ca"_w, "wo"_w};
constexpr Word conditions[] = {"if"_w, "unless"_w, "lest"_w, "whether"_w};
constexpr Word intents[] = {"threaten"_w, "try"_w, "attempt"_w, "plan"_w, "want"_w, "vow"_w, "order"_w, "intend"_w, "refuse"_w, "fail"_w, "plot"_w, "conspire"_w,
                            "prevent"_w, "avoid"_w, "deny"_w, "seek"_w, "hope"_w, "prepare"_w, "warn"_w, "urge"_w, "call"_w, "wish"_w, "stop"_w, "conspiracy"_w,
                            "threat"_w, "risk"_w, "danger"_w, "fear"_w, "ability"_w, "right"_w, "intention"_w};

// "Managed to kill", "was able to leave", "went on to shoot": what is said to be managed has happened.
constexpr Word achievements[] = {"manage"_w, "able"_w, "succeed"_w, "go"_w, "proceed"_w, "continue"_w, "happen"_w, "begin"_w, "start"_w};

template <std::size_t N>
bool is_among(Word w, const Word (&list)[N]) {
  return std::find(std::begin(list), std::end(list), w) != std::end(list);
}

bool is_achieved(const Tree& tree, std::uint32_t infinitive) {
  if (tree[infinitive].dep != Dep::xcomp && tree[infinitive].dep != Dep::advcl) return false;
  const std::uint32_t up = tree.head(infinitive);
  const Token& t = tree[up];
  const bool goes_on = t.lemma_hash != "go"_w || (up + 1 < tree.document().tokens.size() && tree[up + 1].lower_hash == "on"_w);
  return is_among(t.lemma_hash, achievements) && goes_on && !is_negated(tree, up);
}

bool has_unreal_auxiliary(const Tree& tree, std::uint32_t verb) {
  bool has_have = false;
  bool has_to = false;
  bool modal = false;
  for (const std::uint32_t c : tree.children(verb)) {
    const Token& t = tree[c];
    if (t.dep == Dep::aux && t.tag == Tag::MD) modal |= is_among(t.lower_hash, modal_verbs);
    if (t.dep == Dep::aux && t.tag == Tag::TO) has_to = true;
    if (t.dep == Dep::aux && t.lower_hash == "have"_w) has_have = true;
    if (t.dep == Dep::mark && is_among(t.lower_hash, conditions)) return true;
  }
  // "is said to have killed" has happened; "to kill" has not yet.
  return modal || (has_to && !has_have && !is_achieved(tree, verb));
}

}  // namespace

bool is_negated(const Tree& tree, std::uint32_t token) {
  for (const std::uint32_t c : tree.children(token))
    if (tree[c].dep == Dep::neg || tree[c].lower_hash == "never"_w) return true;
  return false;
}

bool is_unreal(const Tree& tree, std::uint32_t token) {
  if (is_negated(tree, token) || has_unreal_auxiliary(tree, token)) return true;
  // A verb without a tense of its own takes the reality of the verb above it; so does a noun that is its object.
  std::uint32_t at = token;
  for (int steps = 0; steps < 4 && !tree.is_root(at); ++steps) {
    const Token& t = tree[at];
    const std::uint32_t up = tree.head(at);
    switch (t.dep) {
      case Dep::conj:
        if (has_unreal_auxiliary(tree, up)) return true;
        break;
      case Dep::xcomp:
      case Dep::pcomp:
      case Dep::dobj:
      case Dep::pobj:
      case Dep::prep:
      case Dep::acl:
        // Who is "wanted in the shooting of three men" is sought for what has happened.
        if (t.dep == Dep::acl && t.tag == Tag::VBG) break;  // "exchanging vows, killing 32": what goes on beside
        if (is_among(tree[up].lemma_hash, intents) && !(tree[up].lower_hash == "wanted"_w && tree[up].tag == Tag::VBN)) return true;
        if (is_verb(tree[up].tag) && (t.dep == Dep::dobj || t.dep == Dep::xcomp) && has_unreal_auxiliary(tree, up)) return true;
        break;
      default: return false;
    }
    if (is_verb(tree[up].tag) && t.dep != Dep::conj) return is_negated(tree, up) && t.dep == Dep::xcomp;
    at = up;
  }
  return false;
}

}  // namespace sitrep
