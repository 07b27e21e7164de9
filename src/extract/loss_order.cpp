// SPDX-License-Identifier: Apache-2.0
#include "extract/loss_order.h"

#include <algorithm>

#include "extract/modality.h"

namespace sitrep {
namespace {

constexpr std::uint32_t longest_phrase = 9;  // tokens between a number and the word that tells its fate

struct Fate {
  std::uint32_t trigger = 0;
  const LossWord* word = nullptr;
};

class OrderCheck {
 public:
  OrderCheck(const Tree& tree, const Losses& words, const std::vector<FoundFigure>& figures, const std::vector<bool>& withdrawn, LossVictims& victims)
      : tree_(tree), words_(words), figures_(figures), withdrawn_(withdrawn), victims_(victims) {}

  void run() {
    std::vector<std::vector<std::size_t>> losses_of(figures_.size());
    for (std::size_t i = 0; i < victims_.found().size(); ++i)
      if (const auto f = victims_.found()[i].figure) losses_of[*f].push_back(i);
    is_wrong_.assign(victims_.found().size(), false);
    std::vector<std::pair<Fate, std::uint32_t>> missed;
    for (std::size_t f = 0; f < figures_.size(); ++f) {
      if (figures_[f].figure.qualifier == Qualifier::none || withdrawn_[tree_.document().sentence_of[figures_[f].number.begin]]) continue;
      if (const auto fate = fate_of(f)) {
        if (!is_read(*fate, losses_of[f])) missed.emplace_back(*fate, head_of(f, fate->trigger));
      } else if (!losses_of[f].empty()) {
        continue;
      } else if (const auto before = fate_before(f)) {
        missed.emplace_back(*before, head_of(f, tree_.sentence_of(before->trigger).end));
      } else if (const auto shared = shared_fate(f)) {
        missed.emplace_back(*shared, head_of(f, shared->trigger));
      }
    }
    std::vector<Loss> kept;
    for (std::size_t i = 0; i < is_wrong_.size(); ++i)
      if (!is_wrong_[i]) kept.push_back(std::move(victims_.found()[i]));
    victims_.found() = std::move(kept);
    for (const auto& [fate, head] : missed) add(fate, head);
    const auto& sentences = tree_.document().sentences;
    std::vector<std::vector<std::size_t>> losses_in(sentences.size());
    for (std::size_t l = 0; l < victims_.found().size(); ++l)
      if (const auto victim = victims_.found()[l].victim) losses_in[tree_.document().sentence_of[*victim]].push_back(l);
    for (std::size_t s = 0; s < sentences.size(); ++s)
      if (!losses_in[s].empty()) put_parts_in_whole(sentences[s], losses_in[s]);
  }

 private:
  const Token& token(std::uint32_t i) const { return tree_[i]; }

  /// Did the parse say so too? What says otherwise for sure is wrong.
  bool is_read(const Fate& fate, const std::vector<std::size_t>& losses) {
    bool read = false;
    for (const std::size_t i : losses) {
      const Loss& loss = victims_.found()[i];
      const bool is_joint = loss.outcome == Outcome::killed_or_injured || loss.outcome == Outcome::killed_or_missing;
      const bool is_further_fate = tree_.head(loss.trigger) == fate.trigger && token(loss.trigger).dep == Dep::conj;  // "abducted and killed"
      if (!loss.is_sure() || is_joint || loss.outcome == fate.word->outcome) read = true;
      else if (is_further_fate) continue;
      else is_wrong_[i] = true;
    }
    return read;
  }

  const LossWord* word_at(std::uint32_t i) const {
    const auto verb = words_.verbs.find(token(i).lemma_hash);
    const bool has_particle = i + 1 < tree_.document().tokens.size() && token(i + 1).tag == Tag::RP && token(i + 1).lower_hash != "down"_w && token(i + 1).lower_hash != "off"_w;  // "hung out"
    const bool tells = !has_particle && verb != words_.verbs.end() && (verb->second.victim == VictimPosition::object || verb->second.victim == VictimPosition::subject);
    if (tells && (is_verb(token(i).tag) || token(i).tag == Tag::JJ || is_proper_noun(token(i).tag))) return &verb->second;
    const auto adjective = words_.adjectives.find(token(i).lower_hash);
    return adjective == words_.adjectives.end() ? nullptr : &adjective->second;
  }

