// SPDX-License-Identifier: Apache-2.0
#include "extract/loss_victims.h"

#include "extract/phrases_of.h"

namespace sitrep {
namespace {

constexpr std::size_t no_figure = static_cast<std::size_t>(-1);

bool is_human_kind(EntityKind kind) {
  return kind == EntityKind::person || kind == EntityKind::people || kind == EntityKind::civilians || kind == EntityKind::armed_force || kind == EntityKind::armed_group;
}

bool is_ordinal(Word w) { return w == "second"_w || w == "third"_w || w == "fourth"_w || w == "fifth"_w; }

bool says_more(Word w) { return w == "another"_w || w == "more"_w || w == "additional"_w || w == "further"_w || is_ordinal(w); }

bool says_among(Word w) { return w == "including"_w || w == "among"_w || w == "namely"_w || w == "amongst"_w; }

}  // namespace

LossVictims::LossVictims(const Tree& tree, const Losses& words, const Entities& entities, const std::vector<FoundFigure>& figures)
    : tree_(tree), words_(words), entities_(entities), figures_(figures), figure_at_(tree.document().tokens.size(), no_figure) {
  for (std::size_t f = 0; f < figures.size(); ++f)
    for (std::uint32_t i = figures[f].number.begin; i < figures[f].number.end; ++i) figure_at_[i] = f;
}

std::optional<std::size_t> LossVictims::figure_at(std::uint32_t token) const {
  return figure_at_[token] == no_figure ? std::nullopt : std::optional(figure_at_[token]);
}

std::optional<std::size_t> LossVictims::figure_of(std::uint32_t head) const {
  if (figure_at_[head] != no_figure) return figure_at_[head];
  for (std::uint32_t i = head; i-- > base_phrase(tree_, head).begin;) {
    if (figure_at_[i] == no_figure) continue;
    std::uint32_t up = i;
    while (tree_.head(up) != head && !tree_.is_root(up)) up = tree_.head(up);
    if (tree_[up].dep != Dep::poss) return figure_at_[i];
  }
  return std::nullopt;
}

bool LossVictims::is_human(std::uint32_t head) const {
  const auto id = entities_.at_head(head);
  if (id && is_human_kind(entities_.list[id->index].kind)) return true;
  const Token& t = tree_[head];
  if (is_proper_noun(t.tag) && (!id || entities_.list[id->index].kind == EntityKind::organisation)) {  // a headline's capital letters: "Eight Civilians Killed"
    const std::string_view noun = t.lower;
    return words_.persons.contains(t.lower_hash) || (noun.ends_with('s') && words_.persons.contains(word(noun.substr(0, noun.size() - 1))));
  }
  if (id) return false;
  if (t.pos == Pos::PRON) return words_.persons.contains(t.lower_hash);
  if (t.lower_hash == "old"_w) return head > 0 && (tree_[head - 1].tag == Tag::HYPH || tree_[head - 1].lower_hash == "year"_w || tree_[head - 1].lower_hash == "month"_w);  // "the 34-year-old"
  return (is_noun(t.tag) || t.tag == Tag::CD) && words_.persons.contains(t.lemma_hash);
}

bool LossVictims::are_counted_or_people(std::uint32_t head) const {
  if (figure_of(head)) return true;
  const auto id = entities_.at_head(head);
  if (!id) return is_human(head) && tree_[head].pos != Pos::PRON;
  const EntityKind kind = entities_.list[id->index].kind;
  return kind != EntityKind::state && kind != EntityKind::organisation && !entities_.detail[id->index].is_named;
}

bool LossVictims::is_described(std::uint32_t head) const {
  const auto participle = tree_.child(head, Dep::acl);
  return participle && tree_[*participle].tag == Tag::VBN;
}

bool LossVictims::has_other_fate(std::uint32_t victim, const Loss& loss) const {
  const auto own = words_.adjectives.find(tree_[victim].lower_hash);  // "the dead at 46 and the wounded at 70"
  if (own != words_.adjectives.end() && own->second.outcome != loss.outcome) return true;
  for (const std::uint32_t c : tree_.children(victim)) {  // "the toll rose to 32 and 115 wounded people"
    const auto described = tree_[c].dep == Dep::amod ? words_.adjectives.find(tree_[c].lower_hash) : words_.adjectives.end();
    if (described != words_.adjectives.end() && described->second.outcome != loss.outcome) return true;
  }
  if (const auto in = prep_object(tree_, victim, "in"_w)) {  // "four people dead and one in the hospital"
    const auto care = words_.nouns.find(tree_[*in].lemma_hash);
    if (loss.outcome == Outcome::killed && care != words_.nouns.end() && care->second.victim == VictimPosition::care && !care->second.modifiers.empty()) return true;
  }
  if (victim + 1 >= figure_at_.size() || victim + 1 == loss.trigger) return false;
  const Token& next = tree_[victim + 1];
  if (next.tag != Tag::VBD && next.tag != Tag::VBN && next.tag != Tag::JJ) return false;
  const auto verb = words_.verbs.find(next.lemma_hash);
  const auto adjective = words_.adjectives.find(next.lower_hash);
  return (verb != words_.verbs.end() && verb->second.outcome != loss.outcome) || (adjective != words_.adjectives.end() && adjective->second.outcome != loss.outcome);
}

bool LossVictims::is_loss_noun(std::uint32_t i) const {
  const auto noun = words_.nouns.find(tree_[i].lemma_hash);
  const bool counts = noun != words_.nouns.end() && noun->second.victim != VictimPosition::missile && noun->second.victim != VictimPosition::wound && noun->second.victim != VictimPosition::care &&
                      noun->second.victim != VictimPosition::body_part;
  return counts || words_.adjectives.contains(tree_[i].lower_hash) || tree_[i].lemma_hash == "life"_w;
}

bool LossVictims::is_single(std::uint32_t victim) const {
  const Token& head = tree_[victim];
  if (words_.groups.contains(head.lemma_hash)) return false;  // "a family", "staff"
  if (head.pos == Pos::PRON) return words_.persons.contains(head.lower_hash) && head.tag != Tag::PRP_poss;
  if (head.lower_hash == "old"_w) return true;
  const auto id = entities_.at_head(victim);
  if (!id) return head.tag == Tag::NN;
  const EntityKind kind = entities_.list[id->index].kind;
  if (head.tag == Tag::NNP) return kind == EntityKind::person || kind == EntityKind::civilians;
  return head.tag == Tag::NN;
}

void LossVictims::add_all(const Loss& loss, std::optional<std::uint32_t> victim) {
  if (!victim) return;
  std::vector<std::uint32_t> all = conjuncts(tree_, *victim);
  for (const std::uint32_t c : tree_.children(*victim)) {
    if (tree_[c].dep != Dep::appos || !tree_.has_child(c, Dep::conj)) continue;
    // "6 clergymen, a maid and her daughter" is a list, "A. Holm, leader of the party, and B. Lund" has two members.
    for (const std::uint32_t each : conjuncts(tree_, c)) {
      const auto id = entities_.at_head(each);
      const bool is_named_person = id && entities_.list[id->index].kind == EntityKind::person && entities_.detail[id->index].is_named;
      if (figure_of(*victim) || (each != c && is_named_person)) all.push_back(each);
    }
  }
  for (const std::uint32_t each : all) {
    if (each != *victim && (is_described(each) || has_other_fate(each, loss))) continue;  // "8 injured, 2 arrested"
    Loss own = loss;
    own.is_conjunct = each != *victim;
    add(std::move(own), each);
  }
  for (const std::uint32_t each : all) add_included(loss, each);
  add_among(loss, *victim);
  add_company(loss, *victim);
  add_company(loss, loss.trigger);
}

void LossVictims::add_company(const Loss& loss, std::uint32_t head) {
  for (const std::uint32_t c : tree_.children(head)) {
    const Word w = tree_[c].lower_hash;
    std::optional<std::uint32_t> company;
    if (w == "alongside"_w || (w == "with"_w && c > 0 && (tree_[c - 1].lower_hash == "along"_w || tree_[c - 1].lower_hash == "together"_w))) company = tree_.child(c, Dep::pobj);
    if (w == "along"_w || w == "together"_w) company = prep_object(tree_, c, "with"_w);
    if (company && are_counted_or_people(*company))
      for (const std::uint32_t each : conjuncts(tree_, *company)) add(loss, each);
  }
}

void LossVictims::add_with_parts(const Loss& loss, std::uint32_t victim) {
  add(loss, victim);
  add_included(loss, victim);
  add_among(loss, victim);
}

void LossVictims::add(Loss loss, std::uint32_t victim) {
  loss.victim = victim;
  loss.people = victim;
  loss.figure = words_.groups.contains(tree_[victim].lemma_hash) ? std::nullopt : figure_of(victim);  // "six families" are not six people
  if (const auto of = prep_object(tree_, victim, "of"_w); of && !loss.figure) loss.figure = figure_at(*of);  // "a family of six"
  const bool is_number = loss.figure && figures_[*loss.figure].number.contains(victim);
  if (is_number) describe_number(loss, victim);
  loss.is_bare = (is_number && !loss.people) || (loss.figure && tree_[victim].lemma_hash == "other"_w && !entities_.at_head(victim));
  loss.is_additional = is_additional(loss, victim);
  for (const std::uint32_t c : tree_.children(victim)) loss.is_ordinal |= is_ordinal(tree_[c].lower_hash);
  if (loss.people && tree_[*loss.people].pos == Pos::PRON && !is_human(*loss.people)) loss.people.reset();  // "four of them"
  if (is_number && !loss.people) loss.people = told_behind(loss.trigger, victim);
  const bool is_person = is_human(loss.people.value_or(victim)) || (loss.people && words_.adjectives.contains(tree_[*loss.people].lower_hash));  // "eight of the wounded"
  if (!loss.figure) {
    if (!is_person) return;
    loss.is_single = is_single(victim);
  } else if (!is_person && !is_loss_noun(victim)) {
    const bool is_number_alone = is_number && !loss.people;  // whatever a tagger takes it for
    const bool is_thing = !is_number_alone && entities_.at_head(loss.people.value_or(victim)).has_value();
    if (is_thing && figures_[*loss.figure].figure.qualifier != Qualifier::none) return;  // "destroyed and killed three tanks"
    if (!is_thing && !is_number && is_noun(tree_[victim].tag) && tree_[victim].lemma_hash != "one"_w) return;
  }
  found_.push_back(std::move(loss));
}

/// "49 of its soldiers", "four of them", "dozens of people".
void LossVictims::describe_number(Loss& loss, std::uint32_t number) const {
  std::optional<std::uint32_t> of;
  for (std::uint32_t i = figures_[*loss.figure].number.begin; i < figures_[*loss.figure].number.end && !of; ++i) of = prep_object(tree_, i, "of"_w);
  // "dozens of" may hold its own "of".
  if (!of)
    for (const std::uint32_t c : tree_.children(number))
      if (tree_[c].dep == Dep::pobj || (tree_[c].dep == Dep::prep && tree_[c].lower_hash == "of"_w)) of = tree_[c].dep == Dep::pobj ? std::optional(c) : tree_.child(c, Dep::pobj);
  loss.people = of;
  if (!of) return;
  const Token& group = tree_[*of];
  const auto determiner = tree_.child(*of, Dep::det);
  const bool known_group = group.pos == Pos::PRON || (determiner && tree_[*determiner].lower_hash == "the"_w);
  if (known_group && tree_[number].lower_hash != "all"_w) loss.including = *of;
}

/// "22 killed among soldiers", "at least 23 were killed, all civilians": who a bare number counts, told behind the word.
std::optional<std::uint32_t> LossVictims::told_behind(std::uint32_t trigger, std::uint32_t number) const {
  for (const std::uint32_t at : {trigger, number})
    if (const auto group = prep_object(tree_, at, "among"_w); group && *group > trigger && tree_[*group].pos == Pos::NOUN && is_human(*group)) return group;
  const std::uint32_t end = tree_.sentence_of(trigger).end;
  std::uint32_t i = trigger + 1;
  if (i >= end || tree_[i].tag != Tag::comma || ++i >= end || tree_[i].lower_hash != "all"_w) return std::nullopt;
  for (++i; i < end && (tree_[i].lower_hash == "of"_w || tree_[i].lower_hash == "them"_w); ++i) continue;
  return i < end && tree_[i].tag == Tag::NNS && is_human(i) ? std::optional(i) : std::nullopt;
}

/// "another 43", "two more", "a second man", "the other victim".
bool LossVictims::is_additional(const Loss& loss, std::uint32_t victim) const {
  if (says_more(tree_[victim].lower_hash)) return true;
  for (const std::uint32_t c : tree_.children(victim))
    if (says_more(tree_[c].lower_hash) || (!loss.figure && tree_[c].lower_hash == "other"_w)) return true;
  if (!loss.figure) return false;
  const TokenRange number = figures_[*loss.figure].number;
  return (number.begin > 0 && says_more(tree_[number.begin - 1].lower_hash)) || (number.end < figure_at_.size() && says_more(tree_[number.end].lower_hash));
}

bool LossVictims::is_larger(std::uint32_t a, std::uint32_t b) const {
  const auto of_a = figure_of(a);
  const auto of_b = figure_of(b);
  return of_a && of_b && figures_[*of_a].figure.low.value_or(0) > figures_[*of_b].figure.low.value_or(0);
}

/// "…, including three civilians", "among them two children".
void LossVictims::add_included(const Loss& whole, std::uint32_t victim) {
  // The parser may hang "including" on the verb: "put the toll at 23, including nine children".
  std::vector<std::uint32_t> below(tree_.children(victim).begin(), tree_.children(victim).end());
  std::uint32_t up = victim;
  for (int steps = 0; steps < 3 && !tree_.is_root(up) && !is_verb(tree_[up].tag); ++steps) {
    up = tree_.head(up);
    for (const std::uint32_t c : tree_.children(up))
      if (c > victim && tree_[c].dep == Dep::prep) below.push_back(c);
  }
  for (const std::uint32_t c : below) {
    if (!says_among(tree_[c].lower_hash)) continue;
    auto object = tree_.child(c, Dep::pobj);
    if (object && tree_[*object].pos == Pos::PRON) object = counted_behind(*object);
    const bool is_other_way = object && (is_larger(*object, victim) || (tree_[c].lower_hash == "among"_w && figure_of(*object) && !figure_of(victim)));
    if (!object || is_other_way) continue;  // "11 children among 18 dead", "a minister among 12 dead"
    for (const std::uint32_t each : conjuncts(tree_, *object)) {
      Loss part = whole;
      part.including = victim;
      add(part, each);
    }
  }
}

/// "Among them nine children": the first people counted behind the pronoun.
std::optional<std::uint32_t> LossVictims::counted_behind(std::uint32_t pronoun) const {
  constexpr std::uint32_t reach = 8;
  const std::uint32_t end = std::min(tree_.sentence_of(pronoun).end, pronoun + reach);
  for (std::uint32_t i = pronoun + 1; i < end; ++i)
    if (is_noun(tree_[i].tag) && figure_of(i)) return i;
  return std::nullopt;
}

/// "Six children were among 19 civilians killed": the subject is a part of the victims.
void LossVictims::add_among(const Loss& whole, std::uint32_t victim) {
  if (tree_[victim].dep != Dep::pobj) return;
  const std::uint32_t among = tree_.head(victim);
  if (!says_among(tree_[among].lower_hash) || tree_.is_root(among)) return;
  const std::uint32_t above = tree_.head(among);
  const auto subject = is_verb(tree_[above].tag) || tree_[above].pos == Pos::AUX ? tree_.child(above, Dep::nsubj) : std::optional(above);
  if (!subject || *subject == victim) return;
  for (const std::uint32_t each : conjuncts(tree_, *subject)) {
    Loss part = whole;
    part.including = victim;
    add(part, each);
  }
}

}  // namespace sitrep
