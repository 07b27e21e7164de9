// SPDX-License-Identifier: Apache-2.0
#include "extract/losses.h"

#include <algorithm>

#include "extract/modality.h"
#include "extract/phrases_of.h"

namespace sitrep {
namespace {

constexpr std::size_t no_figure = static_cast<std::size_t>(-1);

class LossFinder {
 public:
  LossFinder(const Tree& tree, const Knowledge& knowledge, const Entities& entities, const std::vector<FoundFigure>& figures)
      : tree_(tree), losses_(knowledge.losses), entities_(entities), figures_(figures),
        figure_at_(tree.document().tokens.size(), no_figure) {
    for (std::size_t f = 0; f < figures.size(); ++f)
      for (std::uint32_t i = figures[f].number.begin; i < figures[f].number.end; ++i) figure_at_[i] = f;
  }

  std::vector<Loss> find() {
    for (const TokenRange sentence : tree_.document().sentences) {
      if (is_withdrawn(sentence)) continue;
      for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) look_at(i);
    }
    return std::move(found_);
  }

 private:
  const Token& token(std::uint32_t i) const { return tree_[i]; }
  std::optional<std::uint32_t> child(std::uint32_t i, Dep dep) const { return tree_.child(i, dep); }

  static const LossWord* entry(const std::unordered_map<Word, LossWord>& words, Word w) {
    const auto at = words.find(w);
    return at == words.end() ? nullptr : &at->second;
  }

  /// "Correction: an earlier post said 150 …", "the ministry had wrongly put the dead at 20": a figure that is taken back.
  bool is_withdrawn(TokenRange sentence) const {
    static constexpr Word corrections[] = {"correction"_w, "wrongly"_w, "mistakenly"_w, "erroneously"_w, "incorrectly"_w};
    static constexpr Word before[] = {"earlier"_w, "previous"_w, "previously"_w, "initial"_w, "initially"_w};
    bool is_corrected = false;
    bool is_earlier = false;
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      const Word w = token(i).lower_hash;
      is_corrected |= std::find(std::begin(corrections), std::end(corrections), w) != std::end(corrections);
      is_earlier |= std::find(std::begin(before), std::end(before), w) != std::end(before);
    }
    return is_corrected && is_earlier;
  }

  static Loss told_by(std::uint32_t trigger, const LossWord& word) {
    Loss loss;
    loss.trigger = trigger;
    loss.outcome = word.outcome;
    loss.is_sure = word.is_sure;
    return loss;
  }

  void look_at(std::uint32_t i) {
    const Token& t = token(i);
    if (const LossWord* verb = is_verb(t.tag) ? entry(losses_.verbs, t.lemma_hash) : nullptr) return by_verb(i, *verb);
    if (is_verb(t.tag) && is_to_death(i))
      return by_verb(i, {LossForm::verb, Outcome::killed, VictimPosition::object, true});  // beaten to death
    if (const LossWord* adjective = entry(losses_.adjectives, t.lower_hash)) {
      if (t.pos == Pos::ADJ || t.tag == Tag::JJ || is_verb(t.tag) || is_noun(t.tag)) return by_adjective(i, *adjective);
    }
    if (const LossWord* noun = is_noun(t.tag) ? entry(losses_.nouns, t.lemma_hash) : nullptr) return by_noun(i, *noun);
  }

  // ------------------------------------------------------------ verbs

  void by_verb(std::uint32_t i, const LossWord& word) {
    if (is_unreal(tree_, i)) return;
    Loss loss = told_by(i, word);
    if (is_killing_by_shot(i)) {
      loss.outcome = Outcome::killed;
      loss.is_sure = true;
    }
    join_outcome(loss, i);
    if (const auto agent = agent_of(i)) loss.inflicted_by = conjuncts(tree_, *agent);
    switch (word.victim) {
      case VictimPosition::object: return add_all(loss, object_of(i));
      case VictimPosition::subject: return add_all(loss, subject_of(i));
      case VictimPosition::lives: return by_lives(loss, child(i, Dep::dobj));
      case VictimPosition::lost: return by_lost(loss, i);
      case VictimPosition::harm: return by_harm(loss, i);
      default: return;
    }
  }

