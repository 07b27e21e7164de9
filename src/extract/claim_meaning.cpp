// SPDX-License-Identifier: Apache-2.0
#include "extract/claim_meaning.h"

#include <algorithm>

namespace sitrep {
namespace {

constexpr std::uint32_t phrase_reach = 4;    // tokens behind the cue in which a phrase may end
constexpr std::uint32_t channel_reach = 25;  // tokens from the cue to words that tell the channel

constexpr Word telling_verbs[] = {"say"_w, "comment"_w, "confirm"_w, "specify"_w, "elaborate"_w, "give"_w, "disclose"_w, "reveal"_w, "name"_w, "provide"_w,
                                  "respond"_w, "answer"_w, "mention"_w, "identify"_w, "explain"_w, "clarify"_w, "discuss"_w, "reply"_w, "tell"_w};
constexpr Word plain_verbs[] = {"say"_w, "tell"_w, "add"_w, "declare"_w, "state"_w, "announce"_w, "warn"_w, "insist"_w, "stress"_w, "write"_w, "tweet"_w, "reiterate"_w};
constexpr Word light_verbs[] = {"issue"_w, "make"_w, "express"_w, "voice"_w, "offer"_w, "give"_w, "send"_w, "level"_w, "raise"_w, "reiterate"_w, "repeat"_w, "lodge"_w,
                                "convey"_w, "extend"_w, "put"_w, "deliver"_w, "have"_w};

template <std::size_t N>
bool is_among(Word w, const Word (&list)[N]) {
  return std::find(std::begin(list), std::end(list), w) != std::end(list);
}

class StanceReader {
 public:
  StanceReader(const Tree& tree, const Attribution& a, const Entities& entities, const Cues& cues) : tree_(tree), a_(a), entities_(entities), cues_(cues) {}

  Stance read() const {
    const Stance by_cue = of_cue();
    const Word head = tree_[a_.cue_head].lemma_hash;
    if (is_negated()) {
      if (by_cue == Stance::asserts && is_among(head, telling_verbs)) return Stance::declines_comment;
      return by_cue == Stance::declines_comment ? by_cue : Stance::asserts;
    }
    if (by_cue == Stance::promises && is_deed(content_root(tree_, a_))) return Stance::threatens;
    if (by_cue == Stance::asserts && is_among(head, plain_verbs)) return of_content();
    return by_cue;
  }

 private:
  Stance of_cue() const {
    const Document& document = tree_.document();
    const std::uint32_t end = std::min(a_.cue.end + phrase_reach, tree_.sentence_of(a_.cue_head).end);
    for (std::uint32_t i = a_.cue.begin; i < a_.cue.end; ++i)
      if (const auto phrase = cues_.phrases.starting_at(document, i, std::max(end, a_.cue.end), TokenForm::lemma)) return phrase->value->stance;
    const Stance head = of_word(a_.cue_head).value_or(Stance::asserts);
    if (head != Stance::asserts) return head;
    for (std::uint32_t i = a_.cue.begin; i < a_.cue.end; ++i)
      if (const auto stance = of_word(i); stance && *stance != Stance::asserts && i != a_.cue_head) return *stance;
    return of_object();
  }

  std::optional<Stance> of_word(std::uint32_t i) const {
    const Token& t = tree_[i];
    const auto& words = t.pos == Pos::NOUN ? cues_.nouns : t.pos == Pos::ADJ ? cues_.adjectives : cues_.verbs;
    const auto found = words.find(t.lemma_hash);
    return found == words.end() ? std::nullopt : std::optional(found->second.stance);
  }

  /// "issued a threat": the object tells.
  Stance of_object() const {
    if (!is_among(tree_[a_.cue_head].lemma_hash, light_verbs)) return Stance::asserts;
    const auto object = tree_.child(a_.cue_head, Dep::dobj);
    return object ? of_word(*object).value_or(Stance::asserts) : Stance::asserts;
  }

  bool is_negated() const {
    for (const std::uint32_t child : tree_.children(a_.cue_head))
      if (tree_[child].dep == Dep::neg || tree_[child].lower_hash == "never"_w) return true;
    return false;
  }

