// SPDX-License-Identifier: Apache-2.0
#include "extract/claim_speakers.h"

#include <algorithm>

namespace sitrep {
namespace {

bool is_first_person(Word w) { return w == "i"_w || w == "we"_w || w == "us"_w || w == "me"_w || w == "my"_w || w == "our"_w || w == "mine"_w || w == "ours"_w; }

class SpeakerFinder {
 public:
  SpeakerFinder(const Tree& tree, Claims& claims, Entities& entities, const Cues& cues) : tree_(tree), claims_(claims), entities_(entities), cues_(cues) {}

  void find() {
    for (std::size_t c = 0; c < claims_.list.size(); ++c) claims_.list[c].speaker = claims_.words[c].source ? speaker_of(c) : of_same_sentence(c);
  }

 private:
  std::optional<EntityId> speaker_of(std::size_t c) {
    const Attribution& a = claims_.words[c];
    std::uint32_t head = a.source_head;
    if (is_first_person(tree_[head].lower_hash)) return of_enclosing(c);
    if (is_relative(head))
      if (const auto noun = noun_of_relative(head)) head = *noun;
    if (cues_.documents.contains(tree_[head].lemma_hash))
      if (const auto issuer = issuer_in(*a.source, head, c)) return issuer;
    if (const auto known = entities_.at_head(head)) return known;
    if (is_pronoun(head)) return of_pronoun(head, c);
    return add(*a.source, head);
  }

  static bool is_pronoun_tag(Tag t) { return t == Tag::PRP || t == Tag::PRP_poss || t == Tag::WP || t == Tag::WDT || t == Tag::WP_poss; }
  bool is_pronoun(std::uint32_t i) const { return is_pronoun_tag(tree_[i].tag); }
  bool is_relative(std::uint32_t i) const { return tree_[i].tag == Tag::WP || tree_[i].tag == Tag::WDT || (tree_[i].lower_hash == "that"_w && tree_[i].dep == Dep::nsubj); }

  std::optional<std::uint32_t> noun_of_relative(std::uint32_t i) const {
    std::uint32_t at = i;
    for (int step = 0; step < 6 && !tree_.is_root(at); ++step) {
      if (tree_[at].dep == Dep::relcl) return tree_.head(at);
      at = tree_.head(at);
    }
    return std::nullopt;
  }

  /// "I said" inside of what somebody says.
  std::optional<EntityId> of_enclosing(std::size_t c) const {
    const auto outer = claims_.of_token[claims_.words[c].cue_head];
    return outer && outer->index != c && outer->index < c ? claims_.list[outer->index].speaker : std::nullopt;
  }

  /// "a defence ministry statement", "the statement by the ministry": the ministry; "the statement": who spoke last.
  std::optional<EntityId> issuer_in(TokenRange source, std::uint32_t head, std::size_t c) const {
    for (std::uint32_t i = source.begin; i < source.end; ++i)
      if (i != head && entities_.at_head(i)) return entities_.at_head(i);
    const bool is_definite = std::any_of(tree_.children(head).begin(), tree_.children(head).end(), [&](std::uint32_t child) {
      const Word w = tree_[child].lower_hash;
      return w == "the"_w || w == "this"_w || w == "that"_w;
    });
    const auto& words = cues_.documents.find(tree_[head].lemma_hash)->second;
    return is_definite && words.channel && c > 0 ? claims_.list[c - 1].speaker : std::nullopt;
  }

  /// A pronoun that no mention explains: who spoke last, if he fits.
  std::optional<EntityId> of_pronoun(std::uint32_t i, std::size_t c) const {
    if (c == 0 || !claims_.list[c - 1].speaker) return std::nullopt;
    const EntityKind kind = entities_.list[claims_.list[c - 1].speaker->index].kind;
    const Word w = tree_[i].lower_hash;
    const bool fits = w == "he"_w || w == "she"_w ? kind == EntityKind::person : w == "it"_w ? kind != EntityKind::person && kind != EntityKind::people : w == "they"_w && kind != EntityKind::person;
    return fits ? claims_.list[c - 1].speaker : std::nullopt;
  }

  /// "…, adding that": a cue without a source below another cue has its speaker.
  std::optional<EntityId> of_same_sentence(std::size_t c) const {
    std::uint32_t at = claims_.words[c].cue_head;
    if (tree_[at].tag != Tag::VBG && tree_[at].dep != Dep::conj && tree_[at].dep != Dep::xcomp) return std::nullopt;
    for (int step = 0; step < 4 && !tree_.is_root(at); ++step) {
      at = tree_.head(at);
      if (const auto other = claims_.cue_of[at]; other && other->index < c) return claims_.list[other->index].speaker;
    }
    return std::nullopt;
  }

  EntityId add(TokenRange source, std::uint32_t head) {
    const Document& document = tree_.document();
    const std::uint32_t phrase = std::min(tree_.subtree(head).begin, head);
    const bool stands_before = source.begin > head;  // the noun of "a driver who said"
    const TokenRange words{stands_before ? phrase : std::max(source.begin, phrase), head + 1};
    Entity entity;
    entity.kind = kind_at(head);
    const Span span = document.span_of(words);
    entity.name = span.of(document.text);
    entity.mentions = {span};
    const EntityId id = entities_.add(std::move(entity), head);
    entities_.detail[id.index].is_plural = tree_[head].tag == Tag::NNS || tree_[head].tag == Tag::NNPS;
    return id;
  }

  EntityKind kind_at(std::uint32_t head) const {
    const Token& t = tree_[head];
    if (t.entity == EntityLabel::PERSON) return EntityKind::person;
    if (t.entity == EntityLabel::ORG || cues_.documents.contains(t.lemma_hash)) return EntityKind::organisation;
    if (t.entity == EntityLabel::NORP || t.tag == Tag::NNS || t.tag == Tag::NNPS) return EntityKind::people;
    return t.pos == Pos::NOUN || t.pos == Pos::PROPN ? EntityKind::person : EntityKind::people;
  }

  const Tree& tree_;
  Claims& claims_;
  Entities& entities_;
  const Cues& cues_;
};

void add_mention(Entity& entity, Span span) {
  const auto at = std::lower_bound(entity.mentions.begin(), entity.mentions.end(), span);
  if (at == entity.mentions.end() || *at != span) entity.mentions.insert(at, span);
}

}  // namespace

void find_speakers(const Tree& tree, Claims& claims, Entities& entities, const Cues& cues) { SpeakerFinder(tree, claims, entities, cues).find(); }

std::string side_of(const Entities& entities, EntityId id) {
  const EntityDetail& detail = entities.detail[id.index];
  const Entity& entity = entities.list[id.index];
  return !detail.side.empty() ? detail.side : entity.actor ? *entity.actor : entity.country.value_or("");
}

void resolve_first_person(const Tree& tree, const Claims& claims, Entities& entities) {
  const auto count = static_cast<std::uint32_t>(tree.document().tokens.size());
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!is_first_person(tree[i].lower_hash)) continue;
    const auto claim = claims.at(i);
    const auto speaker = claim ? claims.list[claim->index].speaker : std::nullopt;
    if (!speaker) continue;
    if (!entities.at[i]) {
      entities.at[i] = speaker;
      add_mention(entities.list[speaker->index], tree[i].span);
    }
    if (tree[i].dep != Dep::poss) continue;
    const auto owned = entities.at_head(tree.head(i));
    if (owned && *owned != *speaker && entities.detail[owned->index].side.empty()) entities.detail[owned->index].side = side_of(entities, *speaker);
  }
}

}  // namespace sitrep
