// SPDX-License-Identifier: Apache-2.0
#include "extract/relations.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "extract/event_parties.h"
#include "extract/modality.h"
#include "extract/phrases_of.h"

namespace sitrep {
namespace {

constexpr Word object_word = "object"_w;
constexpr Word owner_word = "owner"_w;
constexpr Word between_word = "between"_w;

constexpr std::size_t most_pairs = 30;      // of one word: longer lists are no sentence
constexpr std::uint32_t phrase_reach = 10;  // tokens before a noun

/// Verbs that say of a treaty that it is there.
constexpr Word concludes[] = {"sign"_w, "conclude"_w, "ratify"_w, "have"_w, "form"_w, "ink"_w, "seal"_w};

class RelationFinder {
 public:
  RelationFinder(const Tree& tree, const Knowledge& knowledge, const Entities& entities, const std::vector<Claim>& claims, const std::vector<std::optional<ClaimId>>& claim_at)
      : tree_(tree), rules_(knowledge.relations), frames_(knowledge.frames), entities_(entities), claims_(claims), claim_at_(claim_at), parties_(tree, knowledge.frames, entities) {}

  std::vector<FoundRelation> find() {
    for (std::uint32_t i = 0; i < tree_.document().tokens.size(); ++i) {
      const Token& t = tree_[i];
      if (i >= 2 && tree_[i - 1].text == "-") each(rules_.hyphens, t.lower_hash, i, &RelationFinder::by_hyphen);
      else if (is_verb(t.tag)) each(rules_.verbs, t.lemma_hash, i, &RelationFinder::by_verb);
      else if (is_noun(t.tag)) each(rules_.nouns, t.lemma_hash, i, &RelationFinder::by_noun);
    }
    return std::move(found_);
  }

 private:
  using Parties = std::vector<EntityId>;
  using Shape = void (RelationFinder::*)(std::uint32_t, const RelationRule&);

  void each(const std::unordered_map<Word, std::vector<RelationTrigger>>& triggers, Word w, std::uint32_t i, Shape shape) {
    const auto at = triggers.find(w);
    if (at == triggers.end()) return;
    for (const RelationTrigger& trigger : at->second)
      if (trigger.with == Word{} || has_object(i, trigger.with)) (this->*shape)(i, rules_.all[trigger.rule]);
  }

  bool has_object(std::uint32_t verb, Word lemma) const {
    const auto object = tree_.child(verb, Dep::dobj);
    return object && tree_[*object].lemma_hash == lemma;
  }

  // ------------------------------------------------------------ shapes

  void by_verb(std::uint32_t i, const RelationRule& rule) {
    if (is_unreal(tree_, i)) return;
    const bool passive = parties_.is_passive(i);
    const bool takes_object = rule.places.front() == object_word;
    // "backed by Iran" turns the parties round; "allied with Iran" does not.
    const auto subject = subject_of(i);
    if (passive && takes_object) return add_all(rule, i, at(parties_.agent_of_passive(i)), tree_[i].dep == Dep::acl ? nearest_before(i, subject) : at(subject));
    const Parties from = passive && rule.places.front() == between_word ? at(parties_.agent_of_passive(i)) : at(subject);
    const auto object = passive ? subject : tree_.child(i, Dep::dobj);
    for (const Word place : rule.places) {
      Parties to;
      if (place == object_word) to = at(object);
      else if (place == owner_word && object) to = parties_.modifiers_of(*object);
      else to = at(prep_object(tree_, i, place));
      if (to.empty() && place == between_word && object) to = at(prep_object(tree_, *object, place));
      if (!to.empty()) return add_all(rule, i, from, to);
    }
  }

  /// "accuses Iran of backing them": Iran; of what else is told by the way ("by backing", "is accused of backing") nobody.
  std::optional<std::uint32_t> subject_of(std::uint32_t verb) const {
    const Token& t = tree_[verb];
    if (t.dep == Dep::advcl) return std::nullopt;
    if (t.dep != Dep::pcomp) return parties_.subject_of(verb);
    return tree_.child(tree_.head(t.head), Dep::dobj);
  }