  bool is_deed(std::uint32_t i) const {
    const bool is_passive = tree_.has_child(i, Dep::auxpass);
    return is_verb(tree_[i].tag) && !is_passive && cues_.deeds.contains(tree_[i].lemma_hash);
  }

  /// "said that the troops must leave", "said it would retaliate".
  Stance of_content() const {
    const std::uint32_t root = content_root(tree_, a_);
    const auto subject = tree_.child(root, Dep::nsubj);
    bool must = false, will = false;
    for (const std::uint32_t child : tree_.children(root)) {
      const Word w = tree_[child].lower_hash;
      must |= tree_[child].dep == Dep::aux && w == "must"_w;
      will |= tree_[child].dep == Dep::aux && (w == "will"_w || w == "would"_w || w == "shall"_w || w == "'ll"_w);
    }
    if (!subject) return Stance::asserts;
    const bool is_own = speaks_of_itself(*subject);
    if (must && !is_own && tree_[*subject].pos != Pos::PRON && tree_[root].lemma_hash != "be"_w && tree_[root].lemma_hash != "have"_w) return Stance::demands;
    if (will && is_own && is_deed(root)) return Stance::threatens;
    return Stance::asserts;
  }

  bool speaks_of_itself(std::uint32_t subject) const {
    const Word w = tree_[subject].lower_hash;
    if (w == "we"_w || w == "i"_w) return true;
    const auto speaker = a_.source ? entities_.at_head(a_.source_head) : std::nullopt;
    const auto spoken_of = entities_.at_head(subject);
    if (!speaker || !spoken_of) return false;
    const std::string& side = entities_.detail[speaker->index].side;
    return *speaker == *spoken_of || (!side.empty() && side == entities_.detail[spoken_of->index].side);
  }

  const Tree& tree_;
  const Attribution& a_;
  const Entities& entities_;
  const Cues& cues_;
};

bool is_in_content(const Attribution& a, std::uint32_t i) {
  return std::any_of(a.content.begin(), a.content.end(), [&](TokenRange r) { return r.contains(i); });
}

}  // namespace

std::uint32_t content_root(const Tree& tree, const Attribution& a) {
  std::uint32_t fallback = a.content.front().begin;
  for (const TokenRange piece : a.content)
    for (std::uint32_t i = piece.begin; i < piece.end; ++i)
      if (!piece.contains(tree.head(i)) || tree.is_root(i)) {
        if (is_verb(tree[i].tag) || tree[i].pos == Pos::AUX) return i;
        fallback = fallback == a.content.front().begin ? i : fallback;
      }
  return fallback;
}

Stance stance_of(const Tree& tree, const Attribution& a, const Entities& entities, const Cues& cues) { return StanceReader(tree, a, entities, cues).read(); }

std::optional<std::string> channel_of(const Tree& tree, const Attribution& a, const Cues& cues) {
  for (std::uint32_t i = a.cue.begin; i < a.cue.end; ++i)
    if (const auto verb = cues.verbs.find(tree[i].lemma_hash); verb != cues.verbs.end() && verb->second.channel && is_verb(tree[i].tag)) return verb->second.channel;
  if (a.source)
    if (const auto text = cues.documents.find(tree[a.source_head].lemma_hash); text != cues.documents.end() && text->second.channel) return text->second.channel;
  const TokenRange sentence = tree.sentence_of(a.cue_head);
  const std::uint32_t begin = a.cue_head - std::min(a.cue_head - sentence.begin, channel_reach);
  const std::uint32_t end = std::min(sentence.end, a.cue_head + channel_reach);
  std::optional<std::string> found;
  std::uint32_t nearest = channel_reach;
  for (std::uint32_t i = begin; i < end; ++i) {
    if (is_in_content(a, i)) continue;
    auto phrase = cues.channels.starting_at(tree.document(), i, end, TokenForm::lemma);
    if (!phrase) phrase = cues.channels.starting_at(tree.document(), i, end, TokenForm::lower);  // names keep their capital as lemmas
    const std::uint32_t distance = i > a.cue_head ? i - a.cue_head : a.cue_head - i;
    if (!phrase || distance >= nearest || is_in_content(a, phrase->tokens.end - 1)) continue;
    nearest = distance;
    found = *phrase->value;
  }
  return found;
}

}  // namespace sitrep
