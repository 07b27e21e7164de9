// SPDX-License-Identifier: Apache-2.0
#include "extract/role_features.h"

#include <algorithm>

#include "extract/attribution_features.h"
#include "extract/phrases_of.h"

namespace sitrep {
namespace {

template <class E>
  requires std::is_enum_v<E>
std::uint64_t number(E e) {
  return static_cast<std::uint64_t>(e);
}

bool is_time_or_number(EntityLabel label) {
  return label == EntityLabel::DATE || label == EntityLabel::TIME || label == EntityLabel::PERCENT || label == EntityLabel::MONEY || label == EntityLabel::QUANTITY ||
         label == EntityLabel::ORDINAL || label == EntityLabel::CARDINAL;
}

bool is_premodifier(const Token& t, std::uint32_t i) { return (t.dep == Dep::compound || t.dep == Dep::nmod || t.dep == Dep::amod) && t.head > i; }

std::uint64_t few(std::size_t n) { return n <= 3 ? n : n <= 5 ? 4 : n <= 8 ? 5 : 6; }

std::uint64_t suffix(std::string_view lower) {
  std::uint64_t value = 0;
  for (const char c : lower.substr(lower.size() > 3 ? lower.size() - 3 : 0)) value = value << 8 | static_cast<unsigned char>(c);
  return value;
}

bool is_content_word(const Token& t) { return t.pos == Pos::NOUN || t.pos == Pos::VERB || t.pos == Pos::ADJ || t.pos == Pos::PROPN || t.pos == Pos::ADV; }

/// Words that stand between a phrase and what it is part of: "a group of guerrillas", "members of the ELN".
bool passes_on(Word lemma) {
  static constexpr Word words[] = {"group"_w, "member"_w, "number"_w, "one"_w, "two"_w, "three"_w, "some"_w, "most"_w, "many"_w, "several"_w, "dozen"_w, "unit"_w, "band"_w, "series"_w, "all"_w, "half"_w, "part"_w};
  return std::find(std::begin(words), std::end(words), lemma) != std::end(words);
}

}  // namespace

std::vector<RoleCandidate> role_candidates(const Tree& tree, const Entities& entities) {
  std::vector<RoleCandidate> list;
  const auto& tokens = tree.document().tokens;
  for (std::uint32_t i = 0; i < tokens.size(); ++i) {
    const Token& t = tokens[i];
    const auto entity = entities.at_head(i);
    const bool is_phrase = is_noun(t.tag) && !is_premodifier(t, i) && !is_time_or_number(t.entity);
    if (entity || is_phrase) list.push_back({i, is_phrase ? base_phrase(tree, i) : TokenRange{i, i + 1}, entity});
  }
  return list;
}

RoleFeatures::RoleFeatures(const RoleContext& context)
    : c_(context), tree_(context.tree), frame_at_(tree_.document().tokens.size()), hits_(context.entities.list.size()), triggers_(tree_.document().sentences.size()),
      events_in_(triggers_.size()), losses_in_(triggers_.size()), speaks_at_(tree_.document().tokens.size()), speaker_(context.entities.list.size()) {
  note_hits();
}

void RoleFeatures::note_hits() {
  const auto hit = [&](EntityId id, Word role, std::uint64_t what) { hits_[id.index].push_back({number(role), what}); };
  const auto& sentence_of = tree_.document().sentence_of;
  for (std::uint32_t v = 0; v < c_.events.size(); ++v) {
    const FoundEvent& f = c_.events[v];
    const std::uint64_t frame = number(word(f.frame->id));
    frame_at_[f.trigger] = frame;
    events_in_[sentence_of[f.trigger]].push_back(v);
    const std::uint64_t told = number(f.event.status) * 2 + f.event.background;
    const std::uint64_t type = number(f.event.type);
    for (const EntityId id : f.event.actors) hit(id, "acts"_w, frame), hit(id, "acts type"_w, type * 64 + told);
    for (const EntityId id : f.event.targets) hit(id, "target"_w, frame), hit(id, "target type"_w, type * 64 + told);
    for (const EntityId id : f.event.weapons) hit(id, "weapon"_w, type * 64 + told);
    if (f.event.type == EventType::ASSAULT || f.frame->effect != DamageEffect::unknown || f.event.type == EventType::COERCE) triggers_[sentence_of[f.trigger]].push_back(f.trigger);
  }
  for (std::uint32_t k = 0; k < c_.casualties.list.size(); ++k) {
    const Casualty& loss = c_.casualties.list[k];
    const std::uint32_t trigger = c_.casualties.trigger[k];
    losses_in_[sentence_of[trigger]].push_back(k);
    triggers_[sentence_of[trigger]].push_back(trigger);
    if (loss.victims) hit(*loss.victims, "lost"_w, number(loss.outcome) * 2 + loss.background);
    for (const EntityId id : loss.inflicted_by) hit(id, "inflicts"_w, number(loss.outcome) * 2 + loss.background);
  }
  for (const Damage& d : c_.damage)
    if (d.object) hit(*d.object, "damaged"_w, number(d.effect) * 2 + d.background);
  for (auto& hits : hits_) {
    std::sort(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.role != b.role ? a.role < b.role : a.what < b.what; });
    hits.erase(std::unique(hits.begin(), hits.end(), [](const Hit& a, const Hit& b) { return a.role == b.role && a.what == b.what; }), hits.end());
  }
  for (auto& triggers : triggers_) {
    std::sort(triggers.begin(), triggers.end());
    triggers.erase(std::unique(triggers.begin(), triggers.end()), triggers.end());
  }
  for (const Attribution& a : c_.claims.words)
    if (a.source) speaks_at_[a.source_head] = true;
  for (const Claim& claim : c_.claims.list)
    if (claim.speaker) speaker_[claim.speaker->index] = true;
}

