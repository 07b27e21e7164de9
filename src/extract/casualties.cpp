// SPDX-License-Identifier: Apache-2.0
#include "extract/casualties.h"

#include <algorithm>

#include "base/strings.h"
#include "extract/casualty_sides.h"
#include "extract/casualty_sums.h"
#include "extract/nearest.h"

namespace sitrep {
namespace {

class CasualtyBuilder {
 public:
  explicit CasualtyBuilder(const CasualtyContext& context) : c_(context), document_(context.tree.document()) {
    for (const FoundFigure& f : c_.figures) result_.figures.push_back(f.figure);
    number_lines();
  }

  Casualties build() {
    std::vector<Loss> losses = find_losses(c_.tree, c_.knowledge, c_.entities, c_.figures);
    // One phrase may be reached from two words ("shot and killed"): the surer word keeps it.
    std::stable_sort(losses.begin(), losses.end(), [](const Loss& a, const Loss& b) { return a.victim.value_or(0) < b.victim.value_or(0); });
    for (std::size_t i = 0; i < losses.size(); ++i)
      if (!is_repeated_word(losses, i)) add(losses[i]);
    std::vector<CasualtyRow> rows = std::move(rows_);
    std::stable_sort(rows.begin(), rows.end(), [](const CasualtyRow& a, const CasualtyRow& b) { return a.position < b.position; });
    keep_subject_of_report(rows);
    infer_sides(c_, rows);
    settle_sums(rows, result_.figures, c_.places, c_.times);
    keep(rows);
    return std::move(result_);
  }

 private:
  void number_lines() {
    std::uint32_t line = 0;
    line_of_.reserve(document_.tokens.size());
    for (std::size_t i = 0; i < document_.tokens.size(); ++i) {
      if (i > 0 && (document_.sentence_of[i] != document_.sentence_of[i - 1] || document_.tokens[i - 1].text.find('\n') != std::string_view::npos)) ++line;
      line_of_.push_back(line);
    }
  }

  static bool same_victims(const Loss& a, const Loss& b) { return a.victim == b.victim; }

  bool is_repeated_word(const std::vector<Loss>& losses, std::size_t i) const {
    const Loss& loss = losses[i];
    for (std::size_t j = 0; j < losses.size(); ++j) {
      if (j == i || !same_victims(losses[j], loss)) continue;
      const Loss& other = losses[j];
      if (loss.is_conjunct && !other.is_conjunct) return true;
      const bool tells_more = (other.is_conjunct && !loss.is_conjunct) || (loss.including && !other.including);
      if (other.outcome == loss.outcome && j < i && !tells_more) return true;
      if (other.including && !loss.including && other.outcome == loss.outcome) return true;
      if (!loss.is_sure() && other.is_sure()) return true;
      const bool may_die_later = loss.outcome == Outcome::injured || loss.outcome == Outcome::displaced || loss.outcome == Outcome::missing;
      if (may_die_later && other.outcome == Outcome::killed && other.is_sure()) return true;  // "the toddler injured in May has died"
    }
    return false;
  }

  void add(const Loss& loss) {
    CasualtyRow row;
    row.position = loss.victim.value_or(loss.trigger);
    row.trigger = loss.trigger;
    row.sentence = document_.sentence_of[loss.trigger];
    row.line = line_of_[loss.trigger];
    row.sure = loss.sure;
    row.is_earlier = loss.is_earlier;
    row.is_total = loss.is_total;
    row.is_also = is_also(loss.trigger);
    row.is_additional = loss.is_additional || (loss.is_single && row.is_also);
    row.is_ordinal = loss.is_ordinal;
    row.is_single = loss.is_single;
    row.is_bare = loss.is_bare;
    row.is_vague = loss.figure && c_.figures[*loss.figure].figure.qualifier == Qualifier::vague;
    row.including = loss.including;
    row.victim_token = loss.victim;
    Casualty& k = row.casualty;
    k.outcome = loss.outcome;
    if (loss.people) k.victims = victims_at(*loss.people);
    if (loss.trigger < c_.claim_at.size()) k.claim = c_.claim_at[loss.trigger];
    if (k.claim) row.speaker = c_.claims[k.claim->index].speaker;
    row.is_account = loss.account_of.has_value();
    if (loss.account_of && !row.speaker) row.speaker = c_.entities.at_head(*loss.account_of);
    set_who(row);
    if (!k.side && loss.people) set_side_of_speaker(k, *loss.people);
    if (loss.figure)
      k.figure = FigureId{static_cast<std::uint32_t>(*loss.figure)};
    else if (loss.is_single)
      k.figure = single_figure(*loss.victim);
    for (const std::uint32_t agent : loss.inflicted_by)
      if (const auto id = c_.entities.at_head(agent); id && is_actor(c_.entities.list[id->index].kind)) k.inflicted_by.push_back(*id);
    k.background = c_.background.at(loss.trigger) || is_toll_of_conflict(loss) || is_running_count(loss);
    k.time = nearest_time(c_.tree, c_.times, loss.trigger);
    k.place = nearest_place(c_.tree, c_.places, loss.trigger);
    rows_.push_back(std::move(row));
  }