  /// "Iran-backed militias"
  void by_hyphen(std::uint32_t i, const RelationRule& rule) {
    const Token& t = tree_[i];
    if (t.dep == Dep::amod && t.head > i && !names_event(t.head)) add_all(rule, i, only(entities_.at_head(i - 2)), at(t.head));
  }

  /// "US-led strikes" are nobody.
  bool names_event(std::uint32_t noun) const {
    const auto at = frames_.nouns.find(tree_[noun].lemma_hash);
    return at != frames_.nouns.end() && std::any_of(at->second.begin(), at->second.end(), [](const Trigger& t) { return t.with == Word{}; });
  }

  void by_noun(std::uint32_t i, const RelationRule& rule) {
    if (is_no_longer(i)) return;
    if (rule.shape == RelationShape::pair) return by_pair(i, rule);
    Parties described = described_by(i);
    if (described.empty()) described = named_itself(i);
    Parties to;
    for (const Word place : rule.places)
      if (to.empty()) to = place == owner_word ? owner_of(i) : at(prep_object(tree_, i, place));
    if (rule.shape == RelationShape::turned) add_all(rule, i, to, described);
    else add_all(rule, i, described, to);
  }

  /// "the treaty between A and B", "A signed a treaty with B", "A and B signed a treaty"
  void by_pair(std::uint32_t i, const RelationRule& rule) {
    const Token& t = tree_[i];
    const bool is_concluded = (t.dep == Dep::dobj || t.dep == Dep::nsubjpass) && std::find(std::begin(concludes), std::end(concludes), tree_[t.head].lemma_hash) != std::end(concludes) && !is_unreal(tree_, t.head);
    if (!is_concluded) return;
    Parties partners = at(prep_object(tree_, i, between_word));
    if (partners.empty()) {
      partners = t.dep == Dep::dobj ? at(parties_.subject_of(t.head)) : Parties{};
      for (const std::uint32_t head : {i, t.head})
        for (const EntityId id : at(prep_object(tree_, head, "with"_w))) partners.push_back(id);
    }
    if (partners.size() == 2) add(rule, i, partners[0], partners[1]);
  }

  // ------------------------------------------------------------ parties

  static Parties only(std::optional<EntityId> id) { return id ? Parties{*id} : Parties{}; }

  /// The entities of a head and its conjuncts, or those that a group ("both sides") stands for; no owner in their place.
  Parties at(std::optional<std::uint32_t> head) const {
    Parties list;
    if (!head) return list;
    for (const std::uint32_t c : conjuncts(tree_, *head)) {
      if (const auto id = entities_.at_head(c)) list.push_back(*id);
      if (c < entities_.groups.size()) list.insert(list.end(), entities_.groups[c].begin(), entities_.groups[c].end());
    }
    return list;
  }

  /// Whom the noun describes: beside it ("Varde, an ally of"), by "is", or the name that follows it ("NATO member Varde").
  Parties described_by(std::uint32_t i) const {
    const Token& t = tree_[i];
    if (t.dep == Dep::appos) return at_one(t.head);
    if (t.dep == Dep::attr && tree_[t.head].lemma_hash == "be"_w) return is_unreal(tree_, t.head) ? Parties{} : at(parties_.subject_of(t.head));
    if (t.dep == Dep::compound && t.head > i) return at_one(t.head);
    const auto beside = tree_.child(i, Dep::appos);
    return beside ? at(beside) : Parties{};
  }

  /// "the army and rebels backed by Varde": the rebels.
  Parties nearest_before(std::uint32_t verb, std::optional<std::uint32_t> head) const {
    Parties nearest;
    if (!head) return nearest;
    for (const std::uint32_t c : conjuncts(tree_, *head))
      if (c < verb) nearest = at_one(c);
    return nearest;
  }

  Parties at_one(std::uint32_t head) const { return only(entities_.at_head(head)); }

