// SPDX-License-Identifier: Apache-2.0
#include "extract/incidents.h"

#include <algorithm>

#include "extract/incident_kinds.h"
#include "extract/responsibility.h"

namespace sitrep {
namespace {

constexpr std::uint32_t far_apart = 12;  // sentences; further on, a happening without place or time is a new one

/// Something that belongs to an incident: an event, or a loss.
struct Piece {
  std::uint32_t token = 0;
  std::uint32_t sentence = 0;
  std::string kind;  // "" of a loss
  std::optional<PlaceId> place;
  std::optional<TimeId> time;
  bool background = false;
  std::optional<EventId> event;
  std::optional<CasualtyId> casualty;
};

class IncidentBuilder {
 public:
  explicit IncidentBuilder(const IncidentContext& context) : c_(context) {}

  std::vector<Incident> build() {
    for (const Piece& piece : pieces()) {
      const auto home = home_of(piece);
      if (home)
        join(*home, piece);
      else if (!piece.kind.empty() || piece.casualty)
        begin(piece);
    }
    for (Open& open : open_) finish(open);
    for (const Responsible& r : find_responsible(c_.tree, c_.entities, c_.events)) take_responsible(r);
    std::vector<Incident> incidents;
    for (Open& open : open_)
      if (open.family != KindFamily::violence || is_told(open.incident)) incidents.push_back(std::move(open.incident));
    return incidents;
  }

 private:
  struct Open {
    Incident incident;
    KindFamily family{};
    bool background = false;
    std::uint32_t last_sentence = 0;
  };

  std::vector<Piece> pieces() const {
    std::vector<Piece> list;
    const auto& sentence_of = c_.tree.document().sentence_of;
    for (std::uint32_t i = 0; i < c_.events.size(); ++i) {
      const FoundEvent& f = c_.events[i];
      if (f.frame->incident.empty()) continue;
      const EventStatus s = f.event.status;
      if (s == EventStatus::possible || s == EventStatus::did_not_happen || s == EventStatus::denied) continue;
      list.push_back({f.trigger, sentence_of[f.trigger], f.frame->incident, f.event.place, f.event.time, f.event.background, EventId{i}, {}});
    }
    for (std::uint32_t i = 0; i < c_.casualties.list.size(); ++i) {
      const Casualty& k = c_.casualties.list[i];
      const std::uint32_t token = c_.casualties.trigger[i];
      list.push_back({token, sentence_of[token], "", k.place, k.time, k.background, {}, CasualtyId{i}});
    }
    // In text order; at the same word the event comes before the loss that it brings.
    std::stable_sort(list.begin(), list.end(), [](const Piece& a, const Piece& b) { return a.token < b.token; });
    return list;
  }

  std::optional<std::size_t> home_of(const Piece& piece) const {
    for (std::size_t i = open_.size(); i-- > 0;)
      if (belongs(open_[i], piece)) return i;
    return std::nullopt;
  }

  bool belongs(const Open& open, const Piece& piece) const {
    if (open.background != piece.background) return false;
    const KindFamily family = piece.kind.empty() ? KindFamily::violence : family_of(piece.kind);
    if (family != open.family) return false;
    if (!piece.kind.empty() && !kinds_agree(open.incident.kind, piece.kind)) return false;
    if (family == KindFamily::diplomacy && !share_parties(open, piece)) return false;
    if (!places_agree(open.incident.place, piece.place) || !times_agree(open.incident.time, piece.time)) return false;
    return piece.sentence - open.last_sentence <= far_apart;
  }

  bool share_parties(const Open& open, const Piece& piece) const {
    const Event& e = c_.events[piece.event->index].event;
    const Event& first = c_.events[open.incident.events.front().index].event;
    const auto all = [](const Event& event) {
      std::vector<EntityId> ids = event.actors;
      ids.insert(ids.end(), event.targets.begin(), event.targets.end());
      return ids;
    };
    const auto ours = all(first);
    const auto theirs = all(e);
    return theirs.empty() || std::all_of(theirs.begin(), theirs.end(), [&](EntityId id) { return std::find(ours.begin(), ours.end(), id) != ours.end(); });
  }

