// SPDX-License-Identifier: Apache-2.0
#include "extract/events.h"

#include <algorithm>

#include "extract/event_status.h"
#include "extract/nearest.h"
#include "extract/phrases_of.h"

namespace sitrep {
namespace {

constexpr Word object_word = "object"_w;

class EventFinder {
 public:
  explicit EventFinder(const EventContext& context) : c_(context), tree_(context.tree), frames_(context.knowledge.frames) {}

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
    if (is_verb(t.tag) && t.dep != Dep::aux && t.dep != Dep::auxpass) {
      if (t.dep == Dep::amod) return;  // "wounded soldiers", "striking workers"
      if (const Frame* frame = by_verb(i)) add_verb_event(i, *frame);
    } else if (is_noun(t.tag) && t.dep != Dep::compound) {
      if (const Frame* frame = by_noun(i)) add_noun_event(i, *frame);
    }
  }

  // ------------------------------------------------------------ which frame

  const Frame* by_verb(std::uint32_t i) const {
    const auto at = frames_.verbs.find(token(i).lemma_hash);
    if (at == frames_.verbs.end()) return nullptr;
    for (const Trigger& trigger : at->second)
      if (fits(i, trigger) && !excluded(i, frames_.all[trigger.frame])) return &frames_.all[trigger.frame];
    return nullptr;
  }

