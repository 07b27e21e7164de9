// SPDX-License-Identifier: Apache-2.0
#include "extract/voice.h"

#include "extract/phrases_of.h"

namespace sitrep {

bool is_passive(const Tree& tree, std::uint32_t verb) {
  if (tree.has_child(verb, Dep::auxpass) || tree.has_child(verb, Dep::nsubjpass)) return true;
  const Token& t = tree[verb];
  if (t.tag != Tag::VBN) return false;
  if (t.dep == Dep::acl || t.dep == Dep::amod) return true;
  return t.dep == Dep::conj && t.head != verb && tree[t.head].tag == Tag::VBN && is_passive(tree, t.head);
}

std::uint32_t antecedent(const Tree& tree, std::uint32_t subject, std::uint32_t verb) {
  const Tag tag = tree[subject].tag;
  const bool relative = tag == Tag::WP || tag == Tag::WDT || tree[subject].lower_hash == "that"_w;
  if (!relative || tree[verb].dep != Dep::relcl) return subject;
  std::uint32_t noun = tree.head(verb);
  // "a teacher from Norhaven, who was killed": a place is no "who".
  const auto is_place = [&](std::uint32_t i) { return tree[i].entity == EntityLabel::GPE || tree[i].entity == EntityLabel::LOC || tree[i].entity == EntityLabel::FAC; };
  while (tag == Tag::WP && is_place(noun) && tree[noun].dep == Dep::pobj && !tree.is_root(tree.head(noun)) && is_noun(tree[tree.head(tree.head(noun))].tag)) noun = tree.head(tree.head(noun));
  return noun;
}

bool is_to_death(const Tree& tree, std::uint32_t verb) {
  const auto end = prep_object(tree, verb, "to"_w);
  return end && tree[*end].lower_hash == "death"_w;
}

bool is_killing_by_shot(const Tree& tree, std::uint32_t verb) {
  for (const std::uint32_t c : tree.children(verb)) {
    const bool tells_death = tree[c].lower_hash == "dead"_w || tree[c].lower_hash == "fatally"_w || tree[c].lower_hash == "mortally"_w;
    if (tells_death && (c == 0 || (tree[c - 1].lower_hash != "not"_w && tree[c - 1].tag != Tag::CD))) return true;  // "four shot, one dead" are two counts
  }
  return is_to_death(tree, verb);
}

}  // namespace sitrep