  bool places_agree(std::optional<PlaceId> a, std::optional<PlaceId> b) const {
    if (!a || !b || a == b) return true;
    const Place& x = c_.places[a->index];
    const Place& y = c_.places[b->index];
    if (x.name == y.name) return true;
    const auto is_coarse = [](const Place& p) { return p.precision == PlacePrecision::country || p.precision == PlacePrecision::admin1 || p.precision == PlacePrecision::region || p.precision == PlacePrecision::border; };
    if (x.country && y.country && x.country != y.country) return false;
    if (!is_coarse(x) && !is_coarse(y)) return false;
    // A town may lie in a province of the same country; two provinces may not be one.
    if (x.precision == PlacePrecision::admin1 && y.precision == PlacePrecision::admin1) return false;
    return !(x.admin1 && y.admin1 && x.admin1 != y.admin1);
  }

  bool times_agree(std::optional<TimeId> a, std::optional<TimeId> b) const {
    if (!a || !b || a == b) return true;
    const Time& x = c_.times[a->index];
    const Time& y = c_.times[b->index];
    if (!x.from || !y.from) return true;
    const std::string x_end = x.to.value_or(*x.from).substr(0, 10);
    const std::string y_end = y.to.value_or(*y.from).substr(0, 10);
    return x.from->substr(0, 10) <= y_end && y.from->substr(0, 10) <= x_end;
  }

  void begin(const Piece& piece) {
    Open open;
    open.incident.kind = piece.kind.empty() ? "attack" : piece.kind;
    open.family = piece.kind.empty() ? KindFamily::violence : family_of(piece.kind);
    open.background = piece.background;
    open_.push_back(std::move(open));
    join(open_.size() - 1, piece);
  }

  void join(std::size_t home, const Piece& piece) {
    Open& open = open_[home];
    Incident& i = open.incident;
    open.last_sentence = piece.sentence;
    if (piece.event) i.events.push_back(*piece.event);
    if (piece.casualty) i.casualties.push_back(*piece.casualty);
    if (!piece.kind.empty() && is_more_special(piece.kind, i.kind)) i.kind = piece.kind;
    if (!i.place || (piece.place && is_finer(*piece.place, *i.place))) i.place = piece.place ? piece.place : i.place;
    if (!i.time) i.time = piece.time;
  }

  bool is_finer(PlaceId a, PlaceId b) const {
    const auto fineness = [&](PlaceId id) { return static_cast<int>(c_.places[id.index].precision); };
    return fineness(a) < fineness(b) && c_.places[b.index].precision >= PlacePrecision::country;
  }

  // ------------------------------------------------------------ roles

  void finish(Open& open) const {
    Incident& i = open.incident;
    i.stage = stage_of(i);
    for (const EventId id : i.events) set_kind_by_weapons(i, c_.events[id.index].event);
    for (const EventId id : i.events) take_parties(i, c_.events[id.index]);
    for (const CasualtyId id : i.casualties) take_losses(i, c_.casualties.list[id.index]);
    for (std::uint32_t d = 0; d < c_.damage.size(); ++d)
      if (c_.damage[d].event && std::find(i.events.begin(), i.events.end(), *c_.damage[d].event) != i.events.end()) i.damage.push_back(DamageId{d});
    if (open.family == KindFamily::violence) settle_roles(i);
    i.perpetrator_kind = kind_of_perpetrators(i);
    if (!i.perpetrators.empty() || !i.perpetrator_organisations.empty()) i.perpetrator_confidence = confidence_of(i);
  }

  /// Violence in general ("the violence", "attacks on villages") is no happening: one is told when somebody or something is
  /// harmed by somebody, or at a place or a time, or when it is said who did what where.
  static bool is_told(const Incident& i) {
    const bool harms = !i.damage.empty() || !i.victims.empty() || !i.targets.empty();
    const bool is_situated = i.place || i.time;
    const bool has_actor = !i.perpetrators.empty() || !i.perpetrator_organisations.empty();
    return !i.casualties.empty() || (harms && (is_situated || has_actor)) || (is_situated && (has_actor || !i.weapons.empty()));
  }

