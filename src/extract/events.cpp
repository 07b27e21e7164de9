// SPDX-License-Identifier: Apache-2.0
#include "extract/events.h"

#include <algorithm>

#include "extract/event_parties.h"
#include "extract/event_status.h"
#include "extract/modality.h"
#include "extract/nearest.h"
#include "extract/phrases_of.h"
#include "extract/verb_patterns.h"

namespace sitrep {
namespace {

constexpr Word object_word = "object"_w;

class EventFinder {
 public:
  explicit EventFinder(const EventContext& context) : c_(context), tree_(context.tree), frames_(context.knowledge.frames), parties_(context.tree, context.knowledge.frames, context.entities) {}

  std::vector<FoundEvent> find() {
    for (const TokenRange sentence : tree_.document().sentences) {
      const std::size_t first = found_.size();
      for (std::uint32_t i = sentence.begin; i < sentence.end; ++i) look_at(i);
      // What the sentence is about stands highest in its tree.
      std::stable_sort(found_.begin() + static_cast<std::ptrdiff_t>(first), found_.end(),
                       [&](const FoundEvent& a, const FoundEvent& b) { return depth(a.trigger) < depth(b.trigger); });
    }
    return std::move(found_);
  }

 private:
  const Token& token(std::uint32_t i) const { return tree_[i]; }
  std::optional<std::uint32_t> child(std::uint32_t i, Dep dep) const { return tree_.child(i, dep); }

  int depth(std::uint32_t i) const {
    int steps = 0;
    for (; !tree_.is_root(i) && steps < 50; i = tree_.head(i)) ++steps;
    return steps;
  }

  void look_at(std::uint32_t i) {
    const Token& t = token(i);
    if (t.lower_hash == "must"_w && t.dep == Dep::aux) {
      add_demand(i);
    } else if (is_verb(t.tag) && t.dep != Dep::aux && t.dep != Dep::auxpass) {
      if (t.dep == Dep::amod) return;  // "wounded soldiers", "striking workers"
      if (const Frame* frame = by_verb(i)) add_verb_event(i, *frame);
    } else if (is_noun(t.tag) && t.dep != Dep::compound) {
      if (const Frame* frame = by_noun(i)) add_noun_event(i, *frame);
    }
  }

  // ------------------------------------------------------------ which frame

  const Frame* by_verb(std::uint32_t i) const {
    const Word form = token(i).lower_hash;
    const bool is_mistaken = form == "raped"_w || form == "raping"_w;  // the lemmatiser takes it for "rap"
    const auto at = frames_.verbs.find(is_mistaken ? "rape"_w : token(i).lemma_hash);
    if (at != frames_.verbs.end())
      for (const Trigger& trigger : at->second)
        if (fits(i, trigger) && !excluded(i, frames_.all[trigger.frame])) return &frames_.all[trigger.frame];
    return frame_by_dictionary(tree_, i, frames_);
  }

  bool fits(std::uint32_t i, const Trigger& trigger) const {
    if (trigger.with == Word{}) return true;
    for (const std::uint32_t c : tree_.children(i)) {
      const Token& t = token(c);
      if (trigger.is_particle && (t.dep == Dep::prt || t.dep == Dep::advmod || t.dep == Dep::prep) && t.lower_hash == trigger.with) return true;
      if (trigger.is_particle) continue;
      if ((t.dep == Dep::dobj || t.dep == Dep::nsubjpass || t.dep == Dep::attr) && t.lemma_hash == trigger.with) return true;
      const auto object = t.dep == Dep::prep ? tree_.child(c, Dep::pobj) : std::nullopt;  // "took to the streets", "went on strike"
      if (object && token(*object).lemma_hash == trigger.with) return true;
    }
    return false;
  }

  bool excluded(std::uint32_t i, const Frame& frame) const {
    for (const std::uint32_t c : tree_.children(i)) {
      const Dep dep = token(c).dep;
      if ((dep == Dep::dobj || dep == Dep::nsubjpass) && frame.unless_objects.contains(token(c).lemma_hash)) return true;
    }
    return false;
  }

  const Frame* by_noun(std::uint32_t i) const {
    const auto at = frames_.nouns.find(token(i).lemma_hash);
    if (at == frames_.nouns.end()) return nullptr;
    for (const Trigger& trigger : at->second) {
      if (trigger.with == Word{}) return &frames_.all[trigger.frame];
      for (const std::uint32_t c : tree_.children(i))  // "air+strike": a modifier
        if (c < i && token(c).lemma_hash == trigger.with) return &frames_.all[trigger.frame];
    }
    return nullptr;
  }

  // ------------------------------------------------------------ events