  bool is_to_death(std::uint32_t i) const {
    const auto end = prep_object(tree_, i, "to"_w);
    return end && token(*end).lower_hash == "death"_w;
  }

  /// "shot dead", "fatally shot", "stabbed to death".
  bool is_killing_by_shot(std::uint32_t i) const {
    for (const std::uint32_t c : tree_.children(i))
      if (token(c).lower_hash == "dead"_w || token(c).lower_hash == "fatally"_w || token(c).lower_hash == "mortally"_w) return true;
    return is_to_death(i);
  }

  /// "killed or wounded": one count for both outcomes.
  void join_outcome(Loss& loss, std::uint32_t i) const {
    for (const std::uint32_t c : tree_.children(i)) {
      if (token(c).dep != Dep::conj) continue;
      const LossWord* other = entry(losses_.verbs, token(c).lemma_hash);
      if (other == nullptr) other = entry(losses_.adjectives, token(c).lower_hash);
      if (other == nullptr || other->outcome == loss.outcome || has_own_victims(c)) continue;
      if (!other->is_sure || !loss.is_sure) {
        if (other->is_sure) loss.outcome = other->outcome;  // "shot and killed"
        loss.is_sure |= other->is_sure;
        continue;
      }
      const bool missing = other->outcome == Outcome::missing || loss.outcome == Outcome::missing;
      const bool hurt = other->outcome == Outcome::injured || loss.outcome == Outcome::injured;
      if (missing) loss.outcome = Outcome::killed_or_missing;
      if (hurt) loss.outcome = Outcome::killed_or_injured;
    }
  }

  bool has_own_victims(std::uint32_t i) const {
    for (const std::uint32_t c : tree_.children(i))
      if (token(c).dep == Dep::dobj || token(c).dep == Dep::nsubj || token(c).dep == Dep::nsubjpass) return true;
    return false;
  }

  bool is_passive(std::uint32_t i) const {
    if (tree_.has_child(i, Dep::auxpass) || tree_.has_child(i, Dep::nsubjpass)) return true;
    const Token& t = token(i);
    return t.tag == Tag::VBN && (t.dep == Dep::acl || t.dep == Dep::amod || (t.dep == Dep::conj && is_passive_head(t.head)));
  }
  bool is_passive_head(std::uint32_t i) const { return token(i).tag == Tag::VBN && is_passive(i); }

  std::optional<std::uint32_t> object_of(std::uint32_t i) const {
    const Token& t = token(i);
    if (const auto object = child(i, Dep::dobj)) {
      // "7 civilians killed 25 injured": a headline without a comma.
      const auto subject = child(i, Dep::nsubj);
      return subject && figure_at_[*object] != no_figure && is_described(*object) && figure_or_people(*subject) ? subject : object;
    }
    for (const std::uint32_t c : tree_.children(i))  // "killed over 6,600": the parser takes the qualifier for a preposition
      if (const auto number = token(c).dep == Dep::prep && c == i + 1 ? child(c, Dep::pobj) : std::nullopt; number && figure_at_[*number] != no_figure && !is_passive(i)) return number;
    if (const auto subject = child(i, Dep::nsubjpass)) return antecedent(*subject, i);
    if (t.dep == Dep::amod && token(t.head).lemma_hash == "body"_w) return std::nullopt;  // "the burned body"
    if ((t.dep == Dep::acl || t.dep == Dep::amod) && t.tag == Tag::VBN) return t.head;
    if (t.tag == Tag::VBN && (t.dep == Dep::oprd || t.dep == Dep::xcomp || t.dep == Dep::acomp || t.dep == Dep::ccomp) && !child(i, Dep::nsubj)) {
      if (const auto object = child(t.head, Dep::dobj)) return object;  // "left five wounded"
      return child(t.head, Dep::nsubjpass);                             // "was found shot to death"
    }
    if (t.dep == Dep::conj) {
      if (const auto own = child(i, Dep::nsubj); own && figure_or_people(*own)) return own;  // "and 43 wounded"
      if (child(i, Dep::nsubj)) return std::nullopt;
      // "shot and killed": the victims are those of the first verb, which says it itself.
      const std::uint32_t first = token(i).head;
      const bool first_tells = entry(losses_.verbs, token(first).lemma_hash) != nullptr;
      return first_tells ? std::nullopt : object_of(first);
    }
    // A headline's "Five killed in raid" is parsed as active.
    if (const auto own = child(i, Dep::nsubj); own && (t.tag == Tag::VBD || t.tag == Tag::VBN) && figure_or_people(*own)) return antecedent(*own, i);
    return std::nullopt;
  }