  /// "killed with mortar shells" is a shelling.
  static void set_kind_by_weapons(Incident& i, const Event& e) {
    static constexpr std::pair<std::string_view, std::string_view> kinds[] = {
        {"chemical", "chemical_attack"}, {"barrel_bomb", "air_strike"}, {"aircraft", "air_strike"}, {"drone", "drone_strike"}, {"artillery", "shelling"},
        {"rocket", "shelling"},          {"missile", "shelling"},       {"explosives", "bombing"},  {"mine", "explosion"},     {"firearms", "shooting"},
        {"machine_gun", "shooting"},     {"incendiary", "arson"}};
    if (e.type != EventType::ASSAULT) return;
    for (const std::string& type : e.weapon_types)
      for (const auto& [weapon, kind] : kinds)
        if (type == weapon && is_more_special(kind, i.kind) && kinds_agree(kind, i.kind)) i.kind = kind;
  }

  /// One role an entity. Things and crowds of civilians do not attack; who is harmed is not he who harms; who speaks of an
  /// event and is not said to be hurt is no victim of it.
  void settle_roles(Incident& i) const {
    const auto count = [&](EntityId id, std::vector<EntityId> Event::*side) {
      return std::count_if(i.events.begin(), i.events.end(), [&](EventId v) { return contains(c_.events[v.index].event.*side, id); });
    };
    const auto is_lost = [&](EntityId id) {
      return std::any_of(i.casualties.begin(), i.casualties.end(), [&](CasualtyId k) { return c_.casualties.list[k.index].victims == id; });
    };
    const auto cannot_act = [&](EntityId id) {
      const EntityKind kind = c_.entities.list[id.index].kind;
      return kind == EntityKind::civilians || kind == EntityKind::facility || kind == EntityKind::vehicle || kind == EntityKind::weapon;
    };
    const auto suffers = [&](EntityId id) { return contains(i.victims, id) && (is_lost(id) || count(id, &Event::targets) >= count(id, &Event::actors)); };
    std::erase_if(i.perpetrators, [&](EntityId id) { return cannot_act(id) || suffers(id); });
    std::erase_if(i.perpetrator_organisations, [&](EntityId id) { return contains(i.targets, id) && count(id, &Event::targets) > count(id, &Event::actors); });
    std::erase_if(i.victims, [&](EntityId id) { return contains(i.perpetrators, id) || (speaks(id) && !is_lost(id)); });
    std::erase_if(i.targets, [&](EntityId id) { return contains(i.perpetrator_organisations, id) || c_.entities.list[id.index].kind == EntityKind::weapon; });
  }

  bool speaks(EntityId id) const {
    return std::any_of(c_.claims.begin(), c_.claims.end(), [&](const Claim& claim) { return claim.speaker == id; });
  }

  Stage stage_of(const Incident& i) const {
    Stage stage = i.casualties.empty() ? Stage::threatened : Stage::accomplished;
    for (const EventId id : i.events) {
      const EventStatus s = c_.events[id.index].event.status;
      const Stage own = s == EventStatus::attempted ? Stage::attempted : s == EventStatus::threatened || s == EventStatus::planned ? Stage::threatened : Stage::accomplished;
      stage = std::min(stage, own);
    }
    return stage;
  }

  static bool contains(const std::vector<EntityId>& list, EntityId id) { return std::find(list.begin(), list.end(), id) != list.end(); }

  static void add(std::vector<EntityId>& list, EntityId id) {
    if (!contains(list, id)) list.push_back(id);
  }

  bool is_organisation(EntityId id) const {
    const Entity& e = c_.entities.list[id.index];
    return e.kind == EntityKind::state || e.kind == EntityKind::organisation || (e.kind == EntityKind::armed_group && c_.entities.detail[id.index].is_named) ||
           (e.kind == EntityKind::armed_force && c_.entities.detail[id.index].is_named);
  }

