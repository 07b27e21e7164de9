// SPDX-License-Identifier: Apache-2.0
#include "extract/casualty_sides.h"

#include <algorithm>
#include <map>

#include "extract/phrases_of.h"

namespace sitrep {
namespace {

class SideFinder {
 public:
  SideFinder(const CasualtyContext& context, std::vector<CasualtyRow>& rows) : c_(context), rows_(rows) {
    for (const Entity& e : c_.entities.list)
      if (e.kind == EntityKind::armed_force && e.country) armies_[*e.country] += e.mentions.size();
    std::map<std::string, std::size_t> places;
    for (const Place& p : c_.places)
      if (p.country) ++places[*p.country];
    for (const auto& [country, count] : places)
      if (count * 4 > c_.places.size() * 3) main_country_ = country;  // three places of four lie there
  }

  void run() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      drop_state_of_rebels(rows_[i]);
      if (rows_[i].is_bare) go_on_with_group(i);
      if (const auto own = side_of_phrase(rows_[i])) {
        set(rows_[i], *own);
        continue;
      }
      if (rows_[i].casualty.side) continue;
      if (auto side = side_of_sufferer(rows_[i])) set(rows_[i], *side);
      else if ((side = side_of_army(rows_[i]))) set(rows_[i], *side);
    }
  }

 private:
  void set(CasualtyRow& row, const std::string& side) const {
    row.casualty.side = side;
    if (!row.casualty.country && is_state(side)) row.casualty.country = side;
  }

  bool is_state(const std::string& side) const {
    const Actor* actor = c_.knowledge.actors.find(side);
    return actor != nullptr && actor->kind == EntityKind::state;
  }

  /// "Syrian rebels" come from a state and fight it.
  void drop_state_of_rebels(CasualtyRow& row) const {
    Casualty& k = row.casualty;
    if (!k.victims || !k.side || c_.entities.list[k.victims->index].kind != EntityKind::armed_group || c_.entities.detail[k.victims->index].is_named) return;
    if (is_state(*k.side)) k.side.reset();
  }

  /// "100 soldiers were killed and 10 were captured": a number alone counts of the group told right before.
  void go_on_with_group(std::size_t i) {
    Casualty& k = rows_[i].casualty;
    if (i == 0 || k.victims) return;
    const CasualtyRow& before = rows_[i - 1];
    const bool goes_on = before.sentence == rows_[i].sentence && before.casualty.claim == k.claim && before.casualty.victims && !before.is_single && before.casualty.outcome != k.outcome;
    if (!goes_on) return;
    k.victims = before.casualty.victims;
    k.side = before.casualty.side;
    k.country = before.casualty.country;
    k.victim_class = before.casualty.victim_class;
  }

  /// The side of what stands at a token: an armed force, a state, a group.
  std::optional<std::string> side_at(std::uint32_t token) const {
    const auto id = c_.entities.at_head(token);
    if (!id) return std::nullopt;
    const Entity& e = c_.entities.list[id->index];
    const std::string& side = c_.entities.detail[id->index].side;
    if (e.kind == EntityKind::armed_force || e.kind == EntityKind::armed_group || e.kind == EntityKind::state) {
      if (!side.empty()) return side;
      if (e.country) return *e.country;
      if (e.actor) return *e.actor;
    }
    return std::nullopt;
  }

  /// Whoever is named in a noun's phrase, or behind its "of": "Norland's losses", "the army of Norland".
  std::optional<std::string> side_in(std::uint32_t head, int depth = 0) const {
    if (const auto side = side_at(head)) return side;
    const TokenRange phrase = base_phrase(c_.tree, head);
    for (std::uint32_t i = phrase.begin; i < head; ++i)
      if (const auto side = side_at(i)) return side;
    constexpr int deepest = 3;  // "a battalion of the brigade of the army"
    if (depth < deepest)
      for (const Word preposition : {"of"_w, "from"_w})
        if (const auto of = prep_object(c_.tree, head, preposition))
          if (const auto side = side_in(*of, depth + 1)) return side;
    return std::nullopt;
  }

  std::optional<std::string> side_of_phrase(const CasualtyRow& row) const {
    const Casualty& k = row.casualty;
    if (!row.victim_token || is_civil(k.victim_class) || (k.victims && c_.entities.detail[k.victims->index].is_named)) return std::nullopt;
    if (const auto of = prep_object(c_.tree, *row.victim_token, "of"_w))
      if (const auto side = side_in(*of)) return side;
    const auto from = prep_object(c_.tree, *row.victim_token, "from"_w);
    return from && fights(row) ? side_in(*from) : std::nullopt;
  }

  static bool is_civil(VictimClass c) { return c == VictimClass::civilian || c == VictimClass::journalist || c == VictimClass::aid_worker || c == VictimClass::medic; }

  bool fights(const CasualtyRow& row) const {
    if (row.casualty.victim_class == VictimClass::military) return true;
    return row.casualty.victims && c_.entities.list[row.casualty.victims->index].kind == EntityKind::armed_force && row.casualty.victim_class == VictimClass::unknown;
  }