  /// "killed", "were wounded", "dead" behind the number and its noun; nothing else may stand between.
  std::optional<Fate> fate_behind(std::size_t f, bool may_be_active) const {
    const TokenRange number = figures_[f].number;
    const std::uint32_t end = std::min(tree_.sentence_of(number.begin).end, number.end + longest_phrase);
    bool is_passive = false;
    std::optional<Fate> group;
    for (std::uint32_t i = behind_figure(f); i < end; ++i) {
      if (victims_.figure_at(i)) return std::nullopt;
      const Token& t = token(i);
      const LossWord* word = word_at(i);
      if (word != nullptr && is_group_of_number(i, number)) {
        group = Fate{i, word};
        continue;
      }
      if (word != nullptr) {
        const bool by_subject = word->victim == VictimPosition::subject || word->form == LossForm::adjective;
        const bool is_finite = t.tag == Tag::VBD || t.tag == Tag::VBN || t.tag == Tag::JJ || is_noun(t.tag);  // headlines tag badly
        if ((word->form == LossForm::verb && !is_finite) || is_unreal(tree_, i)) return std::nullopt;
        const bool is_attribute = word->form == LossForm::adjective || (t.dep == Dep::amod && tree_.head(i) > i);  // "26 displaced people"
        if (is_attribute && i + 1 < end && is_noun(token(i + 1).tag) && !is_passive && i == number.end) return std::nullopt;  // "12 wounded soldiers" is the parse's
        if (!by_subject && !is_passive && may_be_active && takes_object(i)) return std::nullopt;
        return Fate{i, word};
      }
      is_passive |= t.lemma_hash == "be"_w;
      const bool goes_on = joins_phrase(t) || t.pos == Pos::AUX || t.pos == Pos::ADV || t.lower_hash == "since"_w;  // "have since died"
      if (!goes_on) return group;
    }
    return group;
  }

  /// "Eight of the wounded died": whom the number is taken from, not what became of them.
  bool is_group_of_number(std::uint32_t i, TokenRange number) const {
    return i == number.end + 2 && token(number.end).lower_hash == "of"_w && (token(i - 1).pos == Pos::DET || token(i - 1).tag == Tag::PRP_poss) && words_.adjectives.contains(token(i).lower_hash);
  }

  /// What stands behind the number tells its fate, but for "killed 30 people injured 90", where it tells that of the next.
  std::optional<Fate> fate_of(std::size_t f) const {
    const auto behind = fate_behind(f, true);
    const std::uint32_t next = behind ? behind->trigger + 1 : 0;
    const bool is_of_next = behind && next < tree_.sentence_of(behind->trigger).end && behind->word->form == LossForm::verb && victims_.figure_at(next);
    if (is_of_next)
      if (const auto before = fate_before(f)) return before;
    return behind;
  }

  static bool joins_phrase(const Token& t) {
    return is_noun(t.tag) || t.tag == Tag::JJ || t.pos == Pos::DET || t.lower_hash == "of"_w || t.tag == Tag::HYPH || t.tag == Tag::PRP_poss;
  }

  /// The first token behind the number and its qualifiers ("500+").
  std::uint32_t behind_figure(std::size_t f) const {
    std::uint32_t i = figures_[f].number.end;
    while (i < tree_.document().tokens.size() && token(i).span.end <= figures_[f].figure.span.end) ++i;
    return i;
  }

  /// "11 soldiers, 8 civilians and 22 militants were killed": the fate of the last is that of all.
  std::optional<Fate> shared_fate(std::size_t f) const {
    constexpr int longest_list = 8;
    const TokenRange sentence = tree_.sentence_of(figures_[f].number.begin);
    for (int items = 0; items < longest_list; ++items) {
      const std::uint32_t end = std::min(sentence.end, figures_[f].number.end + longest_phrase);
      std::uint32_t i = behind_figure(f);
      while (i < end && joins_phrase(token(i)) && !victims_.figure_at(i)) ++i;
      bool is_joined = false;
      for (; i < end && (token(i).tag == Tag::comma || token(i).pos == Pos::CCONJ); ++i) is_joined = true;
      std::optional<std::size_t> next;
      for (std::uint32_t at = i; at < std::min(end, i + 3) && !next; ++at) next = victims_.figure_at(at);
      if (!is_joined || !next || *next == f) return std::nullopt;
      f = *next;
      if (const auto fate = fate_behind(f, true)) return fate_before(f) ? std::nullopt : fate;
    }
    return std::nullopt;
  }

  /// "7 rebels killed 3 soldiers" counts those who killed, "7 rebels killed 3 wounded" those who died.
  bool takes_object(std::uint32_t verb) const {
    if (token(verb).tag == Tag::VBN || token(verb - 1).lemma_hash == "other"_w) return false;
    const std::uint32_t end = tree_.sentence_of(verb).end;
    const std::uint32_t next = verb + 1;
    if (next >= end) return false;
    for (std::uint32_t i = next; i < std::min(end, next + 4); ++i)
      if (const auto f = victims_.figure_at(i)) return !fate_behind(*f, false);
      else if (token(i).pos == Pos::PUNCT || token(i).pos == Pos::CCONJ || (token(i).pos == Pos::ADP && token(i).lower_hash != "at"_w && token(i).lower_hash != "about"_w)) break;
    const Token& t = token(next);
    return t.pos == Pos::DET || t.pos == Pos::PRON || t.pos == Pos::NOUN || t.pos == Pos::PROPN || t.tag == Tag::PRP_poss || t.pos == Pos::ADJ;
  }