std::uint64_t RoleFeatures::class_of(std::uint32_t token) const { return c_.knowledge.attribution.word_classes.of(tree_[token].lower_hash); }

// ------------------------------------------------------------ report and sentences

void RoleFeatures::of_report(HashList& out) const {
  const Document& d = tree_.document();
  for (std::uint32_t s = 0; s < d.sentences.size(); ++s) {
    Word before{};
    for (std::uint32_t i = d.sentences[s].begin; i < d.sentences[s].end; ++i) {
      const Token& t = d.tokens[i];
      if (!is_content_word(t)) continue;
      out.push_back(feature("report word"_w, number(t.lemma_hash)));
      out.push_back(feature("report words"_w, number(before), number(t.lemma_hash)));
      if (d.place_in_story(s) < 3) out.push_back(feature("report begins"_w, number(t.lemma_hash)));
      before = t.lemma_hash;
      if (t.dep == Dep::nsubj || t.dep == Dep::dobj || t.dep == Dep::nsubjpass) out.push_back(feature("report verb"_w, number(tree_[t.head].lemma_hash), number(t.dep), class_of(i)));
    }
  }
  const auto count = [&](Word question, std::uint64_t what, std::size_t n) { out.push_back(feature(question, what, few(n))); };
  std::size_t losses = 0, background = 0, current = 0;
  for (const Casualty& k : c_.casualties.list) {
    out.push_back(feature("report loss"_w, number(k.outcome), number(k.victim_class), k.background));
    (k.background ? background : losses) += 1;
  }
  for (const FoundEvent& f : c_.events) {
    out.push_back(feature("report frame"_w, frame_at_[f.trigger], f.event.background));
    if (d.place_in_story(d.sentence_of[f.trigger]) < 2) out.push_back(feature("report first frame"_w, frame_at_[f.trigger]));
    current += f.event.type == EventType::ASSAULT && !f.event.background && f.event.status == EventStatus::happened;
  }
  count("report losses"_w, 0, losses), count("report old losses"_w, 0, background), count("report assaults"_w, 0, current);
  count("report damage"_w, 0, c_.damage.size());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

void RoleFeatures::of_sentence(std::uint32_t s, HashList& out) const {
  const Document& d = tree_.document();
  const TokenRange range = d.sentences[s];
  Word before{}, before_that{};
  for (std::uint32_t i = range.begin; i < range.end; ++i) {
    const Token& t = d.tokens[i];
    if (t.pos == Pos::PUNCT || t.pos == Pos::SPACE) continue;
    out.push_back(feature("word"_w, number(t.lemma_hash)));
    out.push_back(feature("words"_w, number(before), number(t.lemma_hash)));
    out.push_back(feature("skip"_w, number(before_that), number(t.lemma_hash)));
    out.push_back(feature("class"_w, class_of(i)));
    before_that = before, before = t.lemma_hash;
    if (t.dep == Dep::nsubj || t.dep == Dep::dobj || t.dep == Dep::nsubjpass || t.dep == Dep::agent) {
      out.push_back(feature("verb"_w, number(tree_[t.head].lemma_hash), number(t.dep), number(t.lemma_hash)));
      out.push_back(feature("verb class"_w, number(tree_[t.head].lemma_hash), number(t.dep), class_of(i)));
    }
    if (t.entity_begins) out.push_back(feature("entity"_w, number(t.entity)));
    if (is_verb(t.tag)) out.push_back(feature("tense"_w, number(t.lemma_hash), number(t.tag)));
    if (frame_at_[i] != 0) out.push_back(feature("frame"_w, frame_at_[i]));
  }
  for (const int side : {-1, 1}) {
    const std::int64_t other = static_cast<std::int64_t>(s) + side;
    if (other < 0 || other >= static_cast<std::int64_t>(d.sentences.size())) continue;
    for (const std::uint32_t i : triggers_[static_cast<std::size_t>(other)]) out.push_back(feature("frame beside"_w, frame_at_[i], static_cast<std::uint64_t>(side + 1)));
    out.push_back(feature("triggers beside"_w, few(triggers_[static_cast<std::size_t>(other)].size()), static_cast<std::uint64_t>(side + 1)));
  }
  for (const std::uint32_t k : losses_in_[s]) out.push_back(feature("loss"_w, number(c_.casualties.list[k].outcome), number(c_.casualties.list[k].victim_class)));
  for (const std::uint32_t v : events_in_[s]) out.push_back(feature("status"_w, frame_at_[c_.events[v].trigger], number(c_.events[v].event.status), c_.events[v].event.background));
  out.push_back(feature("triggers"_w, few(triggers_[s].size())));
  out.push_back(feature("background"_w, c_.background.sentences()[s]));
  out.push_back(feature("place"_w, few(d.place_in_story(s)), s + 1 == d.sentences.size()));
  out.push_back(feature("length"_w, distance_class(range.size())));
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

// ------------------------------------------------------------ candidates

/// Roughly what it is: the kind of a known entity, else the label of the recogniser.
std::uint64_t RoleFeatures::kind_of(const RoleCandidate& c) const {
  if (!c.entity) return number(tree_[c.head].entity);
  const Entity& e = c_.entities.list[c.entity->index];
  const EntityDetail& detail = c_.entities.detail[c.entity->index];
  return 100 + number(e.kind) * 4 + detail.is_named * 2U + detail.is_plural;
}

void RoleFeatures::of_candidate(const RoleCandidate& c, HashList& out) const {
  const std::uint64_t kind = kind_of(c);
  words(c, out);
  syntax(c, kind, out);
  around(c, kind, out);
  out.push_back(feature("kind"_w, kind));
  if (c.entity) {
    const Entity& e = c_.entities.list[c.entity->index];
    const EntityDetail& detail = c_.entities.detail[c.entity->index];
    out.push_back(feature("victim class"_w, number(detail.victim_class), kind));
    out.push_back(feature("mentions"_w, few(e.mentions.size()), kind));
    out.push_back(feature("speaker"_w, speaker_[c.entity->index], speaks_at_[c.head], kind));
    out.push_back(feature("has office"_w, e.office.has_value(), kind));
    if (detail.thing != nullptr) out.push_back(feature("thing"_w, number(detail.thing->kind), number(detail.thing->damage), number(word(detail.thing->weapon))));
    for (const Hit& hit : hits_[c.entity->index]) {
      out.push_back(feature("hit"_w, hit.role, hit.what));
      out.push_back(feature("hit kind"_w, hit.role, hit.what, kind));
    }
    if (hits_[c.entity->index].empty()) out.push_back(feature("no hit"_w, kind));
  }
}

void RoleFeatures::words(const RoleCandidate& c, HashList& out) const {
  const Token& t = tree_[c.head];
  const std::uint64_t lemma = number(t.lemma_hash);
  out.push_back(feature("lemma"_w, lemma));
  out.push_back(feature("suffix"_w, suffix(t.lower), number(t.tag)));
  out.push_back(feature("tag"_w, number(t.tag), number(t.entity)));
  out.push_back(feature("word class"_w, class_of(c.head)));
  std::uint64_t whole = 0;
  for (std::uint32_t i = c.phrase.begin; i < c.phrase.end; ++i) {
    whole = whole * 31 + number(tree_[i].lemma_hash);
    if (i == c.head) continue;
    out.push_back(feature("modifier"_w, number(tree_[i].lemma_hash)));
    out.push_back(feature("modifier head"_w, number(tree_[i].lemma_hash), lemma));
    out.push_back(feature("modifier class"_w, class_of(i), class_of(c.head)));
    if (tree_[i].dep == Dep::det || tree_[i].dep == Dep::poss || tree_[i].dep == Dep::nummod) out.push_back(feature("opens"_w, number(tree_[i].dep), number(t.tag)));
    if (tree_[i].entity != EntityLabel::none) out.push_back(feature("modifier entity"_w, number(tree_[i].entity)));
  }
  out.push_back(feature("phrase"_w, whole));
  out.push_back(feature("phrase length"_w, few(c.phrase.size())));
  for (const std::uint32_t child : tree_.children(c.head)) {
    const Token& below = tree_[child];
    if (below.dep == Dep::prep)
      for (const std::uint32_t object : tree_.children(child))
        if (tree_[object].dep == Dep::pobj) {
          out.push_back(feature("own prep"_w, number(below.lower_hash), number(tree_[object].lemma_hash)));
          out.push_back(feature("own prep class"_w, number(below.lower_hash), class_of(object)));
        }
    if (below.dep == Dep::relcl || below.dep == Dep::acl) out.push_back(feature("clause"_w, number(below.dep), number(below.lemma_hash), tree_.has_child(child, Dep::nsubjpass) + 2U * (below.tag == Tag::VBN)));
    if (below.dep == Dep::appos) out.push_back(feature("apposition"_w, number(below.lemma_hash)));
  }
}

void RoleFeatures::syntax(const RoleCandidate& c, std::uint64_t kind, HashList& out) const {
  const auto say = [&](Dep dep, std::uint64_t preposition, std::uint32_t governor, std::uint64_t steps) {
    const Token& g = tree_[governor];
    const bool passive = is_verb(g.tag) && (tree_.has_child(governor, Dep::nsubjpass) || tree_.has_child(governor, Dep::auxpass));
    const std::uint64_t relation = number(dep) * 4 + passive * 2U + (steps > 0);
    const std::uint64_t way = relation ^ preposition;
    out.push_back(feature("way"_w, way, number(g.lemma_hash)));
    out.push_back(feature("way class"_w, way, class_of(governor)));
    out.push_back(feature("way kind"_w, way, number(g.lemma_hash), kind));
    out.push_back(feature("way class kind"_w, way, class_of(governor), kind));
    out.push_back(feature("relation"_w, way, kind));
    if (frame_at_[governor] != 0) {
      out.push_back(feature("way frame"_w, way, frame_at_[governor]));
      out.push_back(feature("way frame kind"_w, way, frame_at_[governor], kind));
    }
    if (is_verb(g.tag))
      for (const std::uint32_t other : tree_.children(governor)) {
        const Token& o = tree_[other];
        if (other != c.head && (o.dep == Dep::dobj || o.dep == Dep::nsubj || o.dep == Dep::nsubjpass)) {
          out.push_back(feature("beside"_w, way, number(o.dep), number(o.lemma_hash)));
          out.push_back(feature("verb beside"_w, number(g.lemma_hash), relation, number(o.lemma_hash)));
        }
        // "tried to kill", "was found murdered": the lower verb tells.
        if (o.dep == Dep::xcomp && (dep == Dep::nsubj || dep == Dep::nsubjpass)) out.push_back(feature("lower verb"_w, relation, number(o.lemma_hash)));
        if (o.dep == Dep::neg) out.push_back(feature("negated"_w, relation, number(g.lemma_hash)));
      }
  };
  std::uint32_t at = c.head;
  for (std::uint64_t step = 0; step < 4 && !tree_.is_root(at); ++step) {
    const Token& t = tree_[at];
    const std::uint32_t up = t.head;
    if (t.dep == Dep::pobj) {
      const Token& preposition = tree_[up];
      if (tree_.is_root(up)) break;
      const std::uint32_t governor = preposition.head;
      say(preposition.dep == Dep::agent ? Dep::agent : Dep::pobj, number(preposition.lower_hash), governor, step);
      if (!is_noun(tree_[governor].tag) || !(preposition.lower_hash == "of"_w || passes_on(tree_[governor].lemma_hash))) break;
      at = governor;
    } else if (t.dep == Dep::conj || t.dep == Dep::appos) {
      say(t.dep, 0, up, step);
      at = up;
    } else if (t.dep == Dep::compound || t.dep == Dep::poss || t.dep == Dep::nmod || t.dep == Dep::amod) {
      say(t.dep, 0, up, step);
      at = up;
    } else {
      say(t.dep, 0, up, step);
      break;
    }
  }
  if (tree_.is_root(c.head)) out.push_back(feature("root"_w, kind));
}

void RoleFeatures::around(const RoleCandidate& c, std::uint64_t kind, HashList& out) const {
  const Document& d = tree_.document();
  const std::uint32_t s = d.sentence_of[c.head];
  const TokenRange range = d.sentences[s];
  const auto lemma_at = [&](std::int64_t i) -> std::uint64_t { return i < range.begin || i >= range.end ? 0 : number(d.tokens[static_cast<std::size_t>(i)].lemma_hash); };
  const std::int64_t first = c.phrase.begin, last = c.phrase.end;
  for (std::int64_t distance = 1; distance <= 3; ++distance) {
    out.push_back(feature("left"_w, lemma_at(first - distance), distance > 1));
    out.push_back(feature("right"_w, lemma_at(last - 1 + distance), distance > 1));
  }
  out.push_back(feature("left two"_w, lemma_at(first - 2), lemma_at(first - 1)));
  out.push_back(feature("right two"_w, lemma_at(last), lemma_at(last + 1)));
  std::uint32_t nearest = no_token, distance = 1000;
  for (const std::uint32_t i : triggers_[s]) {
    const std::uint32_t own = i > c.head ? i - c.head : c.head - i;
    if (own < distance) distance = own, nearest = i;
    out.push_back(feature("trigger"_w, number(tree_[i].lemma_hash)));
    out.push_back(feature("trigger kind"_w, number(tree_[i].lemma_hash), kind, i > c.head));
    if (frame_at_[i] != 0) out.push_back(feature("trigger frame"_w, frame_at_[i], kind, i > c.head));
  }
  out.push_back(nearest == no_token ? feature("no trigger"_w, kind) : feature("nearest"_w, number(tree_[nearest].lemma_hash), distance_class(distance) * 2 + (nearest > c.head), kind));
  if (nearest != no_token) out.push_back(feature("nearest distance"_w, distance_class(distance) * 2 + (nearest > c.head), kind));
  for (const int side : {-1, 1}) {
    const std::int64_t other = static_cast<std::int64_t>(s) + side;
    if (other < 0 || other >= static_cast<std::int64_t>(d.sentences.size())) continue;
    for (const std::uint32_t i : triggers_[static_cast<std::size_t>(other)]) out.push_back(feature("trigger beside"_w, number(tree_[i].lemma_hash), static_cast<std::uint64_t>(side + 1), kind));
  }
  out.push_back(feature("sentence"_w, few(d.place_in_story(s)), kind));
  out.push_back(feature("old"_w, c_.background.sentences()[s], kind));
  const auto claim = c_.claims.at(c.head);
  out.push_back(feature("said"_w, claim.has_value() ? 1 + number(c_.claims.list[claim->index].stance) : 0, kind));
  out.push_back(feature("speaks"_w, speaks_at_[c.head], kind));
}

}  // namespace sitrep
