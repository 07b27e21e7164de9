// SPDX-License-Identifier: Apache-2.0
#include "reconcile/happenings.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "base/dates.h"
#include "extract/incident_kinds.h"

namespace sitrep {
namespace {

constexpr double one_scene_km = 120;  // the front of one day's fighting
constexpr double earth_radius_km = 6371;

Family family_of_incident(std::string_view kind) {
  switch (family_of(kind)) {
    case KindFamily::violence: return Family::violence;
    case KindFamily::unrest: return Family::protest;
    case KindFamily::diplomacy: return Family::diplomacy;
    case KindFamily::other: break;
  }
  return Family::other;
}

std::optional<Family> family_of_event(EventType type) {
  switch (type) {
    case EventType::ASSAULT: return Family::violence;
    case EventType::AGREE:
    case EventType::CONSULT: return Family::diplomacy;
    case EventType::PROTEST: return Family::protest;
    default: return std::nullopt;
  }
}

std::string_view kind_of(Family family) {
  constexpr std::array<std::string_view, 4> names{"attack", "talks", "protest", "other"};
  return names[static_cast<std::size_t>(family)];
}

bool is_current(const Event& event) {
  return !event.background && event.status != EventStatus::did_not_happen && event.status != EventStatus::possible &&
         event.status != EventStatus::planned && event.status != EventStatus::threatened;
}

template <class T>
void add_once(std::vector<T>& list, const T& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

std::optional<DayRange> days_of(const Reading& reading, const std::vector<TimeId>& times) {
  std::optional<DayRange> days;
  for (const TimeId id : times) {
    const Time& time = reading.times[id.index];
    const auto from = time.from ? day_range(*time.from) : std::nullopt;
    const auto to = time.to ? day_range(*time.to) : from;
    if (!from || !to) continue;
    days = days ? DayRange{std::min(days->first, from->first), std::max(days->last, to->last)} : DayRange{from->first, to->last};
  }
  return days;
}

/// Within one report, what is told of one place within a week is one story.
bool is_near_in_time(const Reading& reading, const Happening& a, const Happening& b) {
  const auto x = days_of(reading, a.times);
  const auto y = days_of(reading, b.times);
  const std::chrono::days week(7);
  return !x || !y || (x->first <= y->last + week && y->first <= x->last + week);
}

bool is_same_scene(const Reading& reading, const Happening& a, const Happening& b) {
  if (a.places.empty() || b.places.empty()) return true;
  for (const PlaceId i : a.places)
    for (const PlaceId j : b.places) {
      const Place& x = reading.places[i.index];
      const Place& y = reading.places[j.index];
      const auto km = distance_km(x.lat, x.lon, y.lat, y.lon);
      if (i == j || x.name == y.name || (km && *km <= one_scene_km)) return true;
      const bool is_wide = x.precision == PlacePrecision::country || y.precision == PlacePrecision::country ||
                           x.precision == PlacePrecision::border || y.precision == PlacePrecision::border;
      if (is_wide && x.country && x.country == y.country) return true;
    }
  return false;
}

bool has_losses(const Reading& reading, const Incident& incident) {
  return std::any_of(incident.casualties.begin(), incident.casualties.end(), [&](CasualtyId id) {
    const Outcome outcome = reading.casualties[id.index].outcome;
    return outcome == Outcome::killed || outcome == Outcome::injured;
  });
}

Happening from_incident(const Reading& reading, std::uint32_t number) {
  const Incident& incident = reading.incidents[number];
  Happening happening;
  // Where people were killed, it was violence, whatever the report calls it.
  happening.family = has_losses(reading, incident) ? Family::violence : family_of_incident(incident.kind);
  happening.kind = incident.kind;
  happening.incidents.push_back(number);
  for (const EventId id : incident.events) {
    happening.events.push_back(id.index);
    if (const auto& place = reading.events[id.index].place) add_once(happening.places, *place);
  }
  for (const CasualtyId id : incident.casualties) happening.casualties.push_back(id.index);
  if (incident.place) add_once(happening.places, *incident.place);
  if (incident.time) add_once(happening.times, *incident.time);
  return happening;
}

/// History: all its events are, or all its casualties.
bool is_background(const Reading& reading, const Incident& incident) {
  if (!incident.events.empty())
    return std::none_of(incident.events.begin(), incident.events.end(), [&](EventId id) { return is_current(reading.events[id.index]); });
  return !incident.casualties.empty() && std::all_of(incident.casualties.begin(), incident.casualties.end(), [&](CasualtyId id) {
    return reading.casualties[id.index].background;
  });
}

Happening from_casualty(const Reading& reading, std::uint32_t number) {
  const Casualty& casualty = reading.casualties[number];
  Happening happening{Family::violence, std::string(kind_of(Family::violence)), {}, {}, {number}, {}, {}};
  if (casualty.place) happening.places.push_back(*casualty.place);
  if (casualty.time) happening.times.push_back(*casualty.time);
  return happening;
}

Happening from_event(const Reading& reading, std::uint32_t number, Family family) {
  const Event& event = reading.events[number];
  Happening happening{family, std::string(kind_of(family)), {}, {number}, {}, {}, {}};
  if (event.place) happening.places.push_back(*event.place);
  if (event.time) happening.times.push_back(*event.time);
  return happening;
}

void absorb(Happening& into, Happening&& other) {
  if ((into.incidents.empty() && !other.incidents.empty()) || is_more_special(other.kind, into.kind)) into.kind = other.kind;
  for (const auto i : other.incidents) add_once(into.incidents, i);
  for (const auto i : other.events) add_once(into.events, i);
  for (const auto i : other.casualties) add_once(into.casualties, i);
  for (const auto i : other.places) add_once(into.places, i);
  for (const auto i : other.times) add_once(into.times, i);
}

/// The pieces in the order of the lists of the reading; the first that fits takes the next.
class Gathering {
 public:
  explicit Gathering(const Reading& reading) : reading_(reading) {}

  void add(Happening piece) {
    for (Happening& known : happenings_)
      if (known.family == piece.family && are_one(known, piece)) return absorb(known, std::move(piece));
    happenings_.push_back(std::move(piece));
  }
  /// Arrests, releases and the like without losses are the aftermath of the violence that the report tells of.
  std::vector<Happening> take() {
    const auto main = std::find_if(happenings_.begin(), happenings_.end(), [](const Happening& h) { return h.family == Family::violence; });
    if (main == happenings_.end()) return std::move(happenings_);
    std::vector<Happening> kept;
    for (Happening& happening : happenings_) {
      if (happening.family != Family::other) kept.push_back(std::move(happening));
    }
    return kept;
  }

 private:
  /// Fighting goes on for days, and each side counts its dead from the first of them.
  bool is_fighting(const Happening& h) const {
    return is_fighting_kind(h.kind) || std::any_of(h.casualties.begin(), h.casualties.end(), [&](std::uint32_t i) { return reading_.casualties[i].side.has_value(); });
  }

  /// Attacks of different days or of different sorts, each with its losses, are two, though they hit one town.
  bool are_two(const Happening& a, const Happening& b) const {
    if (a.casualties.empty() || b.casualties.empty()) return false;
    if (!kinds_agree(a.kind, b.kind)) return true;
    if (is_fighting(a) || is_fighting(b)) return false;
    const auto x = days_of(reading_, a.times);
    const auto y = days_of(reading_, b.times);
    return x && y && (x->last < y->first || y->last < x->first);
  }

  bool are_one(const Happening& a, const Happening& b) const {
    return !are_two(a, b) && is_near_in_time(reading_, a, b) && is_same_scene(reading_, a, b);
  }

  const Reading& reading_;
  std::vector<Happening> happenings_;
};

}  // namespace

std::vector<Happening> happenings_of(const Reading& reading) {
  Gathering gathering(reading);
  std::vector<bool> has_event(reading.events.size());
  std::vector<bool> has_casualty(reading.casualties.size());
  for (std::uint32_t i = 0; i < reading.incidents.size(); ++i) {
    for (const EventId id : reading.incidents[i].events) has_event[id.index] = true;
    for (const CasualtyId id : reading.incidents[i].casualties) has_casualty[id.index] = true;
    if (!is_background(reading, reading.incidents[i])) gathering.add(from_incident(reading, i));
  }
  for (std::uint32_t i = 0; i < reading.casualties.size(); ++i)
    if (!has_casualty[i] && !reading.casualties[i].background) gathering.add(from_casualty(reading, i));
  for (std::uint32_t i = 0; i < reading.events.size(); ++i)
    if (const auto family = family_of_event(reading.events[i].type); family && !has_event[i] && is_current(reading.events[i]))
      gathering.add(from_event(reading, i, *family));
  return gathering.take();
}

std::optional<double> distance_km(const std::optional<double>& lat_a, const std::optional<double>& lon_a, const std::optional<double>& lat_b,
                                  const std::optional<double>& lon_b) {
  if (!lat_a || !lon_a || !lat_b || !lon_b) return std::nullopt;
  constexpr double radians = 3.14159265358979323846 / 180;
  const double a = std::sin((*lat_b - *lat_a) * radians / 2);
  const double b = std::sin((*lon_b - *lon_a) * radians / 2);
  const double h = a * a + std::cos(*lat_a * radians) * std::cos(*lat_b * radians) * b * b;
  return 2 * earth_radius_km * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace sitrep