  std::optional<std::uint32_t> subject_of(std::uint32_t i) const {
    if (const auto subject = child(i, Dep::nsubj)) return antecedent(*subject, i);
    if (const auto subject = child(i, Dep::nsubjpass)) return antecedent(*subject, i);
    const Token& t = token(i);
    if (t.dep == Dep::acl || t.dep == Dep::relcl) return t.head;
    if (t.dep == Dep::conj && is_verb(token(t.head).tag) && t.head != i) {
      const LossWord* first = entry(losses_.verbs, token(t.head).lemma_hash);
      return first != nullptr && first->victim == VictimPosition::object && is_passive(t.head) ? object_of(t.head) : subject_of(t.head);
    }
    return std::nullopt;
  }

  /// The noun that a relative pronoun stands for: "soldiers who were killed".
  std::uint32_t antecedent(std::uint32_t subject, std::uint32_t verb) const {
    const Tag tag = token(subject).tag;
    const bool relative = tag == Tag::WP || tag == Tag::WDT || token(subject).lower_hash == "that"_w;
    return relative && token(verb).dep == Dep::relcl ? tree_.head(verb) : subject;
  }

  bool figure_or_people(std::uint32_t i) const {
    if (figure_at_[i] != no_figure || phrase_figure(i)) return true;
    const auto id = entities_.at_head(i);
    return id && entities_.list[id->index].kind != EntityKind::state && entities_.list[id->index].kind != EntityKind::organisation && !entities_.detail[id->index].is_named;
  }

  std::optional<std::uint32_t> agent_of(std::uint32_t i) const {
    if (const auto by = child(i, Dep::agent)) return child(*by, Dep::pobj);
    if (is_passive(i) || !child(i, Dep::dobj)) return std::nullopt;
    if (const auto subject = child(i, Dep::nsubj)) return antecedent(*subject, i);
    if (token(i).dep == Dep::conj) return child(token(i).head, Dep::nsubj);
    return std::nullopt;
  }

  /// "claimed 12 lives".
  void by_lives(Loss loss, std::optional<std::uint32_t> object) {
    if (!object || token(*object).lemma_hash != "life"_w) return;
    loss.inflicted_by.clear();
    if (const auto of = prep_object(tree_, *object, "of"_w)) return add_all(loss, of);
    if (phrase_figure(*object)) add(loss, *object);
  }

  /// "lost 49 soldiers", "lost their lives".
  void by_lost(Loss loss, std::uint32_t i) {
    const auto object = child(i, Dep::dobj);
    loss.inflicted_by.clear();
    if (!object) return;
    if (token(*object).lemma_hash == "life"_w) {
      loss.is_sure = true;
      return add_all(loss, subject_of(i));
    }
    const auto id = entities_.at_head(*object);
    const bool people = id && (entities_.list[id->index].kind == EntityKind::armed_force || entities_.list[id->index].kind == EntityKind::armed_group || token(*object).lemma_hash == "man"_w);
    if (people && phrase_figure(*object)) add(loss, *object);
  }

