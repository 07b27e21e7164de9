// SPDX-License-Identifier: Apache-2.0
#include "extract/entities.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "extract/coreference.h"
#include "extract/phrases_of.h"

namespace sitrep {
namespace {

class EntityBuilder {
 public:
  EntityBuilder(const Tree& tree, const Report& report, const Knowledge& knowledge) : tree_(tree), report_(report), knowledge_(knowledge) {}

  Entities build() {
    result_.mentions = find_mentions(tree_, knowledge_, report_.published ? exact_day(*report_.published) : std::nullopt);
    result_.at.resize(tree_.document().tokens.size());
    result_.groups.resize(tree_.document().tokens.size());
    const std::vector<std::uint32_t> clusters = link_mentions(tree_, result_.mentions);
    for (std::size_t i = 0; i < clusters.size(); ++i)
      if (clusters[i] != no_cluster) add(result_.mentions[i], clusters[i]);
    inherit_sides();
    note_actors();
    note_former_holders();
    for (std::uint32_t e = 0; e < result_.list.size(); ++e) set_office(EntityId{e});
    find_parties();
    return std::move(result_);
  }

 private:
  void add(const Mention& m, std::uint32_t cluster) {
    if (cluster >= result_.list.size()) {
      result_.list.resize(cluster + 1);
      result_.detail.resize(cluster + 1);
      result_.list[cluster].kind = m.kind;
      result_.detail[cluster].first_head = m.head;
      result_.detail[cluster].is_plural = m.is_plural;
    }
    Entity& e = result_.list[cluster];
    EntityDetail& d = result_.detail[cluster];
    // "guerrillas", not "some 30 guerrillas"; but "a man", "the mayor of Varde": a person without a name.
    const TokenRange phrase = m.kind != EntityKind::person ? naming_phrase(tree_, m.head, m.tokens) : m.title.empty() ? m.tokens : with_owner(tree_, m.head, m.tokens);
    const std::string words(tree_.document().span_of(phrase).of(report_.text));
    const bool better = m.form == MentionForm::name && (!d.is_named || (m.kind == EntityKind::person && m.name.size() > e.name.size()));
    if (m.form != MentionForm::pronoun && (e.name.empty() || better)) {
      e.name = m.name.empty() ? words : m.name;
      e.kind = m.kind;
    }
    if (!e.actor && !m.actor.empty()) e.actor = m.actor;
    if (!e.country && !m.country.empty()) e.country = m.country;
    d.is_named |= m.form == MentionForm::name;
    if (d.side.empty()) d.side = m.side;
    if (d.sector.empty()) d.sector = m.sector;
    if (d.thing == nullptr) d.thing = m.thing;
    if (d.listed == nullptr) d.listed = m.listed;
    if (d.victim_class == VictimClass::unknown) d.victim_class = m.victim_class;
    if (!m.title.empty() && (!e.office || e.office->title.size() < m.title.size())) e.office = Office{m.title, {}, {}};
    e.mentions.push_back(tree_.document().span_of(whole_phrase(m)));
    result_.at[m.head] = EntityId{cluster};
  }

  /// What the report says to name him: with his title before the name ("French President Macron") and with whose
  /// he is behind the noun ("soldiers from Orland").
  TokenRange whole_phrase(const Mention& m) const {
    TokenRange whole = m.tokens;
    if (m.form == MentionForm::name && !m.title.empty()) whole.begin = std::min(whole.begin, base_phrase(tree_, m.head).begin);
    if (m.form != MentionForm::nominal) return whole;
    for (const Word of : {"of"_w, "from"_w})
      if (const auto owner = prep_object(tree_, m.head, of); owner && is_proper_noun(tree_[*owner].tag) && base_phrase(tree_, *owner).begin <= whole.end + 2) whole.end = std::max(whole.end, *owner + 1);
    return whole;
  }

  /// "its soldiers" are of the side of "it".
  void inherit_sides() {
    for (const Mention& m : result_.mentions) {
      const auto owned = result_.at[m.head];
      const auto owner = m.owner ? result_.at[*m.owner] : std::nullopt;
      if (!owned || !owner || *owned == *owner) continue;
      EntityDetail& d = result_.detail[owned->index];
      if (!d.side.empty()) continue;
      d.side = result_.detail[owner->index].side;
      Entity& e = result_.list[owned->index];
      if (!e.country) e.country = result_.list[owner->index].country;
    }
  }

  void note_actors() {
    for (std::uint32_t e = 0; e < result_.list.size(); ++e) {
      const Entity& entity = result_.list[e];
      if (!entity.actor) continue;
      last_of_actor_[*entity.actor] = EntityId{e};
      if (entity.kind == EntityKind::state) state_of_country_.emplace(*entity.actor, EntityId{e});
    }
  }

  /// Title, of whom, and whether the person held the office on the day of the report.
  void set_office(EntityId id) {
    Entity& e = result_.list[id.index];
    EntityDetail& d = result_.detail[id.index];
    if (!e.office || e.kind != EntityKind::person) return;
    const bool is_named = d.is_named;
    if (d.side.empty() && is_named) d.side = side_by_name(e.name, e.office->title);
    if (d.side.empty()) return;
    if (!e.country && knowledge_.actors.find(d.side) != nullptr && knowledge_.actors.find(d.side)->kind == EntityKind::state) e.country = d.side;
    if (const auto of = last_of_actor_.find(d.side); of != last_of_actor_.end()) e.office->of = of->second;
    const auto day = report_.published ? exact_day(*report_.published) : std::nullopt;
    const auto office = knowledge_.offices.find(e.office->title, d.side);
    if (is_named && day && office && !is_former_[id.index]) e.office->holds_on_date = knowledge_.offices.held_by(*office, e.name, *day);
  }

