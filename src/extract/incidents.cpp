// SPDX-License-Identifier: Apache-2.0
#include "extract/incidents.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "extract/incident_roles.h"
#include "extract/incident_telling.h"
#include "extract/nearest.h"
#include "extract/slot_fillers.h"

namespace sitrep {
namespace {

constexpr double surely_abroad = .6;      // confidence of a place in another country than the rest of the report
constexpr std::uint32_t far_apart = 12;  // sentences; further on, a happening without place or time is a new one

/// Something that belongs to an incident: an event, a loss, or somebody or something that the learned roles call harmed.
struct Piece {
  std::uint32_t token = 0;
  std::uint32_t sentence = 0;
  std::string kind;  // "" of a loss
  std::optional<PlaceId> place;
  std::optional<TimeId> time;
  bool background = false;
  std::optional<EventId> event;
  std::optional<CasualtyId> casualty;
  std::optional<std::size_t> cluster;  // somebody harmed, something hit
};

class IncidentBuilder {
 public:
  explicit IncidentBuilder(const IncidentContext& context) : c_(context), home_country_(home_country()), country_itself_(country_itself()) {}

  std::vector<OpenIncident> build() {
    for (const Piece& piece : pieces()) {
      const auto home = home_of(piece);
      if (home)
        join(*home, piece);
      else if (!piece.kind.empty() || piece.casualty)
        begin(piece);
    }
    for (OpenIncident& h : open_) finish(h);
    IncidentRoles(c_).fill(open_);
    return std::move(open_);
  }

 private:
  std::vector<Piece> pieces() const {
    std::vector<Piece> list;
    const auto& sentence_of = c_.tree.document().sentence_of;
    for (std::uint32_t i = 0; i < c_.events.size(); ++i) {
      const FoundEvent& f = c_.events[i];
      if (f.frame->incident.empty()) continue;
      const EventStatus s = f.event.status;
      if (s == EventStatus::possible || s == EventStatus::did_not_happen || s == EventStatus::denied) continue;
      list.push_back({f.trigger, sentence_of[f.trigger], f.frame->incident, f.event.place, f.event.time, f.event.background, EventId{i}, {}, {}});
    }
    for (std::uint32_t i = 0; i < c_.casualties.list.size(); ++i) {
      const Casualty& k = c_.casualties.list[i];
      const std::uint32_t token = c_.casualties.trigger[i];
      list.push_back({token, sentence_of[token], "", k.place, k.time, k.background, {}, CasualtyId{i}, {}});
    }
    const std::vector<std::vector<std::string_view>> violence = violence_by_sentence(list);
    for (std::size_t n = 0; n < c_.roles.clusters.size(); ++n) {
      const RoleCluster& cluster = c_.roles.clusters[n];
      if (cluster.role != Role::target && cluster.role != Role::victim) continue;
      const std::uint32_t sentence = sentence_of[cluster.head];
      // What a verb or noun tells, a shelling, knows its kind better than the weights, which have heard of five kinds only.
      std::string kind(kind_told({sentence}, -2.F));
      const auto denies_it = [&](std::string_view told) { return !kinds_agree(told, kind); };
      if (std::any_of(violence[sentence].begin(), violence[sentence].end(), denies_it)) kind = "attack";
      list.push_back({cluster.head, sentence, std::move(kind), nearest_place(c_.tree, c_.places, cluster.head), nearest_time(c_.tree, c_.times, cluster.head),
                      c_.background.at(cluster.head), {}, {}, n});
    }
    // In text order; at the same word the event comes before the loss that it brings and those who are harmed.
    std::stable_sort(list.begin(), list.end(), [](const Piece& a, const Piece& b) { return a.token < b.token; });
    return list;
  }

  /// By sentence, the kinds of the violent events that it tells.
  std::vector<std::vector<std::string_view>> violence_by_sentence(const std::vector<Piece>& events) const {
    std::vector<std::vector<std::string_view>> kinds(c_.tree.document().sentences.size());
    for (const Piece& piece : events)
      if (piece.event && family_of(piece.kind) == KindFamily::violence) kinds[piece.sentence].push_back(c_.events[piece.event->index].frame->incident);
    return kinds;
  }

  /// Where an event or a loss already has him who is harmed; else the last incident near that it may belong to.
  std::optional<std::size_t> home_of(const Piece& piece) {
    if (piece.cluster)
      if (const auto known = home_of_harmed_.find(c_.roles.clusters[*piece.cluster].entity->index); known != home_of_harmed_.end()) return known->second;
    if (const auto whole = home_of_whole(piece)) return whole;
    std::erase_if(near_, [&](std::size_t i) { return piece.sentence - open_[i].sentences.back() > far_apart; });
    for (std::size_t n = near_.size(); n-- > 0;)
      if (belongs(open_[near_[n]], piece)) return near_[n];
    return std::nullopt;
  }