  /// "The brigade suffered more than 100 killed", "Norland's losses are 25 killed", "Norland lost 49 men".
  std::optional<std::string> side_of_sufferer(const CasualtyRow& row) const {
    static constexpr Word sufferings[] = {"suffer"_w, "lose"_w, "sustain"_w, "incur"_w, "take"_w, "have"_w, "be"_w};
    if (!row.victim_token || is_civil(row.casualty.victim_class)) return std::nullopt;
    std::uint32_t up = *row.victim_token;
    for (int steps = 0; steps < 4 && !c_.tree.is_root(up); ++steps) {
      up = c_.tree.head(up);
      const Token& verb = c_.tree[up];
      if (std::find(std::begin(sufferings), std::end(sufferings), verb.lemma_hash) == std::end(sufferings)) continue;
      const auto subject = c_.tree.child(up, Dep::nsubj);
      if (!subject) return std::nullopt;
      const bool suffers = verb.lemma_hash != "be"_w && verb.lemma_hash != "have"_w && verb.lemma_hash != "take"_w;
      const bool is_of_losses = c_.knowledge.losses.nouns.contains(c_.tree[*subject].lemma_hash);
      return suffers || is_of_losses ? side_in(*subject) : std::nullopt;
    }
    return std::nullopt;
  }

  /// "Soldiers" without a word on whose: those of the one army that the sentence names besides him who speaks and him who inflicts the loss; of the army named
  /// last before it; else of the state where it happened, when the report speaks of its army almost alone.
  std::optional<std::string> side_of_army(const CasualtyRow& row) const {
    if (!fights(row) || row.casualty.victim_class != VictimClass::military) return std::nullopt;
    constexpr std::uint32_t reach = 2;  // sentences
    const auto& sentence_of = c_.tree.document().sentence_of;
    std::optional<std::string> beside;
    std::optional<std::string> before;
    const TokenRange sentence = c_.tree.sentence_of(row.position);
    const auto first = std::lower_bound(c_.entities.mentions.begin(), c_.entities.mentions.end(), c_.tree.document().sentences[row.sentence - std::min(row.sentence, reach)].begin,
                                        [](const Mention& m, std::uint32_t token) { return m.head < token; });
    for (auto m = first; m != c_.entities.mentions.end() && m->head < sentence.end; ++m) {
      if (m->kind != EntityKind::armed_force || c_.entities.at_head(m->head) == row.speaker || c_.entities.at_head(m->head) == row.casualty.victims) continue;
      const auto side = side_at(m->head);
      if (!side || inflicts(row, *side)) continue;
      if (sentence_of[m->head] != row.sentence) before = side;
      else if (beside && beside != side) return std::nullopt;  // two armies
      else beside = side;
    }
    if (names_two_parties(sentence)) return std::nullopt;
    return beside ? beside : before ? before : army_of_place(row);
  }

  /// "Fighting between Norland and Sudmark killed 100 soldiers": of both, and nobody knows how many of whom.
  bool names_two_parties(TokenRange sentence) const {
    std::optional<std::string> first;
    const auto begin = std::lower_bound(c_.entities.mentions.begin(), c_.entities.mentions.end(), sentence.begin, [](const Mention& m, std::uint32_t token) { return m.head < token; });
    for (auto m = begin; m != c_.entities.mentions.end() && m->head < sentence.end; ++m) {
      const auto side = side_at(m->head);
      if (!side || !is_party(m->head)) continue;
      if (first && first != side) return true;
      first = side;
    }
    return false;
  }

  /// Coordinated with another or told as between whom: no speaker, no place.
  bool is_party(std::uint32_t head) const {
    const std::uint32_t first = first_conjunct(c_.tree, head);
    const Token& t = c_.tree[first];
    return c_.tree.has_child(first, Dep::conj) && (t.dep == Dep::nsubj || t.dep == Dep::nsubjpass || (t.dep == Dep::pobj && (c_.tree[t.head].lower_hash == "between"_w || c_.tree[t.head].lower_hash == "by"_w)));
  }

  std::optional<std::string> army_of_place(const CasualtyRow& row) const {
    const std::optional<std::string> country = row.casualty.place ? c_.places[row.casualty.place->index].country : main_country_;
    if (!country || inflicts(row, *country)) return std::nullopt;
    std::size_t own = 1;
    std::size_t foreign = 0;
    for (const auto& [army, mentions] : armies_) (army == *country ? own : foreign) += mentions;
    constexpr std::size_t almost_alone = 4;
    return foreign * almost_alone <= own ? country : std::nullopt;
  }

  bool inflicts(const CasualtyRow& row, const std::string& side) const {
    return std::any_of(row.casualty.inflicted_by.begin(), row.casualty.inflicted_by.end(), [&](EntityId id) {
      return c_.entities.detail[id.index].side == side || c_.entities.list[id.index].country == side || c_.entities.list[id.index].actor == side;
    });
  }

  const CasualtyContext& c_;
  std::vector<CasualtyRow>& rows_;
  std::map<std::string, std::size_t> armies_;  // states whose armed forces the report names, with how often
  std::optional<std::string> main_country_;    // where nearly all of the report takes place
};

}  // namespace

void infer_sides(const CasualtyContext& context, std::vector<CasualtyRow>& rows) { SideFinder(context, rows).run(); }

}  // namespace sitrep