  /// "suffered burns", "victims suffering from gunshot wounds".
  void by_harm(Loss loss, std::uint32_t i) {
    static constexpr Word wounds[] = {"wound"_w, "injury"_w, "burn"_w, "fracture"_w, "bruise"_w, "concussion"_w, "laceration"_w};
    auto harm = child(i, Dep::dobj);
    if (!harm) harm = prep_object(tree_, i, "from"_w);
    if (!harm || std::find(std::begin(wounds), std::end(wounds), token(*harm).lemma_hash) == std::end(wounds)) return;
    loss.inflicted_by.clear();
    add_all(loss, subject_of(i));
  }

  // ------------------------------------------------------------ adjectives

  /// "left 12 dead", "were dead and missing", "50 dead", "the wounded".
  void by_adjective(std::uint32_t i, const LossWord& word) {
    const Token& t = token(i);
    Loss loss = told_by(i, word);
    if (is_unreal(tree_, t.dep == Dep::acomp || t.dep == Dep::oprd ? t.head : i)) return;
    join_outcome(loss, i);
    switch (t.dep) {
      case Dep::acomp: return add_all(loss, subject_of(t.head));
      case Dep::oprd:
      case Dep::advmod:
      case Dep::ccomp: {
        if (entry(losses_.verbs, token(t.head).lemma_hash) != nullptr) return;  // "shot dead" is the verb's
        if (phrase_figure(i)) return add(loss, i);                               // "reported 50 dead"
        if (const auto own = child(i, Dep::nsubj)) return add_all(loss, own);
        const auto object = child(t.head, Dep::dobj);
        return add_all(loss, object ? object : object_of(t.head));
      }
      case Dep::amod: return t.head > i ? add(loss, t.head) : add_all(loss, t.head);
      case Dep::acl: return add(loss, t.head);
      case Dep::conj: {
        if (phrase_figure(i)) return add(loss, i);
        const Token& first = token(t.head);
        const bool first_tells = entry(losses_.adjectives, first.lower_hash) != nullptr || entry(losses_.verbs, first.lemma_hash) != nullptr;
        if (!first_tells && figure_or_people(t.head)) return;
        if (const auto own = child(i, Dep::nsubj)) return add_all(loss, own);
        return;
      }
      default:
        if (phrase_figure(i)) add(loss, i);
    }
  }

  // ------------------------------------------------------------ nouns

  void by_noun(std::uint32_t i, const LossWord& word) {
    if (is_unreal(tree_, i)) return;
    Loss loss = told_by(i, word);
    switch (word.victim) {
      case VictimPosition::of: return by_death(loss, i);
      case VictimPosition::self:
        if (phrase_figure(i)) add(loss, i);
        return;
      case VictimPosition::bodies:
        if (const auto of = prep_object(tree_, i, "of"_w)) return add_all(loss, of);
        if (phrase_figure(i) && token(i).lemma_hash == "body"_w) add(loss, i);
        return;
      case VictimPosition::toll: return by_toll(loss, i);
      default: return;
    }
  }

  /// "the deaths of four soldiers", "his death", "49 deaths".
  void by_death(Loss loss, std::uint32_t i) {
    if (const auto by = prep_object(tree_, i, "by"_w)) loss.inflicted_by = {*by};
    if (const auto of = prep_object(tree_, i, "of"_w); of && (figure_or_people(*of) || entities_.at_head(*of))) return add_all(loss, of);
    if (phrase_figure(i)) return add(loss, i);
    if (const auto owner = child(i, Dep::poss); owner && entities_.at_head(*owner) && entities_.list[entities_.at_head(*owner)->index].kind == EntityKind::person)
      add_all(loss, owner);
  }