  /// A report of an arrest or a trial tells of the one deed that it is about, however long ago it was: where all losses are of old, those of its first
  /// sentences are no background.
  void keep_subject_of_report(std::vector<CasualtyRow>& rows) const {
    constexpr std::uint32_t lead = 3;
    constexpr std::int64_t largest = 50;
    const auto tells_now = [&](const CasualtyRow& row) { return !row.casualty.background && row.casualty.figure && (row.casualty.outcome == Outcome::killed || row.casualty.outcome == Outcome::injured || row.casualty.outcome == Outcome::killed_or_injured); };
    if (std::any_of(rows.begin(), rows.end(), tells_now)) return;
    for (CasualtyRow& row : rows) {
      if (!row.casualty.figure || result_.figures[row.casualty.figure->index].best.value_or(largest + 1) > largest || c_.background.is_of_whole_conflict(row.trigger)) continue;
      if (document_.place_in_story(row.sentence) < lead || (row.is_named && is_named_in_lead(*row.casualty.victims, lead))) row.casualty.background = false;
    }
  }

  /// "A woman was also killed": another than those before.
  bool is_also(std::uint32_t verb) const {
    const auto& children = c_.tree.children(verb);
    return std::any_of(children.begin(), children.end(), [&](std::uint32_t c) { return c < verb && c_.tree[c].dep == Dep::advmod && c_.tree[c].lower_hash == "also"_w; });
  }

  bool is_named_in_lead(EntityId victims, std::uint32_t lead) const {
    const auto& mentions = c_.entities.list[victims.index].mentions;
    const std::uint32_t end = document_.sentences.size() > lead ? document_.tokens[document_.sentences[lead].begin].span.begin : static_cast<std::uint32_t>(document_.text.size());
    return std::any_of(mentions.begin(), mentions.end(), [end](Span m) { return m.begin < end; });
  }

  /// A conflict's whole toll is no loss of this report's events; a small one may be of a conflict that has just begun.
  bool is_toll_of_conflict(const Loss& loss) const {
    constexpr std::int64_t large = 1000;
    constexpr std::int64_t beyond_a_battle = 10000;
    if (!loss.figure) return false;
    const Figure& f = c_.figures[*loss.figure].figure;
    const std::int64_t number = f.best.value_or(f.low.value_or(f.high.value_or(0)));
    if (loss.outcome == Outcome::killed && number >= beyond_a_battle) return true;
    return (loss.is_total || number >= large) && c_.background.is_of_whole_conflict(loss.trigger);
  }

  /// "126 people were killed this year" is no loss of what the report tells of.
  bool is_running_count(const Loss& loss) const {
    if (!loss.figure || loss.is_single) return false;
    const Figure& f = c_.figures[*loss.figure].figure;
    return f.best.value_or(f.low.value_or(0)) > 1 && c_.background.is_running_count(loss.trigger);
  }

  static bool is_actor(EntityKind kind) { return kind != EntityKind::vehicle && kind != EntityKind::weapon && kind != EntityKind::facility; }

  std::optional<EntityId> victims_at(std::uint32_t head) const { return c_.entities.at_head(head); }