  FoundEvent started(std::uint32_t i, const Frame& frame) const {
    FoundEvent f;
    f.trigger = i;
    f.frame = &frame;
    Event& e = f.event;
    e.anchor = token(i).span;
    e.type = frame.type;
    if (!frame.mode.empty()) e.mode = frame.mode;
    e.contexts = frame.contexts;
    e.cameo = frame.cameo;
    e.goldstein = frame.goldstein;
    e.weapon_types = frame.weapons;
    e.status = status_of(tree_, i);
    e.background = c_.background.at(i);
    e.time = nearest_time(tree_, c_.times, i);
    e.place = nearest_place(tree_, c_.places, i);
    if (i < c_.claim_at.size()) e.claim = c_.claim_at[i];
    return f;
  }

  /// What hits is neither actor nor target: "a car bomb killed", "fired rockets", "attacked with machetes".
  void take_weapons(FoundEvent& f) const {
    Event& e = f.event;
    const auto is_weapon = [&](EntityId id) { return c_.entities.list[id.index].kind == EntityKind::weapon; };
    const auto note = [&](EntityId id) {
      if (std::find(e.weapons.begin(), e.weapons.end(), id) == e.weapons.end()) e.weapons.push_back(id);
    };
    for (auto* side : {&e.actors, &e.targets}) {
      std::for_each(side->begin(), side->end(), [&](EntityId id) { if (is_weapon(id)) note(id); });
      std::erase_if(*side, is_weapon);
    }
    if (e.type == EventType::ASSAULT || e.type == EventType::PROTEST)
      for (const std::uint32_t i : tree_.children(f.trigger)) weapons_below(i, 3, note);
    if (const auto own = c_.entities.at_head(f.trigger); own && is_weapon(*own)) note(*own);
    for (const EntityId id : e.weapons)
      if (const Thing* thing = c_.entities.detail[id.index].thing; thing != nullptr && std::find(e.weapon_types.begin(), e.weapon_types.end(), thing->weapon) == e.weapon_types.end())
        e.weapon_types.insert(e.weapon_types.begin(), thing->weapon);
  }

  template <class Note>
  void weapons_below(std::uint32_t i, int depth, const Note& note) const {
    const Dep dep = token(i).dep;
    if (depth == 0 || dep == Dep::ccomp || dep == Dep::conj || dep == Dep::relcl || dep == Dep::nsubj) return;
    if (const auto id = c_.entities.at_head(i); id && c_.entities.list[id->index].kind == EntityKind::weapon) note(*id);
    for (const std::uint32_t c : tree_.children(i)) weapons_below(c, depth - 1, note);
  }

  void add(FoundEvent f) {
    take_weapons(f);
    std::erase_if(f.event.targets, [&](EntityId id) { return std::find(f.event.actors.begin(), f.event.actors.end(), id) != f.event.actors.end(); });
    // "A and B agreed": partners stand on both sides.
    if ((f.frame->is_reciprocal || token(f.trigger).lemma_hash == "agree"_w) && f.event.targets.empty() && f.event.actors.size() > 1) {
      f.event.targets.assign(f.event.actors.begin() + 1, f.event.actors.end());
      f.event.actors.resize(1);
    }
    // "spoke with A, B and C" is three events.
    if (f.frame->is_reciprocal && f.event.targets.size() > 1 && f.event.actors.size() == 1) {
      for (const EntityId partner : f.event.targets) {
        FoundEvent one = f;
        one.event.targets = {partner};
        found_.push_back(std::move(one));
      }
      return;
    }
    found_.push_back(std::move(f));
  }

  void add_verb_event(std::uint32_t i, const Frame& frame) {
    FoundEvent f = started(i, frame);
    f.event.actors = parties_.entities_at(parties_.is_passive(i) ? parties_.agent_of_passive(i) : parties_.subject_of(i));
    const auto target = parties_.target_of(i, frame);
    f.event.targets = frame.type == EventType::REQUEST ? who_shall_act(i) : std::vector<EntityId>{};
    if (f.event.targets.empty()) f.event.targets = parties_.entities_at(target);
    if (frame.is_reciprocal) parties_.add_partners(i, f.event.targets);  // "spoke with A and with B"
    if (frame.cameo == "040" && is_by_phone(i)) set_code(f, "041");
    const auto is_actor = [&](EntityId id) { return std::find(f.event.actors.begin(), f.event.actors.end(), id) != f.event.actors.end(); };
    const bool are_partners = (frame.is_reciprocal || token(i).lemma_hash == "agree"_w) && f.event.actors.size() > 1;
    if (!are_partners && std::all_of(f.event.targets.begin(), f.event.targets.end(), is_actor)) {
      const auto from = frame.type == EventType::ASSAULT ? child(i, Dep::dobj) : std::optional(i);  // who stands beside violence is no target
      f.event.targets = from ? parties_.targets_below(*from, f.event.actors, frame.type == EventType::PROTEST) : std::vector<EntityId>{};
    }
    if (is_cooperative(f.event.type) && is_negated(tree_, i)) as_refusal(f);
    else if (f.event.status == EventStatus::planned || is_own_outlook(i)) as_intent(f);
    if (target && is_each_other(*target)) return add_both_ways(f);
    add(std::move(f));
  }

