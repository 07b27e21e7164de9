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
  return relative && tree[verb].dep == Dep::relcl ? tree.head(verb) : subject;
}

bool is_to_death(const Tree& tree, std::uint32_t verb) {
  const auto end = prep_object(tree, verb, "to"_w);
  return end && tree[*end].lower_hash == "death"_w;
}

bool is_killing_by_shot(const Tree& tree, std::uint32_t verb) {
  for (const std::uint32_t c : tree.children(verb))
    if (tree[c].lower_hash == "dead"_w || tree[c].lower_hash == "fatally"_w || tree[c].lower_hash == "mortally"_w) return true;
  return is_to_death(tree, verb);
}

}  // namespace sitrep
