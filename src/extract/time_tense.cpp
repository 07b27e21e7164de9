// SPDX-License-Identifier: Apache-2.0
#include "extract/time_tense.h"

namespace sitrep {
namespace {

bool looks_ahead(const Times& times, const Token& t) {
  const auto found = times.words.find(t.lower_hash);
  return found != times.words.end() && found->second.role == TimeRole::outlook;
}

/// What the verb's form and its auxiliaries say; unknown for a bare participle or infinitive.
Outlook outlook_of_verb(const Tree& tree, std::uint32_t verb) {
  bool has_have = false, has_be_now = false, has_be_then = false, has_to = false;
  for (const std::uint32_t c : tree.children(verb)) {
    const Token& t = tree[c];
    if (t.dep != Dep::aux && t.dep != Dep::auxpass) continue;
    if (t.tag == Tag::MD) return t.lemma_hash == "would"_w || t.lemma_hash == "could"_w || t.lower_hash == "would"_w ? Outlook::unknown : Outlook::future;
    if (t.tag == Tag::TO) has_to = true;
    else if (t.lemma_hash == "have"_w) has_have = true;
    else if (t.tag == Tag::VBD) has_be_then = true;
    else if (t.tag == Tag::VBZ || t.tag == Tag::VBP) has_be_now = true;
  }
  const Token& t = tree[verb];
  if (has_have || has_be_then || t.tag == Tag::VBD) return Outlook::past;
  if (has_to) return Outlook::future;
  if (t.tag == Tag::VBG && has_be_now) return Outlook::present;
  if (t.tag == Tag::VBN) return has_be_now ? Outlook::present : Outlook::past;
  if (t.tag == Tag::VBZ || t.tag == Tag::VBP) return Outlook::present;
  return Outlook::unknown;
}

}  // namespace

Outlook outlook_at(const Tree& tree, const Times& times, std::uint32_t token) {
  for (std::uint32_t at = token;;) {
    const Token& t = tree[at];
    if (at != token && looks_ahead(times, t)) return Outlook::future;
    if (is_verb(t.tag))
      if (const Outlook outlook = outlook_of_verb(tree, at); outlook != Outlook::unknown) return outlook;
    if (tree.is_root(at)) return Outlook::unknown;
    at = tree.head(at);
  }
}

}  // namespace sitrep