  /// "Orland said Sudmark must withdraw" is a demand on Sudmark.
  void add_demand(std::uint32_t must) {
    const std::uint32_t act = tree_.head(must);
    const auto at = frames_.verbs.find("must"_w);
    const auto subject = child(act, Dep::nsubj);
    if (at == frames_.verbs.end() || token(act).dep != Dep::ccomp || !subject) return;
    FoundEvent f = started(must, frames_.all[at->second.front().frame]);
    f.trigger = act;
    f.event.status = EventStatus::happened;
    f.event.actors = parties_.entities_at(parties_.subject_of(tree_.head(act)));
    f.event.targets = parties_.entities_at(subject);
    if (!f.event.actors.empty() && !f.event.targets.empty()) add(std::move(f));
  }

  /// "demanded that Sudmark withdraw": of whom it is demanded is the subject of what shall be done.
  std::vector<EntityId> who_shall_act(std::uint32_t demand) const {
    for (const Dep dep : {Dep::ccomp, Dep::acl})
      if (const auto act = child(demand, dep))
        if (const auto subject = child(*act, Dep::nsubj)) return parties_.entities_at(subject);
    return {};
  }

  static bool is_cooperative(EventType type) {
    return type == EventType::AGREE || type == EventType::CONSULT || type == EventType::SUPPORT || type == EventType::CONCEDE || type == EventType::COOPERATE ||
           type == EventType::AID || type == EventType::RETREAT;
  }

  /// "will not accept", "did not agree": a refusal (CAMEO 12).
  void as_refusal(FoundEvent& f) const {
    if (f.event.actors.empty()) return;
    set_code(f, "120");
    f.event.status = EventStatus::happened;
  }

  /// "said they would boycott the vote": what the speaker announces of himself.
  bool is_own_outlook(std::uint32_t i) const {
    if (token(i).dep != Dep::ccomp || !is_verb(token(tree_.head(i)).tag)) return false;
    const auto subject = child(i, Dep::nsubj);
    if (!subject || (token(*subject).pos != Pos::PRON && parties_.entities_at(*subject) != parties_.entities_at(parties_.subject_of(tree_.head(i))))) return false;
    return std::any_of(tree_.children(i).begin(), tree_.children(i).end(), [&](std::uint32_t c) { return token(c).dep == Dep::aux && token(c).lower_hash == "would"_w; });
  }

  /// "will send aid": a cooperative act that is announced is an agreement to do it (CAMEO 03), a hostile one a threat (13).
  void as_intent(FoundEvent& f) const {
    static constexpr std::pair<EventType, const char*> codes[] = {
        {EventType::AID, "033"},     {EventType::RETREAT, "0356"},  {EventType::CONSULT, "036"}, {EventType::CONCEDE, "035"}, {EventType::COOPERATE, "031"},
        {EventType::SUPPORT, "032"}, {EventType::SANCTION, "130"}, {EventType::ASSAULT, "138"}};
    if (f.event.actors.empty()) return;
    if (f.event.cameo == "163" || f.event.cameo == "191") return set_code(f, f.event.cameo == "163" ? "132" : "138");
    for (const auto& [type, cameo] : codes)
      if (f.event.type == type) return set_code(f, cameo);
  }

  bool is_by_phone(std::uint32_t i) const {
    for (const Word preposition : {"by"_w, "over"_w, "on"_w, "via"_w})
      if (const auto object = prep_object(tree_, i, preposition); object && (token(*object).lemma_hash == "telephone"_w || token(*object).lemma_hash == "phone"_w)) return true;
    return false;
  }

  void set_code(FoundEvent& f, const std::string& cameo) const {
    const auto at = frames_.cameo.find(cameo);
    if (at == frames_.cameo.end()) return;
    f.event.cameo = cameo;
    f.event.type = at->second.type;
    f.event.goldstein = at->second.goldstein;
    f.event.mode = at->second.mode.empty() ? std::nullopt : std::optional(at->second.mode);
  }

  bool is_each_other(std::uint32_t object) const {
    if (token(object).lower_hash != "other"_w && token(object).lower_hash != "another"_w) return false;
    return object > 0 && (token(object - 1).lower_hash == "each"_w || token(object - 1).lower_hash == "one"_w);
  }