  /// "a death toll of 43", "the toll rose to 43", "bringing the toll to 43".
  void by_toll(Loss loss, std::uint32_t i) {
    loss.is_total = true;
    if (const auto of = prep_object(tree_, i, "of"_w); of && figure_near(*of)) return add(loss, *of);
    const Token& t = token(i);
    std::vector<std::uint32_t> from = {i};
    if (t.dep == Dep::nsubj || t.dep == Dep::dobj || t.dep == Dep::nsubjpass) from.push_back(t.head);
    for (const std::uint32_t start : from)
      for (const std::uint32_t c : tree_.children(start)) {
        if ((token(c).dep == Dep::attr || token(c).dep == Dep::dobj || token(c).dep == Dep::acomp) && c > i && figure_near(c)) return add_all(loss, c);
        if (token(c).dep == Dep::prep && c > i)
          if (const auto object = child(c, Dep::pobj); object && figure_near(*object)) return add_all(loss, object);
      }
  }

  bool figure_near(std::uint32_t i) const { return figure_at_[i] != no_figure || phrase_figure(i).has_value(); }

  // ------------------------------------------------------------ victims

  void add_all(const Loss& loss, std::optional<std::uint32_t> victim) {
    if (!victim) return;
    for (const std::uint32_t each : conjuncts(tree_, *victim)) {
      if (each != *victim && is_described(each)) continue;  // "8 injured, 2 arrested"
      Loss own = loss;
      own.is_conjunct = each != *victim;
      add(std::move(own), each);
    }
    for (const std::uint32_t each : conjuncts(tree_, *victim)) add_included(loss, each);
  }

  bool is_described(std::uint32_t i) const {
    const auto participle = child(i, Dep::acl);
    return participle && token(*participle).tag == Tag::VBN;
  }

  /// The figure in a phrase: the phrase is the number itself, or one stands before its noun ("31 IS group militants").
  std::optional<std::size_t> phrase_figure(std::uint32_t head) const {
    if (figure_at_[head] != no_figure) return figure_at_[head];
    for (std::uint32_t i = base_phrase(tree_, head).begin; i < head; ++i) {
      if (figure_at_[i] == no_figure) continue;
      std::uint32_t up = i;
      while (tree_.head(up) != head && !tree_.is_root(up)) up = tree_.head(up);
      if (token(up).dep != Dep::poss) return figure_at_[i];
    }
    return std::nullopt;
  }

  void add(Loss loss, std::uint32_t victim) {
    loss.victim = victim;
    loss.people = victim;
    loss.figure = phrase_figure(victim);
    if (loss.figure && figures_[*loss.figure].number.contains(victim)) describe_number(loss, victim);
    const Token& head = token(victim);
    loss.is_additional = is_additional(loss, victim);
    if (loss.people && tree_[*loss.people].pos == Pos::PRON && !is_human_at(*loss.people)) loss.people.reset();  // "four of them"
    const auto id = entities_.at_head(loss.people.value_or(victim));
    const bool is_person = id && is_human(entities_.list[id->index].kind);
    if (!loss.figure) {
      if (!is_person) return;
      loss.is_single = head.tag == Tag::NN || head.tag == Tag::NNP || (head.tag == Tag::PRP && entities_.list[id->index].kind == EntityKind::person);
      if (entities_.list[id->index].kind != EntityKind::person && entities_.list[id->index].kind != EntityKind::civilians && head.tag == Tag::NNP) loss.is_single = false;
    } else if (id && !is_person && figures_[*loss.figure].figure.qualifier != Qualifier::none && !is_loss_noun(victim)) {
      return;  // "destroyed and killed three tanks"
    } else if (!id && is_noun(head.tag) && !figures_[*loss.figure].number.contains(victim) && !is_loss_noun(victim) && !is_unknown_people(victim)) {
      return;
    }
    found_.push_back(std::move(loss));
  }

  bool is_human_at(std::uint32_t head) const {
    const auto id = entities_.at_head(head);
    return id && is_human(entities_.list[id->index].kind);
  }