  /// "Prime Minister Pashinyan": whose, by the table of offices, when all bearers of the name with that title agree.
  std::string side_by_name(const std::string& name, const std::string& title) const {
    std::string side;
    for (const Holder* term : knowledge_.offices.terms_of(name)) {
      const std::string& of = knowledge_.offices[term->office].of;
      if (knowledge_.offices.find(title, of) != term->office) continue;
      if (!side.empty() && side != of) return "";
      side = of;
    }
    return side;
  }

  /// "former president", "then-president", "late".
  void note_former_holders() {
    is_former_.resize(result_.list.size());
    for (const Mention& m : result_.mentions) {
      if (m.title.empty() || !result_.at[m.head]) continue;
      const TokenRange phrase = base_phrase(tree_, m.head);
      for (std::uint32_t i = phrase.begin; i < m.tokens.begin; ++i) {
        const Word w = tree_[i].lower_hash;
        if (w == "former"_w || w == "ex"_w || w == "then"_w || w == "late"_w || w == "ousted"_w || w == "deposed"_w || w == "future"_w || w == "elect"_w || w == "-elect"_w)
          is_former_[result_.at[m.head]->index] = true;
      }
    }
  }

  /// "both sides", "the two countries", "the longtime enemies": the two parties that are named most before.
  void find_parties() {
    static constexpr Word nouns[] = {"side"_w, "country"_w, "nation"_w, "state"_w, "neighbor"_w, "neighbour"_w, "enemy"_w, "foe"_w, "rival"_w, "party"_w, "government"_w, "adversary"_w};
    const Document& document = tree_.document();
    for (std::uint32_t i = 0; i < document.tokens.size(); ++i) {
      const Token& t = document.tokens[i];
      if (t.tag != Tag::NNS || result_.at[i] || std::find(std::begin(nouns), std::end(nouns), t.lemma_hash) == std::end(nouns)) continue;
      if (!says_both(i)) continue;
      const std::vector<EntityId> parties = leading_states(i);
      if (parties.size() != 2) continue;
      for (const EntityId id : parties) {
        auto& mentions = result_.list[id.index].mentions;
        const Span span = document.span_of(base_phrase(tree_, i));
        mentions.insert(std::upper_bound(mentions.begin(), mentions.end(), span), span);
        ++named_[id.index];
      }
      result_.groups[i] = parties;
    }
  }

  bool says_both(std::uint32_t i) const {
    bool definite = false;
    for (const std::uint32_t child : tree_.children(i)) {
      const Word w = tree_[child].lower_hash;
      if (w == "both"_w || w == "two"_w || w == "warring"_w || w == "longtime"_w || w == "rival"_w || w == "neighboring"_w || w == "neighbouring"_w) return true;
      definite |= w == "the"_w;
    }
    const Word noun = tree_[i].lemma_hash;
    return definite && (noun == "side"_w || noun == "neighbor"_w || noun == "neighbour"_w || noun == "enemy"_w || noun == "foe"_w);
  }

  /// By how often they, their ministries and their forces are named, and met as "both sides" before.
  std::vector<EntityId> leading_states(std::uint32_t before) {
    for (; counted_ < result_.mentions.size() && result_.mentions[counted_].head < before; ++counted_)
      if (const auto id = result_.at[result_.mentions[counted_].head])
        if (const auto party = party_of(*id)) ++named_[party->index];
    std::vector<std::pair<std::uint32_t, std::uint32_t>> order(named_.begin(), named_.end());
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<EntityId> parties;
    for (std::size_t i = 0; i < order.size() && i < 2; ++i) parties.push_back({order[i].first});
    return parties;
  }

  /// A state or group, or the state that a ministry or an army belongs to, where the report names it.
  std::optional<EntityId> party_of(EntityId id) const {
    const Entity& e = result_.list[id.index];
    if (e.kind == EntityKind::state || e.kind == EntityKind::armed_group) return id;
    if (!e.country || (e.kind != EntityKind::organisation && e.kind != EntityKind::armed_force)) return std::nullopt;
    const auto state = state_of_country_.find(*e.country);
    return state == state_of_country_.end() ? std::nullopt : std::optional(state->second);
  }

  const Tree& tree_;
  const Report& report_;
  const Knowledge& knowledge_;
  Entities result_;
  std::vector<bool> is_former_;  // by entity
  std::unordered_map<std::string, EntityId> last_of_actor_;
  std::unordered_map<std::string, EntityId> state_of_country_;
  std::map<std::uint32_t, std::uint32_t> named_;  // parties, and how often they were named up to `counted_`
  std::size_t counted_ = 0;                       // mentions
};

}  // namespace

EntityId Entities::add(Entity entity, std::uint32_t head) {
  const EntityId id{static_cast<std::uint32_t>(list.size())};
  list.push_back(std::move(entity));
  detail.emplace_back().first_head = head;
  at[head] = id;
  return id;
}

Entities find_entities(const Tree& tree, const Report& report, const Knowledge& knowledge) { return EntityBuilder(tree, report, knowledge).build(); }

}  // namespace sitrep