  /// "the leader of Varde's army said": the phrase itself stands for somebody whom the report names.
  Parties named_itself(std::uint32_t i) const {
    const auto id = entities_.at_head(i);
    return id && entities_.detail[id->index].is_named ? Parties{*id} : Parties{};
  }

  /// "Varde's ally", "a Turkish ally", "NATO member", "Hezbollah leader Hassan Nasrallah".
  Parties owner_of(std::uint32_t i) const {
    for (const std::uint32_t c : tree_.children(i))
      if (c < i && (tree_[c].dep == Dep::poss || tree_[c].dep == Dep::compound || tree_[c].dep == Dep::amod || tree_[c].dep == Dep::nmod))
        if (const auto id = entities_.at_head(c)) return is_sure_owner(c, *id, i) ? Parties{*id} : Parties{};
    const bool is_before_name = tree_[i].dep == Dep::compound && i > 0 && tree_[i - 1].dep == Dep::compound && tree_[i - 1].head == tree_[i].head;
    return is_before_name ? at_one(i - 1) : Parties{};
  }

  /// A pronoun means many; "Varde and its ally Norland" leaves no doubt.
  bool is_sure_owner(std::uint32_t owner, EntityId id, std::uint32_t noun) const {
    if (tree_[owner].pos != Pos::PRON) return true;
    const std::uint32_t described = tree_[noun].dep == Dep::compound ? tree_.head(noun) : noun;
    const std::uint32_t first = first_conjunct(tree_, described);
    return first != described && entities_.at_head(first) == id;
  }

  bool is_no_longer(std::uint32_t i) const {
    const TokenRange phrase = base_phrase(tree_, i);
    for (std::uint32_t j = std::max(phrase.begin, i > phrase_reach ? i - phrase_reach : 0); j < i; ++j)
      if (rules_.unless.contains(tree_[j].lower_hash)) return true;
    return is_negated(tree_, i) || std::any_of(tree_.children(i).begin(), tree_.children(i).end(), [&](std::uint32_t c) { return tree_[c].lower_hash == "no"_w; });
  }

  // ------------------------------------------------------------ relations

  bool is_among(EntityId id, const std::vector<EntityKind>& kinds) const {
    return std::find(kinds.begin(), kinds.end(), entities_.list[id.index].kind) != kinds.end();
  }

  /// Who denies, demands or promises something does not say that it is so.
  static bool holds_for(Stance stance) {
    return stance == Stance::asserts || stance == Stance::accuses || stance == Stance::condemns || stance == Stance::praises || stance == Stance::condoles;
  }

  void add_all(const RelationRule& rule, std::uint32_t i, const Parties& from, const Parties& to) {
    if (from.size() * to.size() > most_pairs) return;
    for (const EntityId a : from)
      for (const EntityId b : to) add(rule, i, a, b);
  }

  void add(const RelationRule& rule, std::uint32_t i, EntityId from, EntityId to) {
    if (from == to || !is_among(from, rule.from) || !is_among(to, rule.to)) return;
    const std::optional<ClaimId> claim = i < claim_at_.size() ? claim_at_[i] : std::nullopt;
    if (claim && !holds_for(claims_[claim->index].stance)) return;
    if (!known_.insert({rule.kind, from, to}).second) return;
    Relation r{rule.kind, from, to, tree_[i].span, claim, {}};
    found_.push_back({r, &rule});
  }

  const Tree& tree_;
  const RelationRules& rules_;
  const Frames& frames_;
  const Entities& entities_;
  const std::vector<Claim>& claims_;
  const std::vector<std::optional<ClaimId>>& claim_at_;
  EventParties parties_;
  std::vector<FoundRelation> found_;
  std::set<std::tuple<RelationKind, EntityId, EntityId>> known_;
};

}  // namespace

std::vector<FoundRelation> find_relations(const Tree& tree, const Knowledge& knowledge, const Entities& entities, const std::vector<Claim>& claims, const std::vector<std::optional<ClaimId>>& claim_at) {
  return RelationFinder(tree, knowledge, entities, claims, claim_at).find();
}

}  // namespace sitrep