  /// "Eighteen died … six of them in a market": a part happened with its whole, and a whole with its parts.
  std::optional<std::size_t> home_of_whole(const Piece& piece) const {
    if (!piece.casualty) return std::nullopt;
    const auto home = [&](CasualtyId id) -> std::optional<std::size_t> {
      const auto at = home_of_casualty_.find(id.index);
      if (at == home_of_casualty_.end()) return std::nullopt;
      const OpenIncident& open = open_[at->second];
      return open.background == piece.background && times_agree(open.incident.time, piece.time) ? std::optional(at->second) : std::nullopt;
    };
    if (const auto whole = c_.casualties.list[piece.casualty->index].part_of) return home(*whole);
    return std::nullopt;
  }

  bool belongs(const OpenIncident& open, const Piece& piece) const {
    if (open.background != piece.background) return false;
    const KindFamily family = piece.kind.empty() ? KindFamily::violence : family_of(piece.kind);
    if (family != open.family) return false;
    if (!piece.kind.empty() && !kinds_agree(open.incident.kind, piece.kind)) return false;
    if (family == KindFamily::diplomacy && !share_parties(open, piece)) return false;
    return places_agree(open.incident.place, piece.place) && times_agree(open.incident.time, piece.time);
  }

  bool share_parties(const OpenIncident& open, const Piece& piece) const {
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
    OpenIncident open;
    open.incident.kind = piece.kind.empty() ? "attack" : piece.kind;
    open.family = piece.kind.empty() ? KindFamily::violence : family_of(piece.kind);
    open.background = piece.background;
    open_.push_back(std::move(open));
    join(open_.size() - 1, piece);
  }

  void join(std::size_t home, const Piece& piece) {
    OpenIncident& open = open_[home];
    Incident& i = open.incident;
    open.sentences.push_back(piece.sentence);
    if (const auto at = std::lower_bound(near_.begin(), near_.end(), home); at == near_.end() || *at != home) near_.insert(at, home);
    note_harmed(home, piece);
    if (piece.cluster) open.clusters.push_back(*piece.cluster);
    if (piece.event) i.events.push_back(*piece.event);
    if (piece.casualty) {
      i.casualties.push_back(*piece.casualty);
      home_of_casualty_[piece.casualty->index] = home;
    }
    if (!piece.kind.empty() && is_more_special(piece.kind, i.kind)) i.kind = piece.kind;
    if (!i.place || (piece.place && is_finer(*piece.place, *i.place))) i.place = piece.place ? piece.place : i.place;
    if (!i.time) i.time = piece.time;
  }

  void note_harmed(std::size_t home, const Piece& piece) {
    if (open_[home].family != KindFamily::violence) return;
    const auto note = [&](EntityId id) {
      const auto [known, is_new] = home_of_harmed_.emplace(id.index, home);
      if (!is_new) known->second = std::min(known->second, home);
    };
    if (piece.event)
      for (const EntityId id : c_.events[piece.event->index].event.targets) note(id);
    if (piece.casualty && c_.casualties.list[piece.casualty->index].victims) note(*c_.casualties.list[piece.casualty->index].victims);
  }

  bool is_finer(PlaceId a, PlaceId b) const {
    const auto fineness = [&](PlaceId id) { return static_cast<int>(c_.places[id.index].precision); };
    return fineness(a) < fineness(b) && c_.places[b.index].precision >= PlacePrecision::country;
  }

  // ------------------------------------------------------------ kinds and stages

  void finish(OpenIncident& h) const {
    Incident& i = h.incident;
    i.stage = stage_of(i);
    for (const EventId id : i.events) set_kind_by_weapons(i, c_.events[id.index].event);
    std::sort(h.sentences.begin(), h.sentences.end());
    h.sentences.erase(std::unique(h.sentences.begin(), h.sentences.end()), h.sentences.end());
    if (h.family != KindFamily::violence) return;
    set_kind_by_scores(h);
    situate(h);
  }

  /// Where and when its own sentences say, else the one before them.
  void situate(OpenIncident& h) const {
    const auto& sentences = c_.tree.document().sentences;
    std::vector<std::uint32_t> order = h.sentences;
    if (h.sentences.front() > 0) order.push_back(h.sentences.front() - 1);
    for (const std::uint32_t s : order) {
      if (!h.incident.place) h.incident.place = nearest_place(c_.tree, c_.places, sentences[s].begin);
      if (!h.incident.time) h.incident.time = nearest_time(c_.tree, c_.times, sentences[s].begin);
    }
    if (home_country_ && (!h.incident.place || is_doubtful_abroad(*h.incident.place))) h.incident.place = place_at_home(h);
  }