  static bool is_human(EntityKind kind) {
    return kind == EntityKind::person || kind == EntityKind::people || kind == EntityKind::civilians || kind == EntityKind::armed_force || kind == EntityKind::armed_group;
  }

  bool is_loss_noun(std::uint32_t i) const {
    return entry(losses_.nouns, token(i).lemma_hash) != nullptr || entry(losses_.adjectives, token(i).lower_hash) != nullptr || token(i).lemma_hash == "life"_w;
  }

  /// "12 others", "three more", "one of them".
  bool is_unknown_people(std::uint32_t i) const {
    const Word w = token(i).lemma_hash;
    return w == "other"_w || w == "one"_w || w == "person"_w || w == "people"_w || w == "victim"_w || w == "member"_w || w == "life"_w;
  }

  /// "49 of its soldiers", "four of them", "dozens of people".
  void describe_number(Loss& loss, std::uint32_t number) const {
    std::optional<std::uint32_t> of;
    for (std::uint32_t i = figures_[*loss.figure].number.begin; i < figures_[*loss.figure].number.end && !of; ++i) of = prep_object(tree_, i, "of"_w);
    // "dozens of" may hold its own "of".
    if (!of)
      for (const std::uint32_t c : tree_.children(number))
        if (token(c).dep == Dep::pobj || (token(c).dep == Dep::prep && token(c).lower_hash == "of"_w)) of = token(c).dep == Dep::pobj ? std::optional(c) : child(c, Dep::pobj);
    if (!of) {
      loss.people.reset();
      return;
    }
    loss.people = *of;
    const Token& group = token(*of);
    const bool known_group = group.pos == Pos::PRON || (tree_.child(*of, Dep::det) && token(*tree_.child(*of, Dep::det)).lower_hash == "the"_w);
    if (known_group && token(number).lower_hash != "all"_w) loss.including = *of;
  }

  bool is_additional(const Loss& loss, std::uint32_t victim) const {
    const auto more = [](Word w) { return w == "another"_w || w == "more"_w || w == "additional"_w || w == "further"_w; };
    if (more(token(victim).lower_hash)) return true;
    for (const std::uint32_t c : tree_.children(victim))
      if (more(token(c).lower_hash)) return true;
    if (!loss.figure) return false;
    const TokenRange number = figures_[*loss.figure].number;
    return (number.begin > 0 && more(token(number.begin - 1).lower_hash)) || (number.end < tree_.document().tokens.size() && more(token(number.end).lower_hash));
  }

  /// "…, including three civilians", "among them two children".
  void add_included(const Loss& whole, std::uint32_t victim) {
    // The parser may hang "including" on the verb: "put the toll at 23, including nine children".
    std::vector<std::uint32_t> below(tree_.children(victim).begin(), tree_.children(victim).end());
    std::uint32_t up = victim;
    for (int steps = 0; steps < 3 && !tree_.is_root(up) && !is_verb(token(up).tag); ++steps) {
      up = tree_.head(up);
      for (const std::uint32_t c : tree_.children(up))
        if (c > victim && token(c).dep == Dep::prep) below.push_back(c);
    }
    for (const std::uint32_t c : below) {
      const Word w = token(c).lower_hash;
      if (w != "including"_w && w != "among"_w && w != "namely"_w) continue;
      const auto object = child(c, Dep::pobj);
      if (!object) continue;
      for (const std::uint32_t each : conjuncts(tree_, *object)) {
        Loss part = whole;
        part.including = victim;
        add(part, each);
      }
    }
  }

  const Tree& tree_;
  const Losses& losses_;
  const Entities& entities_;
  const std::vector<FoundFigure>& figures_;
  std::vector<std::size_t> figure_at_;
  std::vector<Loss> found_;
};

}  // namespace

std::vector<Loss> find_losses(const Tree& tree, const Knowledge& knowledge, const Entities& entities, const std::vector<FoundFigure>& figures) {
  return LossFinder(tree, knowledge, entities, figures).find();
}

}  // namespace sitrep
