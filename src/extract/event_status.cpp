// SPDX-License-Identifier: Apache-2.0
#include "extract/event_status.h"

#include <algorithm>
#include <optional>

#include "extract/modality.h"

namespace sitrep {
namespace {

struct Governor {
  Word lemma;
  EventStatus status;
};

/// Verbs and nouns that say of what they govern that it has not (or not yet) simply happened.
constexpr Governor governors[] = {
    {"threaten"_w, EventStatus::threatened}, {"threat"_w, EventStatus::threatened}, {"warn"_w, EventStatus::threatened},
    {"try"_w, EventStatus::attempted},       {"attempt"_w, EventStatus::attempted}, {"seek"_w, EventStatus::attempted},
    {"fail"_w, EventStatus::attempted},      {"effort"_w, EventStatus::attempted},  {"struggle"_w, EventStatus::attempted},
    {"plan"_w, EventStatus::planned},        {"agree"_w, EventStatus::planned},     {"promise"_w, EventStatus::planned},
    {"vow"_w, EventStatus::planned},         {"pledge"_w, EventStatus::planned},    {"intend"_w, EventStatus::planned},
    {"about"_w, EventStatus::planned},
    {"decide"_w, EventStatus::planned},      {"prepare"_w, EventStatus::planned},   {"order"_w, EventStatus::planned},
    {"offer"_w, EventStatus::planned},       {"willing"_w, EventStatus::planned},   {"ready"_w, EventStatus::planned},      {"prepared"_w, EventStatus::planned},
    {"readiness"_w, EventStatus::planned},   {"willingness"_w, EventStatus::planned},       {"intention"_w, EventStatus::planned}, {"set"_w, EventStatus::planned},
    {"schedule"_w, EventStatus::planned},    {"expect"_w, EventStatus::planned},    {"announce"_w, EventStatus::planned},
    {"want"_w, EventStatus::possible},       {"urge"_w, EventStatus::possible},     {"demand"_w, EventStatus::possible},
    {"ask"_w, EventStatus::possible},        {"call"_w, EventStatus::possible},     {"appeal"_w, EventStatus::possible},
    {"request"_w, EventStatus::possible},    {"propose"_w, EventStatus::possible},  {"suggest"_w, EventStatus::possible},
    {"consider"_w, EventStatus::possible},   {"hope"_w, EventStatus::possible},     {"fear"_w, EventStatus::possible},
    {"refuse"_w, EventStatus::did_not_happen}, {"decline"_w, EventStatus::did_not_happen}, {"avoid"_w, EventStatus::did_not_happen},
    {"prevent"_w, EventStatus::did_not_happen}, {"cancel"_w, EventStatus::did_not_happen}, {"reject"_w, EventStatus::did_not_happen},
    {"deny"_w, EventStatus::denied},         {"continue"_w, EventStatus::ongoing},  {"begin"_w, EventStatus::ongoing},
    {"stop"_w, EventStatus::ended},          {"end"_w, EventStatus::ended},         {"halt"_w, EventStatus::ended},
    {"cease"_w, EventStatus::ended}};

std::optional<EventStatus> by_governor(Word lemma) {
  const auto* at = std::find_if(std::begin(governors), std::end(governors), [&](const Governor& g) { return g.lemma == lemma; });
  return at == std::end(governors) ? std::nullopt : std::optional(at->status);
}

/// "No civilians were killed", "nobody was hurt", "fired no shots".
bool is_of_nobody(const Tree& tree, std::uint32_t verb) {
  for (const std::uint32_t c : tree.children(verb)) {
    const Dep dep = tree[c].dep;
    if (dep != Dep::nsubj && dep != Dep::nsubjpass && dep != Dep::dobj) continue;
    const auto det = tree.child(c, Dep::det);
    if (tree[c].lower_hash == "nobody"_w || tree[c].lower_hash == "none"_w || (det && tree[*det].lower_hash == "no"_w)) return true;
  }
  return false;
}

std::optional<EventStatus> by_auxiliaries(const Tree& tree, std::uint32_t verb) {
  bool progressive = false;
  bool future = false;
  bool possible = false;
  for (const std::uint32_t c : tree.children(verb)) {
    const Token& t = tree[c];
    if (t.dep == Dep::mark && (t.lower_hash == "if"_w || t.lower_hash == "unless"_w)) possible = true;
    if (t.dep != Dep::aux && t.dep != Dep::auxpass) continue;
    future |= t.lower_hash == "will"_w || t.lower_hash == "shall"_w || t.lower_hash == "'ll"_w;
    possible |= t.tag == Tag::MD && !future;
    progressive |= tree[verb].tag == Tag::VBG && t.lemma_hash == "be"_w && (t.tag == Tag::VBZ || t.tag == Tag::VBP);
  }
  if (is_negated(tree, verb) || is_of_nobody(tree, verb)) return EventStatus::did_not_happen;
  if (future) return EventStatus::planned;
  if (possible) return EventStatus::possible;
  if (progressive) return EventStatus::ongoing;
  return std::nullopt;
}

}  // namespace

EventStatus status_of(const Tree& tree, std::uint32_t trigger) {
  if (is_verb(tree[trigger].tag))
    if (const auto own = by_auxiliaries(tree, trigger)) return *own;
  std::uint32_t at = trigger;
  for (int steps = 0; steps < 4 && !tree.is_root(at); ++steps) {
    const Dep dep = tree[at].dep;
    const std::uint32_t up = tree.head(at);
    const bool governed = dep == Dep::xcomp || dep == Dep::pcomp || dep == Dep::dobj || dep == Dep::pobj || dep == Dep::prep || dep == Dep::acl || dep == Dep::conj ||
                          dep == Dep::ccomp || dep == Dep::nsubjpass;
    if (!governed) break;
    // "refused to send troops and urged others": a verb with a tense of its own stands for itself.
    const Tag tag = tree[at].tag;
    if (dep == Dep::conj && (tag == Tag::VBD || tag == Tag::VBZ || tag == Tag::VBP || (tag == Tag::VBN && tree.has_child(at, Dep::aux)))) break;
    if (const auto status = dep == Dep::conj ? std::nullopt : by_governor(tree[up].lemma_hash)) {
      if (dep == Dep::ccomp && tree[up].lemma_hash != "deny"_w) break;
      return *status;
    }
    if (is_verb(tree[up].tag) && dep != Dep::ccomp) {
      if (dep == Dep::dobj || dep == Dep::xcomp || dep == Dep::conj)
        if (const auto inherited = by_auxiliaries(tree, up); inherited && (dep != Dep::conj || *inherited != EventStatus::did_not_happen)) return *inherited;
      if (dep != Dep::xcomp && dep != Dep::conj) break;
    }
    if (dep == Dep::ccomp) break;
    at = up;
  }
  return EventStatus::happened;
}

}  // namespace sitrep