  /// The country that most places and parties of the report are of.
  std::optional<std::string> home_country() const {
    std::map<std::string, std::size_t> count;
    std::size_t all = 0;
    for (const Place& p : c_.places)
      if (p.country) ++count[*p.country], ++all;
    for (const Entity& e : c_.entities.list)
      if (e.country) count[*e.country] += e.mentions.size(), all += e.mentions.size();
    for (const auto& [country, n] : count)
      if (n * 5 > all * 3) return country;
    return std::nullopt;
  }

  /// Another country that is merely mentioned, or a town that may be of another country by its name only.
  bool is_doubtful_abroad(PlaceId id) const {
    const Place& p = c_.places[id.index];
    if (p.country == home_country_) return false;
    if (p.precision != PlacePrecision::country) return p.confidence < surely_abroad;
    const auto& tokens = c_.tree.document().tokens;
    const auto first = std::lower_bound(tokens.begin(), tokens.end(), p.span.begin, [](const Token& t, std::uint32_t begin) { return t.span.begin < begin; });
    auto before = static_cast<std::size_t>(first - tokens.begin());
    if (before > 0 && tokens[before - 1].lower_hash == "the"_w) --before;
    return before == 0 || tokens[before - 1].lower_hash != "in"_w;
  }

  /// The finest place of the home country that the incident's sentences name, else the country.
  std::optional<PlaceId> place_at_home(const OpenIncident& h) const {
    std::optional<PlaceId> best;
    for (const std::uint32_t s : h.sentences) {
      const Span sentence = c_.tree.document().span_of(c_.tree.document().sentences[s]);
      const auto first = std::partition_point(c_.places.begin(), c_.places.end(), [&](const Place& p) { return p.span.begin < sentence.begin; });
      for (auto p = static_cast<std::uint32_t>(first - c_.places.begin()); p < c_.places.size() && c_.places[p].span.begin < sentence.end; ++p)
        if (c_.places[p].country == home_country_ && (!best || c_.places[p].precision < c_.places[best->index].precision)) best = PlaceId{p};
    }
    return best ? best : country_itself_ ? country_itself_ : h.incident.place;
  }

  std::optional<PlaceId> country_itself() const {
    for (std::uint32_t p = 0; p < c_.places.size(); ++p)
      if (home_country_ && c_.places[p].country == home_country_ && c_.places[p].precision == PlacePrecision::country) return PlaceId{p};
    return std::nullopt;
  }

  /// An attack in general is of the sort that its sentences tell of.
  void set_kind_by_scores(OpenIncident& h) const {
    if (!is_general(h.incident.kind)) return;
    const std::string_view kind = kind_told(h.sentences, 0.F);
    if (kind != "attack") h.incident.kind = kind;
  }

  static bool is_general(std::string_view kind) { return kind == "attack" || kind == "killing" || kind == "destruction" || kind == "explosion" || kind == "raid"; }

  /// The sort of violence that scores best in those sentences, if it reaches `least`; else an attack.
  std::string_view kind_told(const std::vector<std::uint32_t>& sentences, float least) const {
    static constexpr std::string_view kinds[] = {"", "attack", "bombing", "kidnapping", "arson", "robbery"};
    std::size_t best = 1;
    float most = least;
    for (const std::uint32_t s : sentences)
      for (std::size_t k = 1; k < std::size(kinds); ++k)
        if (c_.roles.sentences[s][k] > most) most = c_.roles.sentences[s][k], best = k;
    return kinds[best];
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

  Stage stage_of(const Incident& i) const {
    Stage stage = i.casualties.empty() && !i.events.empty() ? Stage::threatened : Stage::accomplished;
    for (const EventId id : i.events) {
      const EventStatus s = c_.events[id.index].event.status;
      const Stage own = s == EventStatus::attempted ? Stage::attempted : s == EventStatus::threatened || s == EventStatus::planned ? Stage::threatened : Stage::accomplished;
      stage = std::min(stage, own);
    }
    return stage;
  }

  const IncidentContext& c_;
  const std::optional<std::string> home_country_;
  const std::optional<PlaceId> country_itself_;  // where the report names it
  std::vector<OpenIncident> open_;
  std::vector<std::size_t> near_;                                  // those told of in the last sentences, in their order
  std::unordered_map<std::uint32_t, std::size_t> home_of_harmed_;  // by entity: the first violence that is aimed at him or has him among its losses
  std::unordered_map<std::uint32_t, std::size_t> home_of_casualty_;
};

}  // namespace

std::vector<OpenIncident> find_open_incidents(const IncidentContext& context) { return IncidentBuilder(context).build(); }

std::vector<Incident> find_incidents(const IncidentContext& context) {
  std::vector<OpenIncident> open = find_open_incidents(context);
  const std::vector<bool> is_told = told_as_incidents(context, open);
  drop_unlikely_fillers(context, open);
  std::vector<Incident> incidents;
  for (std::size_t i = 0; i < open.size(); ++i)
    if (is_told[i]) incidents.push_back(std::move(open[i].incident));
  return incidents;
}

}  // namespace sitrep
