// SPDX-License-Identifier: Apache-2.0
#include "extract/event_parties.h"

#include <algorithm>

#include "extract/phrases_of.h"

namespace sitrep {
namespace {

constexpr Word object_word = "object"_w;

void take(std::vector<EntityId>& ids, EntityId id) {
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

/// Verbs whose infinitive has their subject, though they have an object ("promised Orland to leave").
bool is_subject_control(Word verb) { return verb == "promise"_w || verb == "threaten"_w || verb == "use"_w; }

/// What hangs below a word without saying when, where or why.
bool leads_to_party(Dep dep) {
  switch (dep) {
    case Dep::xcomp:
    case Dep::ccomp:
    case Dep::dobj:
    case Dep::pobj:
    case Dep::prep:
    case Dep::dative:
    case Dep::acl:
    case Dep::pcomp:
    case Dep::nsubj:
    case Dep::nsubjpass:
    case Dep::poss:
    case Dep::amod:
    case Dep::compound:
    case Dep::nmod:
    case Dep::agent:
    case Dep::attr: return true;
    default: return false;
  }
}

bool says_when_or_why(Word preposition) {
  return preposition == "during"_w || preposition == "after"_w || preposition == "before"_w || preposition == "since"_w || preposition == "despite"_w ||
         preposition == "because"_w || preposition == "at"_w || preposition == "near"_w || preposition == "as"_w || preposition == "until"_w;
}

}  // namespace

bool EventParties::is_passive(std::uint32_t verb) const {
  if (child(verb, Dep::nsubjpass) || child(verb, Dep::auxpass)) return true;
  return token(verb).tag == Tag::VBN && token(verb).dep == Dep::acl;
}

/// The verb that a clause without a subject of its own leans on; "is about to restore" leans on "is".
std::optional<std::uint32_t> EventParties::governing_verb(std::uint32_t i) const {
  std::uint32_t up = tree_.head(i);
  for (int steps = 0; steps < 3 && !is_verb(token(up).tag); ++steps) {
    const Dep dep = token(up).dep;
    if (tree_.is_root(up) || (dep != Dep::acomp && dep != Dep::prep && dep != Dep::pobj && dep != Dep::dobj && dep != Dep::attr && dep != Dep::oprd && dep != Dep::advmod)) return std::nullopt;
    up = tree_.head(up);
  }
  return is_verb(token(up).tag) ? std::optional(up) : std::nullopt;
}

std::optional<std::uint32_t> EventParties::subject_of(std::uint32_t verb, int steps) const {
  for (const Dep dep : {Dep::nsubj, Dep::nsubjpass})
    if (const auto subject = child(verb, dep)) return antecedent(*subject, verb);
  const Token& t = token(verb);
  if (steps == 0 || tree_.is_root(verb)) return std::nullopt;
  switch (t.dep) {
    case Dep::xcomp:
      if (child(t.head, Dep::dobj) && is_verb(token(t.head).tag) && !is_subject_control(token(t.head).lemma_hash)) return child(t.head, Dep::dobj);  // "urged Baku to stop"
      [[fallthrough]];
    case Dep::ccomp:
      // "the strike that it said killed 28": the strike, whatever the parser makes of it, and not who says so.
      if (t.tag == Tag::VBD || t.tag == Tag::VBN || t.tag == Tag::VBZ || t.tag == Tag::VBP) return std::nullopt;
      [[fallthrough]];
    case Dep::conj:
    case Dep::advcl:
    case Dep::pcomp:
      if (const auto above = governing_verb(verb)) return subject_of(*above, steps - 1);
      return std::nullopt;
    case Dep::relcl: return t.head;
    case Dep::acl:
      // "efforts to mediate": whoever makes them; "a group fighting the army": the group.
      if (token(verb).tag == Tag::VB)
        if (const auto above = governing_verb(verb)) return subject_of(*above, steps - 1);
      return t.head;
    default: return std::nullopt;
  }
}

std::uint32_t EventParties::antecedent(std::uint32_t subject, std::uint32_t verb) const {
  const Tag tag = token(subject).tag;
  const bool relative = tag == Tag::WP || tag == Tag::WDT || token(subject).lower_hash == "that"_w;
  return relative && token(verb).dep == Dep::relcl ? tree_.head(verb) : subject;
}

std::optional<std::uint32_t> EventParties::agent_of_passive(std::uint32_t verb) const {
  if (const auto by = child(verb, Dep::agent)) return child(*by, Dep::pobj);
  return prep_object(tree_, verb, "by"_w);
}

std::optional<std::uint32_t> EventParties::target_of(std::uint32_t verb, const Frame& frame) const {
  std::optional<std::uint32_t> first;
  for (const Word where : frame.targets) {
    const auto found = where == object_word ? object_of(verb) : object_behind(verb, where);
    if (found && !entities_at(found).empty()) return found;
    if (found && !first) first = found;  // "gave a million to Gondor": rather somebody behind "to" than nobody
  }
  return first;
}

std::optional<std::uint32_t> EventParties::object_of(std::uint32_t verb) const {
  if (is_passive(verb)) return subject_of(verb);
  const auto dative = child(verb, Dep::dative);
  const auto object = child(verb, Dep::dobj);
  if (!(dative && object) && object && !is_part_of_trigger(verb, *object)) return object;
  if (!dative) return std::nullopt;
  return token(*dative).pos == Pos::ADP ? child(*dative, Dep::pobj) : dative;  // "gave Orland aid"
}

std::optional<std::uint32_t> EventParties::object_behind(std::uint32_t verb, Word preposition) const {
  if (const auto found = prep_object(tree_, verb, preposition)) return found;
  const auto object = child(verb, Dep::dobj);
  if (!object || (!is_part_of_trigger(verb, *object) && entities_.at_head(*object))) return std::nullopt;
  return prep_object(tree_, *object, preposition);  // "opened fire on", "held talks with"
}

bool EventParties::is_part_of_trigger(std::uint32_t verb, std::uint32_t object) const {
  const auto at = frames_.verbs.find(token(verb).lemma_hash);
  return at != frames_.verbs.end() && std::any_of(at->second.begin(), at->second.end(), [&](const Trigger& t) { return !t.is_particle && t.with == token(object).lemma_hash; });
}

std::vector<EntityId> EventParties::owners_of(std::uint32_t noun) const {
  std::vector<EntityId> ids;
  for (const std::uint32_t below : tree_.children(noun)) {
    const Dep dep = token(below).dep;
    if (dep != Dep::poss && dep != Dep::amod && dep != Dep::compound && dep != Dep::nmod) continue;
    if (const auto id = entities_.at_head(below)) take(ids, *id);
    for (const std::uint32_t inner : tree_.children(below))  // "US drone attacks"
      if (token(inner).dep == Dep::compound || token(inner).dep == Dep::amod)
        if (const auto id = entities_.at_head(inner)) take(ids, *id);
  }
  if (!ids.empty()) return ids;
  if (const auto by = prep_object(tree_, noun, "by"_w))  // "condemned an attack by rebels in the north": the rebels alone
    for (const std::uint32_t each : conjuncts(tree_, *by))
      if (const auto id = entities_.at_head(each)) take(ids, *id);
  if (!ids.empty()) return ids;
  for (const Word of : {"of"_w, "from"_w, "in"_w})
    if (const auto inner = prep_object(tree_, noun, of))
      for (const std::uint32_t each : conjuncts(tree_, *inner))
        if (const auto id = entities_.at_head(each)) take(ids, *id);
  return ids;
}

/// The head and what is coordinated with it. In "Orland, Varde, Norland and Sudmark" the parser may take the second name for an
/// apposition with conjuncts of its own.
std::vector<std::uint32_t> EventParties::listed_with(std::uint32_t head) const {
  std::vector<std::uint32_t> all = conjuncts(tree_, head);
  if (!is_proper_noun(token(head).tag)) return all;
  for (const std::uint32_t below : tree_.children(head))
    if (token(below).dep == Dep::appos && is_proper_noun(token(below).tag)) {
      // "the chancellor A, the president of the council B and the president C": B hangs on his title.
      const auto name = child(below, Dep::appos);
      for (const std::uint32_t last : {below, name.value_or(below)})
        if (tree_.has_child(last, Dep::conj) && (last != below || !name))
          for (const std::uint32_t each : conjuncts(tree_, last)) all.push_back(each);
    }
  return all;
}

std::vector<EntityId> EventParties::entities_at(std::optional<std::uint32_t> head) const {
  std::vector<EntityId> ids;
  if (!head) return ids;
  for (const std::uint32_t each : listed_with(*head)) {
    for (const EntityId id : entities_.groups[each]) take(ids, id);
    if (const auto id = entities_.at_head(each)) {
      // "thousands of Kurds": who they are stands behind "of".
      const auto of = token(each).lemma_hash == "thousand"_w || token(each).lemma_hash == "hundred"_w || token(each).lemma_hash == "ten"_w || token(each).lemma_hash == "dozen"_w ||
                              token(each).lemma_hash == "group"_w || token(each).lemma_hash == "number"_w
                          ? prep_object(tree_, each, "of"_w)
                          : std::nullopt;
      const auto inner = of ? entities_.at_head(*of) : std::nullopt;
      take(ids, inner.value_or(*id));
    } else if (entities_.groups[each].empty()) {
      for (const EntityId owner : owners_of(each)) take(ids, owner);
    }
  }
  return ids;
}

std::vector<EntityId> EventParties::targets_below(std::uint32_t verb, const std::vector<EntityId>& actors, bool by_purpose) const {
  std::vector<std::uint32_t> level{verb};
  for (int depth = 0; depth < 7 && !level.empty(); ++depth) {
    std::vector<std::uint32_t> next;
    for (const std::uint32_t above : level)
      for (const std::uint32_t c : tree_.children(above)) {
        const Token& t = token(c);
        if (!(leads_to_party(t.dep) || (by_purpose && t.dep == Dep::advcl)) || (above == verb && (t.dep == Dep::nsubj || t.dep == Dep::nsubjpass)) || (t.dep == Dep::prep && says_when_or_why(t.lower_hash))) continue;
        std::vector<EntityId> ids;
        if (is_noun(t.tag) || t.pos == Pos::ADJ || t.pos == Pos::PRON) {
          for (const std::uint32_t each : conjuncts(tree_, c))
            if (const auto id = entities_.at_head(each)) take(ids, *id);
          std::erase_if(ids, [&](EntityId id) { return std::find(actors.begin(), actors.end(), id) != actors.end(); });
        }
        if (!ids.empty()) return ids;
        next.push_back(c);
      }
    level = std::move(next);
  }
  return {};
}

std::vector<EntityId> EventParties::modifiers_of(std::uint32_t noun) const {
  std::vector<EntityId> ids;
  for (const std::uint32_t c : tree_.children(noun)) {
    const Dep dep = token(c).dep;
    if (c < noun && (dep == Dep::poss || dep == Dep::amod || dep == Dep::compound || dep == Dep::nmod))
      if (const auto id = entities_.at_head(c)) ids.push_back(*id);
  }
  return ids;
}

void EventParties::add_partners(std::uint32_t verb, std::vector<EntityId>& targets) const {
  for (const std::uint32_t c : conjuncts(tree_, verb))
    if (c != verb) return;
  std::vector<std::uint32_t> prepositions(tree_.children(verb).begin(), tree_.children(verb).end());
  for (std::size_t at = 0; at < prepositions.size(); ++at) {
    const Token& t = token(prepositions[at]);
    if (t.dep != Dep::prep && !(t.dep == Dep::conj && t.pos == Pos::ADP)) continue;
    for (const std::uint32_t below : tree_.children(prepositions[at]))
      if (token(below).dep == Dep::conj) prepositions.push_back(below);
    if (t.lower_hash != "with"_w) continue;
    for (const EntityId id : entities_at(child(prepositions[at], Dep::pobj))) take(targets, id);
  }
}

}  // namespace sitrep