  bool fits(std::uint32_t i, const Trigger& trigger) const {
    if (trigger.with == Word{}) return true;
    for (const std::uint32_t c : tree_.children(i)) {
      const Token& t = token(c);
      if (trigger.is_particle && (t.dep == Dep::prt || t.dep == Dep::advmod || t.dep == Dep::prep) && t.lower_hash == trigger.with) return true;
      if (!trigger.is_particle && (t.dep == Dep::dobj || t.dep == Dep::nsubjpass || t.dep == Dep::attr) && t.lemma_hash == trigger.with) return true;
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

  // ------------------------------------------------------------ parties

  using Heads = std::vector<std::uint32_t>;

  bool is_passive(std::uint32_t i) const {
    if (child(i, Dep::nsubjpass) || child(i, Dep::auxpass)) return true;
    return token(i).tag == Tag::VBN && token(i).dep == Dep::acl;
  }

  /// The subject of a verb, by its own or by what governs it ("were trying to move": the subject of "trying").
  std::optional<std::uint32_t> subject_of(std::uint32_t i, int steps = 4) const {
    for (const Dep dep : {Dep::nsubj, Dep::nsubjpass})
      if (const auto subject = child(i, dep)) return antecedent(*subject, i);
    const Token& t = token(i);
    if (steps == 0 || tree_.is_root(i)) return std::nullopt;
    if (t.dep == Dep::xcomp && child(t.head, Dep::dobj) && !is_subject_control(t.head)) return child(t.head, Dep::dobj);  // "urged Baku to stop"
    if (t.dep == Dep::conj || t.dep == Dep::xcomp || t.dep == Dep::advcl || t.dep == Dep::ccomp) return is_verb(token(t.head).tag) ? subject_of(t.head, steps - 1) : std::nullopt;
    if (t.dep == Dep::pcomp) return is_verb(token(tree_.head(t.head)).tag) ? subject_of(tree_.head(t.head), steps - 1) : std::nullopt;
    if (t.dep == Dep::acl || t.dep == Dep::relcl) return t.head;
    return std::nullopt;
  }

  bool is_subject_control(std::uint32_t verb) const { return token(verb).lemma_hash == "promise"_w || token(verb).lemma_hash == "threaten"_w; }

  std::uint32_t antecedent(std::uint32_t subject, std::uint32_t verb) const {
    const Tag tag = token(subject).tag;
    const bool relative = tag == Tag::WP || tag == Tag::WDT || token(subject).lower_hash == "that"_w;
    return relative && token(verb).dep == Dep::relcl ? tree_.head(verb) : subject;
  }

  std::optional<std::uint32_t> agent_of_passive(std::uint32_t i) const {
    if (const auto by = child(i, Dep::agent)) return child(*by, Dep::pobj);
    return prep_object(tree_, i, "by"_w);
  }

  /// The first of the frame's places for a target that is filled.
  std::optional<std::uint32_t> target_of(std::uint32_t i, const Frame& frame) const {
    for (const Word where : frame.targets) {
      if (where == object_word) {
        if (is_passive(i)) {
          if (const auto subject = subject_of(i)) return subject;
        } else if (const auto object = child(i, Dep::dobj); object && !is_part_of_trigger(i, *object)) {
          return object;
        } else if (const auto dative = child(i, Dep::dative)) {
          return token(*dative).pos == Pos::ADP ? child(*dative, Dep::pobj) : dative;
        }
      } else if (const auto found = prep_object(tree_, i, where)) {
        return found;
      } else if (const auto under_object = object_of_trigger(i)) {
        if (const auto inner = prep_object(tree_, *under_object, where)) return inner;  // "opened fire on", "held talks with"
      }
    }
    return std::nullopt;
  }

  bool is_part_of_trigger(std::uint32_t verb, std::uint32_t object) const {
    const auto at = frames_.verbs.find(token(verb).lemma_hash);
    return at != frames_.verbs.end() && std::any_of(at->second.begin(), at->second.end(), [&](const Trigger& t) { return !t.is_particle && t.with == token(object).lemma_hash; });
  }

  std::optional<std::uint32_t> object_of_trigger(std::uint32_t i) const {
    const auto object = child(i, Dep::dobj);
    return object && is_part_of_trigger(i, *object) ? object : std::nullopt;
  }

  /// Entities at a head and its conjuncts; of a phrase without an entity, its possessor or modifier ("Baku's positions").
  std::vector<EntityId> entities_at(std::optional<std::uint32_t> head) const {
    std::vector<EntityId> ids;
    if (!head) return ids;
    const auto take = [&](EntityId id) {
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    };
    for (const std::uint32_t each : conjuncts(tree_, *head)) {
      for (const EntityId id : c_.entities.groups[each]) take(id);
      if (const auto id = c_.entities.at_head(each)) {
        take(*id);
        continue;
      }
      if (!c_.entities.groups[each].empty()) continue;
      bool has_owner = false;
      for (const std::uint32_t below : tree_.children(each)) {
        const Dep dep = token(below).dep;
        if (dep != Dep::poss && dep != Dep::amod && dep != Dep::compound && dep != Dep::nmod) continue;
        if (const auto id = c_.entities.at_head(below)) {
          take(*id);
          has_owner = true;
        }
      }
      if (!has_owner)
        for (const Word of : {"of"_w, "in"_w})
          if (const auto inner = prep_object(tree_, each, of))
            if (const auto id = c_.entities.at_head(*inner)) take(*id);
    }
    return ids;
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

  void add(FoundEvent f) {
    std::erase_if(f.event.targets, [&](EntityId id) { return std::find(f.event.actors.begin(), f.event.actors.end(), id) != f.event.actors.end(); });
    // "A and B agreed": partners stand on both sides.
    if (f.frame->is_reciprocal && f.event.targets.empty() && f.event.actors.size() > 1) {
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
    const bool passive = is_passive(i);
    f.event.actors = entities_at(passive ? agent_of_passive(i) : subject_of(i));
    const auto target = target_of(i, frame);
    f.event.targets = entities_at(target);
    if (frame.is_reciprocal) add_partners(i, f.event.targets);  // "spoke with A and with B"
    if (frame.cameo == "040" && is_by_phone(i)) set_code(f, "041");
    if (f.event.targets.empty()) f.event.targets = targets_below(i);
    if (f.event.status == EventStatus::planned && is_verb(token(i).tag)) as_intent(f);
    if (target && is_each_other(*target)) return add_both_ways(f);
    add(std::move(f));
  }

  /// "agreed to open its border to Orland": the target stands in what was agreed, demanded, threatened.
  std::vector<EntityId> targets_below(std::uint32_t i) const {
    for (const Dep dep : {Dep::xcomp, Dep::ccomp}) {
      const auto below = child(i, dep);
      if (!below || !is_verb(token(*below).tag)) continue;
      for (const std::uint32_t c : tree_.children(*below)) {
        if (token(c).dep == Dep::dobj)
          if (auto ids = entities_at(c); !ids.empty()) return ids;
        if (token(c).dep == Dep::prep || token(c).dep == Dep::dative)
          if (auto ids = entities_at(child(c, Dep::pobj)); !ids.empty()) return ids;
      }
      if (dep == Dep::ccomp)
        if (auto ids = entities_at(child(*below, Dep::nsubj)); !ids.empty()) return ids;
    }
    return {};
  }

  /// "will send aid": a cooperative act that is announced is an agreement to do it (CAMEO 03).
  void as_intent(FoundEvent& f) const {
    static constexpr std::pair<EventType, const char*> codes[] = {{EventType::AID, "033"},     {EventType::RETREAT, "0356"},  {EventType::CONSULT, "036"},
                                                                  {EventType::CONCEDE, "035"}, {EventType::COOPERATE, "031"}, {EventType::SUPPORT, "032"}};
    for (const auto& [type, cameo] : codes)
      if (f.event.type == type) return set_code(f, cameo);
  }

  void add_partners(std::uint32_t i, std::vector<EntityId>& targets) const {
    for (const std::uint32_t c : conjuncts(tree_, i))
      if (c != i) return;
    std::vector<std::uint32_t> prepositions(tree_.children(i).begin(), tree_.children(i).end());
    for (std::size_t at = 0; at < prepositions.size(); ++at) {
      const Token& t = token(prepositions[at]);
      if (t.dep != Dep::prep && !(t.dep == Dep::conj && t.pos == Pos::ADP)) continue;
      for (const std::uint32_t below : tree_.children(prepositions[at]))
        if (token(below).dep == Dep::conj) prepositions.push_back(below);
      if (t.lower_hash != "with"_w) continue;
      for (const EntityId id : entities_at(child(prepositions[at], Dep::pobj)))
        if (std::find(targets.begin(), targets.end(), id) == targets.end()) targets.push_back(id);
    }
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
    if (const auto by = prep_object(tree_, i, "by"_w)) f.event.actors = entities_at(by);
    if (const auto between = prep_object(tree_, i, "between"_w)) f.event.actors = entities_at(between);
    if (f.event.actors.empty()) f.event.actors = modifiers_of(i);
    for (const Word where : frame.targets) {
      const auto object = prep_object(tree_, i, where == object_word ? "of"_w : where);
      if (object && f.event.targets.empty()) f.event.targets = entities_at(object);
    }
    support(t, f);
    if (is_mere_mention(f)) return;
    add(std::move(f));
  }

  /// "Azerbaijani shelling", "Baku's attack", "rebel attack".
  std::vector<EntityId> modifiers_of(std::uint32_t i) const {
    std::vector<EntityId> ids;
    for (const std::uint32_t c : tree_.children(i)) {
      const Dep dep = token(c).dep;
      if (c < i && (dep == Dep::poss || dep == Dep::amod || dep == Dep::compound || dep == Dep::nmod))
        if (const auto id = c_.entities.at_head(c)) ids.push_back(*id);
    }
    return ids;
  }

  /// "carried out a raid": the subject acts; "came under fire", "suffered an attack": the subject suffers.
  void support(const Token& t, FoundEvent& f) {
    std::uint32_t verb = t.head;
    if (t.dep == Dep::pobj) verb = tree_.head(t.head);
    if (t.dep != Dep::dobj && t.dep != Dep::pobj && t.dep != Dep::nsubjpass) return;
    const auto at = frames_.support_verbs.find(token(verb).lemma_hash);
    if (at == frames_.support_verbs.end() || !is_verb(token(verb).tag)) return;
    const bool by_preposition = t.dep == Dep::pobj;
    if (by_preposition && at->second == Support::acts) return;
    f.event.status = status_of(tree_, verb);
    if (at->second == Support::suffers) {
      if (f.event.targets.empty()) f.event.targets = entities_at(subject_of(verb));
      return;
    }
    if (f.event.actors.empty()) f.event.actors = entities_at(t.dep == Dep::nsubjpass ? agent_of_passive(verb) : subject_of(verb));
    for (const Word where : f.frame->targets)
      if (f.event.targets.empty() && where != object_word)
        if (const auto object = prep_object(tree_, verb, where)) f.event.targets = entities_at(object);
  }

  /// A noun alone, without any party, place or time, as the object of a statement is spoken about, not reported.
  static bool is_mere_mention(const FoundEvent& f) {
    return f.event.actors.empty() && f.event.targets.empty() && !f.event.place && !f.event.time && f.frame->incident.empty();
  }

  const EventContext& c_;
  const Tree& tree_;
  const Frames& frames_;
  std::vector<FoundEvent> found_;
};

}  // namespace

std::vector<FoundEvent> find_events(const EventContext& context) { return EventFinder(context).find(); }

}  // namespace sitrep