  void set_who(CasualtyRow& row) const {
    Casualty& k = row.casualty;
    if (!k.victims) return;
    const Entity& e = c_.entities.list[k.victims->index];
    const EntityDetail& d = c_.entities.detail[k.victims->index];
    // A pronoun is a weak witness of a name: "he died" may be told of the man who was killed before.
    row.is_pronoun = row.victim_token && c_.tree[*row.victim_token].pos == Pos::PRON;
    row.is_named = d.is_named && e.kind == EntityKind::person && !row.is_pronoun;
    if (row.is_named) row.name = e.name;
    if (row.is_single && !row.is_named && row.victim_token) row.person = person_at(*row.victim_token);
    k.victim_class = d.victim_class;
    if (k.victim_class == VictimClass::unknown && e.kind == EntityKind::armed_group) k.victim_class = VictimClass::militant;
    if (k.victim_class == VictimClass::unknown && e.kind == EntityKind::armed_force) k.victim_class = VictimClass::military;
    if (!d.side.empty()) k.side = d.side;
    k.country = e.country;
  }

  Person person_at(std::uint32_t head) const {
    const auto& persons = c_.knowledge.losses.persons;
    const Token& t = c_.tree[head];
    const auto at = persons.find(t.pos == Pos::PRON ? t.lower_hash : t.lemma_hash);
    return at == persons.end() ? Person{} : at->second;
  }

  /// "Its soldiers", "our servicemen" in what somebody says are of the speaker's side.
  void set_side_of_speaker(Casualty& k, std::uint32_t people) const {
    const auto owner = c_.tree.child(people, Dep::poss);
    if (!owner || !k.claim || !c_.claims[k.claim->index].speaker) return;
    const Word w = c_.tree[*owner].lower_hash;
    if (w != "its"_w && w != "our"_w && w != "their"_w) return;
    const EntityId speaker = *c_.claims[k.claim->index].speaker;
    if (!c_.entities.detail[speaker.index].side.empty()) k.side = c_.entities.detail[speaker.index].side;
    if (!k.country) k.country = c_.entities.list[speaker.index].country;
  }

  /// The count of one that "a soldier" or a name gives, on the words themselves.
  FigureId single_figure(std::uint32_t head) {
    Span words = document_.tokens[head].span;
    if (const auto id = c_.entities.at_head(head))
      for (const Span mention : c_.entities.list[id->index].mentions)
        if (mention.contains(words)) words = mention;
    result_.figures.push_back({words, 1, 1, 1, Qualifier::exact});
    return {static_cast<std::uint32_t>(result_.figures.size() - 1)};
  }

  /// Rows that stand become the list; parts point to where their whole has come to stand.
  void keep(const std::vector<CasualtyRow>& rows) {
    std::vector<std::optional<std::uint32_t>> place(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].is_dropped) continue;
      place[i] = static_cast<std::uint32_t>(result_.list.size());
      result_.list.push_back(rows[i].casualty);
      result_.trigger.push_back(rows[i].trigger);
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!place[i] || !rows[i].part_of) continue;
      std::size_t whole = *rows[i].part_of;
      while (rows[whole].is_dropped && rows[whole].same_as) whole = *rows[whole].same_as;
      if (place[whole] && whole != i) result_.list[*place[i]].part_of = CasualtyId{*place[whole]};
    }
    drop_unused_figures();
  }

  /// Figures of single victims whose casualty was told before are not kept.
  void drop_unused_figures() {
    std::vector<bool> used(result_.figures.size(), false);
    for (const Casualty& k : result_.list)
      if (k.figure) used[k.figure->index] = true;
    std::vector<std::uint32_t> renumbered(result_.figures.size());
    std::vector<Figure> kept;
    for (std::size_t f = 0; f < result_.figures.size(); ++f) {
      renumbered[f] = static_cast<std::uint32_t>(kept.size());
      if (f < c_.figures.size() || used[f]) kept.push_back(result_.figures[f]);
    }
    for (Casualty& k : result_.list)
      if (k.figure) k.figure->index = renumbered[k.figure->index];
    result_.figures = std::move(kept);
  }

  const CasualtyContext& c_;
  const Document& document_;
  Casualties result_;
  std::vector<CasualtyRow> rows_;
  std::vector<std::uint32_t> line_of_;  // by token: sentences, cut where a line ends
};

}  // namespace

Casualties find_casualties(const CasualtyContext& context) { return CasualtyBuilder(context).build(); }

}  // namespace sitrep