  /// "Exchanging vows killing 32 people": right before a number, a tagger's noun is a verb.
  const LossWord* participle_read_as_noun(std::uint32_t i) const {
    if (!is_noun(token(i).tag) || !token(i).lower.ends_with("ing")) return nullptr;
    const auto verb = words_.verbs.find(word(token(i).lower.substr(0, token(i).lower.size() - 3)));
    return verb == words_.verbs.end() ? nullptr : &verb->second;
  }

  /// "killing 12", "wounded another 5", "claimed the lives of 7": a verb of loss right before the number.
  std::optional<Fate> fate_before(std::size_t f) const {
    const TokenRange sentence = tree_.sentence_of(figures_[f].number.begin);
    std::uint32_t i = figures_[f].number.begin;
    while (i > sentence.begin && token(i - 1).span.begin >= figures_[f].figure.span.begin) --i;
    for (int steps = 0; i > sentence.begin && steps < 3; ++steps, --i) {
      const Token& t = token(i - 1);
      if (t.pos != Pos::DET && t.pos != Pos::ADV && t.lower_hash != "another"_w && t.lower_hash != "some"_w) break;
    }
    if (i == sentence.begin) return std::nullopt;
    const std::uint32_t verb = i - 1;
    const LossWord* word = word_at(verb);
    if (word == nullptr) word = participle_read_as_noun(verb);
    if (word == nullptr || word->form != LossForm::verb || word->victim != VictimPosition::object || is_unreal(tree_, verb)) return std::nullopt;
    if (token(verb).tag == Tag::VBN && (tree_.has_child(verb, Dep::auxpass) || tree_.has_child(verb, Dep::nsubjpass))) return std::nullopt;
    return Fate{verb, word};
  }

  /// "53 civilians including 21 children died": what stands behind "including" is a part, and the whole has its fate.
  void put_parts_in_whole(TokenRange sentence, const std::vector<std::size_t>& losses) {
    std::optional<std::size_t> whole;
    for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) {
      if (const auto f = victims_.figure_at(i)) whole = f;
      const bool is_mark = token(i).lower_hash == "including"_w || (token(i).lower_hash == "among"_w && i + 1 < sentence.end && (token(i + 1).lower_hash == "them"_w || token(i + 1).lower_hash == "whom"_w));
      if (!is_mark || !whole) continue;
      const std::uint32_t begin = token(i).lower_hash == "among"_w ? i + 2 : i + 1;
      std::uint32_t end = begin;
      while (end < sentence.end && (joins_phrase(token(end)) || token(end).tag == Tag::CD || token(end).tag == Tag::comma || token(end).pos == Pos::CCONJ || token(end).pos == Pos::ADV || token(end).lower_hash == "at"_w)) ++end;
      for (const std::size_t l : losses) {
        const auto victim = victims_.found()[l].victim;
        if (!victim || *victim < begin || *victim >= end || victims_.found()[l].including || victims_.found()[l].figure == whole) continue;
        const auto head = victim_of_whole(*whole, l, i, losses);
        victims_.found()[l].including = head;
      }
    }
  }

  /// The head of the whole's victims; a loss is added for it when none was read.
  std::optional<std::uint32_t> victim_of_whole(std::size_t whole, std::size_t part, std::uint32_t end, const std::vector<std::size_t>& losses) {
    const Outcome outcome = victims_.found()[part].outcome;
    for (const std::size_t l : losses)
      if (victims_.found()[l].figure == whole && victims_.found()[l].outcome == outcome) return victims_.found()[l].victim;
    Loss of_all = victims_.found()[part];
    of_all.is_conjunct = false;
    const std::size_t before = victims_.found().size();
    victims_.add(std::move(of_all), head_of(whole, end));
    return victims_.found().size() > before ? victims_.found().back().victim : std::nullopt;
  }

  /// The noun that the number counts, when it stands before `end`; else the number.
  std::uint32_t head_of(std::size_t f, std::uint32_t end) const {
    const std::uint32_t last = figures_[f].number.end - 1;
    std::uint32_t up = last;
    for (int steps = 0; steps < 3 && !tree_.is_root(up); ++steps) {
      up = tree_.head(up);
      if (up > last && up < end && is_noun(token(up).tag) && victims_.figure_of(up) == f) return up;
    }
    return last;
  }

  void add(const Fate& fate, std::uint32_t head) {
    Loss loss;
    loss.trigger = fate.trigger;
    loss.outcome = fate.word->outcome;
    loss.sure = fate.word->sure;
    victims_.add_with_parts(loss, head);
  }

  const Tree& tree_;
  const Losses& words_;
  const std::vector<FoundFigure>& figures_;
  const std::vector<bool>& withdrawn_;
  LossVictims& victims_;
  std::vector<bool> is_wrong_;  // of the losses that the parse gave
};

}  // namespace

void check_by_order(const Tree& tree, const Losses& words, const std::vector<FoundFigure>& figures, const std::vector<bool>& withdrawn, LossVictims& victims) {
  OrderCheck(tree, words, figures, withdrawn, victims).run();
}

}  // namespace sitrep