  /// "A and B accused each other": one event each way.
  void add_both_ways(const FoundEvent& f) {
    if (f.event.actors.size() != 2) return add(f);
    for (const std::size_t side : {0U, 1U}) {
      FoundEvent one = f;
      one.event.actors = {f.event.actors[side]};
      one.event.targets = {f.event.actors[1 - side]};
      add(std::move(one));
    }
  }

  void add_noun_event(std::uint32_t i, const Frame& frame) {
    FoundEvent f = started(i, frame);
    const Token& t = token(i);
    if (const auto by = prep_object(tree_, i, "by"_w)) f.event.actors = parties_.entities_at(by);
    if (const auto between = prep_object(tree_, i, "between"_w)) f.event.actors = parties_.entities_at(between);
    if (f.event.actors.empty()) f.event.actors = parties_.modifiers_of(i);
    for (const Word where : frame.targets) {
      const auto object = prep_object(tree_, i, where == object_word ? "of"_w : where);
      if (object && f.event.targets.empty()) f.event.targets = parties_.entities_at(object);
    }
    if (frame.type == EventType::REQUEST && f.event.targets.empty()) f.event.targets = who_shall_act(i);
    support(measured(t), f);
    if (f.event.actors.empty() && frame.type == EventType::CONSULT) f.event.actors = parties_.entities_at(whose_occasion(t));
    if (is_mere_mention(f)) return;
    if (f.event.status == EventStatus::planned) as_intent(f);
    add(std::move(f));
  }

  /// "clashed over it during a visit to Orland": who acts in the clause is who visits.
  std::optional<std::uint32_t> whose_occasion(const Token& t) const {
    if (t.dep != Dep::pobj) return std::nullopt;
    const Token& preposition = token(t.head);
    const bool is_occasion = preposition.lower_hash == "during"_w || preposition.lower_hash == "on"_w || preposition.lower_hash == "for"_w;
    return is_occasion && is_verb(token(preposition.head).tag) ? parties_.subject_of(preposition.head) : std::nullopt;
  }

  /// "tons of food aid": the measure stands in the place of what it measures.
  const Token& measured(const Token& t) const {
    if (t.dep != Dep::pobj || token(t.head).lower_hash != "of"_w) return t;
    const Token& measure = token(tree_.head(t.head));
    return is_noun(measure.tag) && measure.dep == Dep::dobj ? measure : t;
  }

  /// "carried out a raid": the subject acts; "came under fire", "suffered an attack": the subject suffers.
  void support(const Token& t, FoundEvent& f) {
    std::uint32_t verb = t.head;
    if (t.dep == Dep::pobj) verb = tree_.head(t.head);
    if (t.dep != Dep::dobj && t.dep != Dep::pobj && t.dep != Dep::nsubjpass) return;
    // "returned to Geneva for talks": whoever comes takes part.
    if (t.dep == Dep::pobj && f.frame->is_reciprocal && is_verb(token(verb).tag) && f.event.actors.empty() && (token(t.head).lower_hash == "for"_w || token(t.head).lower_hash == "to"_w))
      f.event.actors = parties_.entities_at(parties_.subject_of(verb));
    const auto at = frames_.support_verbs.find(token(verb).lemma_hash);
    if (at == frames_.support_verbs.end() || !is_verb(token(verb).tag)) return;
    const bool by_preposition = t.dep == Dep::pobj;
    if (by_preposition && at->second == Support::acts) return;
    f.event.status = status_of(tree_, verb);
    if (at->second == Support::suffers) {
      if (f.event.targets.empty()) f.event.targets = parties_.entities_at(parties_.subject_of(verb));
      return;
    }
    if (f.event.actors.empty()) f.event.actors = parties_.entities_at(t.dep == Dep::nsubjpass ? parties_.agent_of_passive(verb) : parties_.subject_of(verb));
    for (const Word where : f.frame->targets)
      if (f.event.targets.empty() && where != object_word)
        if (const auto object = prep_object(tree_, verb, where)) f.event.targets = parties_.entities_at(object);
    if (f.event.targets.empty())  // "gave Orland aid"
      if (const auto dative = child(verb, Dep::dative)) f.event.targets = parties_.entities_at(token(*dative).pos == Pos::ADP ? child(*dative, Dep::pobj) : dative);
  }

  /// A noun alone, without any party, place or time, as the object of a statement is spoken about, not reported.
  static bool is_mere_mention(const FoundEvent& f) {
    return f.event.actors.empty() && f.event.targets.empty() && !f.event.place && !f.event.time && f.frame->incident.empty();
  }

  const EventContext& c_;
  const Tree& tree_;
  const Frames& frames_;
  EventParties parties_;
  std::vector<FoundEvent> found_;
};

}  // namespace

std::vector<FoundEvent> find_events(const EventContext& context) { return EventFinder(context).find(); }

}  // namespace sitrep
