// SPDX-License-Identifier: Apache-2.0
#include "extract/phrases_of.h"

#include <algorithm>

namespace sitrep {
namespace {

bool stands_before(Dep dep) {
  switch (dep) {
    case Dep::det:
    case Dep::predet:
    case Dep::amod:
    case Dep::compound:
    case Dep::nmod:
    case Dep::poss:
    case Dep::nummod:
    case Dep::quantmod:
    case Dep::advmod:
    case Dep::punct: return true;
    default: return false;
  }
}

/// Tells how many or which, not what.
bool is_vague(const Token& t) {
  static constexpr Word words[] = {"several"_w, "many"_w, "various"_w, "few"_w, "numerous"_w, "other"_w, "more"_w, "least"_w, "about"_w, "own"_w, "same"_w, "unidentified"_w, "unknown"_w, "alleged"_w, "suspected"_w, "presumed"_w, "first"_w, "second"_w, "third"_w};
  return std::find(std::begin(words), std::end(words), t.lower_hash) != std::end(words);
}

bool is_unknown(const Token& t) {
  return t.lower_hash == "unidentified"_w || t.lower_hash == "unknown"_w;
}

/// Words that tell little without whose or of what they are.
bool asks_of_whom(Word lemma) {
  static constexpr Word words[] = {"group"_w, "member"_w, "band"_w, "squad"_w, "branch"_w, "office"_w, "residence"_w, "headquarters"_w, "building"_w, "facility"_w, "home"_w, "house"_w, "installation"_w, "seat"_w, "premise"_w};
  return std::find(std::begin(words), std::end(words), lemma) != std::end(words);
}

}  // namespace

TokenRange base_phrase(const Tree& tree, std::uint32_t head) {
  std::uint32_t begin = head;
  const auto children = tree.children(head);
  for (auto child = children.rbegin(); child != children.rend(); ++child) {
    if (*child > head) continue;
    // Only what joins on: a gap means that something foreign stands between.
    if (!stands_before(tree[*child].dep) || tree.subtree(*child).end != begin) break;
    if (tree[*child].dep == Dep::punct && tree[*child].tag != Tag::HYPH && tree[*child].text != "-") break;
    begin = tree.subtree(*child).begin;
  }
  return {begin, head + 1};
}

TokenRange bare_phrase(const Tree& tree, TokenRange phrase) {
  const auto says_how_many = [](const Token& t) {
    return t.tag == Tag::DT || t.tag == Tag::PDT || t.tag == Tag::CD || t.tag == Tag::PRP_poss || t.dep == Dep::det || t.dep == Dep::quantmod || is_vague(t);
  };
  while (phrase.size() > 1 && (says_how_many(tree[phrase.begin]) || tree[phrase.begin].pos == Pos::PUNCT)) ++phrase.begin;
  return phrase;
}

TokenRange naming_phrase(const Tree& tree, std::uint32_t head, TokenRange phrase) {
  const auto says_how_many = [&](std::uint32_t i) {
    const Token& t = tree[i];
    if (is_unknown(t)) return false;
    if (t.tag == Tag::CD) return t.head == head || tree[t.head].tag == Tag::CD;  // not the "9" of "a 9-mm gun"
    return t.tag == Tag::DT || t.tag == Tag::PDT || t.tag == Tag::PRP_poss || t.tag == Tag::CC || t.dep == Dep::det || t.dep == Dep::quantmod || t.pos == Pos::PUNCT || is_vague(t);
  };
  while (phrase.begin < head && says_how_many(phrase.begin)) ++phrase.begin;
  return asks_of_whom(tree[head].lemma_hash) ? with_owner(tree, head, phrase) : phrase;
}

TokenRange with_owner(const Tree& tree, std::uint32_t head, TokenRange phrase) {
  if (phrase.end != head + 1) return phrase;
  for (std::uint32_t noun = head;;) {
    const auto owner = prep_object(tree, noun, "of"_w);
    if (!owner || base_phrase(tree, *owner).begin != phrase.end + 1) return phrase;
    phrase.end = *owner + 1;
    noun = *owner;
    for (const std::uint32_t name : tree.children(noun))  // "the newspaper El Tiempo"
      if (tree[name].dep == Dep::appos && base_phrase(tree, name).begin == phrase.end) phrase.end = name + 1;
  }
}

std::vector<std::uint32_t> conjuncts(const Tree& tree, std::uint32_t head) {
  std::vector<std::uint32_t> all = {head};
  for (std::size_t i = 0; i < all.size(); ++i)
    for (const std::uint32_t child : tree.children(all[i]))
      if (tree[child].dep == Dep::conj) all.push_back(child);
  return all;
}

std::uint32_t first_conjunct(const Tree& tree, std::uint32_t token) {
  while (tree[token].dep == Dep::conj && !tree.is_root(token)) token = tree.head(token);
  return token;
}

std::vector<bool> quoted_tokens(const Document& document) {
  std::vector<bool> quoted(document.tokens.size(), false);
  bool open = false;
  for (std::size_t i = 0; i < document.tokens.size(); ++i) {
    const Token& t = document.tokens[i];
    if (t.text.find('\n') != std::string_view::npos) open = false;  // an open quotation ends with its paragraph
    const bool straight = t.text == "\"" || t.text == "''" || t.text == "``";
    if (straight) open = !open;
    else if (t.text == "\xE2\x80\x9C" || t.text == "\xC2\xAB") open = true;
    else if (t.text == "\xE2\x80\x9D" || t.text == "\xC2\xBB") open = false;
    else quoted[i] = open;
  }
  return quoted;
}

std::optional<std::uint32_t> prep_object(const Tree& tree, std::uint32_t head, Word preposition) {
  for (const std::uint32_t child : tree.children(head))
    if ((tree[child].dep == Dep::prep || tree[child].dep == Dep::agent || tree[child].dep == Dep::dative) && tree[child].lower_hash == preposition)
      return tree.child(child, Dep::pobj);
  return std::nullopt;
}

}  // namespace sitrep
