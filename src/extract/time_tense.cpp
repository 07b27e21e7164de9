// SPDX-License-Identifier: Apache-2.0
#include "extract/time_tense.h"

namespace sitrep {
namespace {

constexpr int longest_climb = 40;  // heads; what is farther up says nothing of the word

bool has_role(const Times& times, const Token& t, TimeRole role) {
  const auto found = times.words.find(t.lower_hash);
  return found != times.words.end() && found->second.role == role;
}

bool is_have(const Token& t) {
  return t.lower_hash == "have"_w || t.lower_hash == "has"_w || t.lower_hash == "had"_w || t.lower_hash == "'ve"_w;
}

struct VerbGroup {
  bool modal = false, have = false, to = false, be_now = false, be_then = false;
};

VerbGroup verb_group(const Tree& tree, std::uint32_t verb) {
  VerbGroup group;
  for (const std::uint32_t c : tree.children(verb)) {
    const Token& t = tree[c];
    if (t.dep != Dep::aux && t.dep != Dep::auxpass) continue;
    if (t.tag == Tag::MD) group.modal = t.lower_hash != "could"_w;  // "could not be reached Tuesday" has happened
    else if (t.tag == Tag::TO) group.to = true;
    else if (is_have(t)) group.have = true;
    else if (t.tag == Tag::VBD) group.be_then = true;
    else if (t.tag == Tag::VBZ || t.tag == Tag::VBP) group.be_now = true;
  }
  return group;
}

/// The time belongs to a noun: "a June agreement".
bool is_attribute(const Tree& tree, std::uint32_t token) {
  const Dep dep = tree[token].dep;
  return dep == Dep::compound || dep == Dep::nmod || dep == Dep::amod;
}

/// "set for Friday", "set to open Friday", but not "set on fire".
bool is_set_for(const Tree& tree, const Times& times, std::uint32_t at) {
  if (tree[at].tag != Tag::VBN || !has_role(times, tree[at], TimeRole::sets)) return false;
  for (const std::uint32_t c : tree.children(at))
    if (tree[c].dep == Dep::xcomp || (tree[c].dep == Dep::prep && tree[c].lower_hash == "for"_w)) return true;
  return false;
}

/// What the verb's form says of a time beside it; unknown where the clause above decides.
Outlook outlook_of_verb(const Tree& tree, const Times& times, std::uint32_t verb, std::uint32_t token) {
  const Token& t = tree[verb];
  const VerbGroup group = verb_group(tree, verb);
  if (group.have || (is_have(t) && t.tag == Tag::VBD)) return Outlook::past;
  if (group.modal) return Outlook::future;
  if (group.to && is_attribute(tree, token)) return Outlook::unknown;  // "to win Sunday's vote" says nothing of the vote
  if (group.to && has_role(times, tree[tree.head(verb)], TimeRole::outlook)) return Outlook::unknown;  // "due to expire": see there
  if (group.to) return t.dep == Dep::xcomp || t.dep == Dep::ccomp || t.dep == Dep::root ? Outlook::future : Outlook::unknown;
  if (t.tag == Tag::VBD || group.be_then) return Outlook::past;
  if (t.tag == Tag::VBG) return group.be_now ? Outlook::future : Outlook::unknown;
  if (t.tag == Tag::VBN) return group.be_now ? Outlook::present : Outlook::past;
  // "The trial opens Monday" looks ahead, "he says" does not.
  if (t.tag == Tag::VBZ || t.tag == Tag::VBP) return token > verb && has_role(times, t, TimeRole::starts) ? Outlook::future : Outlook::present;
  return Outlook::unknown;
}

/// "planned", "due", "the deadline": unless it is the finite verb of a sentence that begins with the time ("On Friday, the
/// government planned").
bool looks_ahead(const Times& times, const Token& t, std::uint32_t at, std::uint32_t token) {
  return at != token && has_role(times, t, TimeRole::outlook) && !(t.tag == Tag::VBD && token < at);
}

/// "had been due to expire Friday" looks ahead from before.
bool was_so_once(const Tree& tree, std::uint32_t at) {
  for (const std::uint32_t verb : {at, tree.head(at)})
    for (const std::uint32_t c : tree.children(verb))
      if (tree[c].dep == Dep::aux && tree[c].lower_hash == "had"_w) return true;
  return false;
}

}  // namespace

Outlook outlook_at(const Tree& tree, const Times& times, std::uint32_t token) {
  // "Tuesday's attack" has happened.
  if (tree[token].dep == Dep::poss) return Outlook::past;
  std::uint32_t at = token;
  for (int steps = 0; steps < longest_climb; ++steps) {
    const Token& t = tree[at];
    if (looks_ahead(times, t, at, token) || is_set_for(tree, times, at)) return was_so_once(tree, at) ? Outlook::past : Outlook::future;
    if (at != token && (is_verb(t.tag) || t.tag == Tag::MD))
      if (const Outlook outlook = outlook_of_verb(tree, times, at, token); outlook != Outlook::unknown) return outlook;
    if (tree.is_root(at)) break;
    at = tree.head(at);
  }
  return Outlook::unknown;
}

}  // namespace sitrep