  bool is_human(EntityId id) const {
    const EntityKind kind = c_.entities.list[id.index].kind;
    return kind == EntityKind::person || kind == EntityKind::people || kind == EntityKind::civilians || kind == EntityKind::armed_force || kind == EntityKind::armed_group;
  }

  void take_parties(Incident& i, const FoundEvent& f) const {
    for (const EntityId id : f.event.actors) add(is_organisation(id) ? i.perpetrator_organisations : i.perpetrators, id);
    for (const EntityId id : f.event.actors) take_organisation_of(i, id);
    for (const EntityId id : f.event.targets) add(is_human(id) && !is_organisation(id) ? i.victims : i.targets, id);
    for (const EntityId id : f.event.weapons) add(i.weapons, id);
  }

  /// Who claims it or is accused of it joins the nearest violence told before, at most two sentences back, that has nobody of
  /// whom the report says so itself.
  void take_responsible(const Responsible& r) {
    const EntityKind kind = c_.entities.list[r.who.index].kind;
    if (kind == EntityKind::facility || kind == EntityKind::vehicle || kind == EntityKind::weapon) return;
    Open* home = nullptr;
    for (Open& open : open_) {
      if (open.family != KindFamily::violence || open.last_sentence > r.sentence || r.sentence - open.last_sentence > 2) continue;
      if (home == nullptr || open.last_sentence >= home->last_sentence) home = &open;
    }
    if (home == nullptr) return;
    Incident& i = home->incident;
    if (!i.perpetrators.empty() || !i.perpetrator_organisations.empty() || contains(i.victims, r.who) || contains(i.targets, r.who)) return;
    add(is_organisation(r.who) ? i.perpetrator_organisations : i.perpetrators, r.who);
    i.perpetrator_kind = kind_of_perpetrators(i);
    i.perpetrator_confidence = r.confidence;
  }

  /// "FARC guerrillas" act for the FARC.
  void take_organisation_of(Incident& i, EntityId id) const {
    const std::string& side = c_.entities.detail[id.index].side;
    if (side.empty() || is_organisation(id)) return;
    for (std::uint32_t e = 0; e < c_.entities.list.size(); ++e)
      if (c_.entities.list[e].actor == side && c_.entities.list[e].kind == EntityKind::armed_group) add(i.perpetrator_organisations, EntityId{e});
  }

  void take_losses(Incident& i, const Casualty& k) const {
    if (k.victims) add(i.victims, *k.victims);
    for (const EntityId id : k.inflicted_by) add(is_organisation(id) ? i.perpetrator_organisations : i.perpetrators, id);
  }

  PerpetratorKind kind_of_perpetrators(const Incident& i) const {
    for (const auto* list : {&i.perpetrator_organisations, &i.perpetrators})
      for (const EntityId id : *list) {
        const EntityKind kind = c_.entities.list[id.index].kind;
        if (kind == EntityKind::state || kind == EntityKind::armed_force) return PerpetratorKind::state;
        if (kind == EntityKind::armed_group || kind == EntityKind::people || kind == EntityKind::civilians) return PerpetratorKind::non_state;
      }
    return PerpetratorKind::unknown;
  }

  PerpetratorConfidence confidence_of(const Incident& i) const {
    std::optional<PerpetratorConfidence> best;
    for (const EventId id : i.events) {
      const FoundEvent& f = c_.events[id.index];
      if (f.event.actors.empty()) continue;
      if (!f.event.claim) return PerpetratorConfidence::fact;
      const Claim& claim = c_.claims[f.event.claim->index];
      if (claim.stance == Stance::denies) best = PerpetratorConfidence::denied;
      else if (claim.speaker && contains(f.event.actors, *claim.speaker)) best = PerpetratorConfidence::claimed;
      else if (!best) best = claim.stance == Stance::accuses ? PerpetratorConfidence::accused : PerpetratorConfidence::claimed;
    }
    return best.value_or(PerpetratorConfidence::fact);
  }

  const IncidentContext& c_;
  std::vector<Open> open_;
};

}  // namespace

std::vector<Incident> find_incidents(const IncidentContext& context) { return IncidentBuilder(context).build(); }

}  // namespace sitrep
