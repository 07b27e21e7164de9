// SPDX-License-Identifier: Apache-2.0
#include "app/exports/incident_view.h"

#include <algorithm>
#include <limits>

#include "base/format.h"
#include "reconcile/changes.h"
#include "reconcile/happenings.h"
#include "store/store.h"

namespace sitrep::exports {
namespace {

constexpr std::size_t most_noted = 40;  // claims in the notes of an incident

std::int64_t sum(std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  return __builtin_add_overflow(a, b, &result) ? std::numeric_limits<std::int64_t>::max() : result;
}

void add(std::optional<std::int64_t>& total, const std::optional<std::int64_t>& number) {
  if (number) total = sum(total.value_or(0), *number);
}

const LedgerPlace* main_place(const LedgerIncident& incident) {
  const LedgerPlace* best = nullptr;
  for (const LedgerPlace& place : incident.places)
    if (best == nullptr || place.precision < best->precision) best = &place;
  return best;
}

double spread_around(const LedgerIncident& incident, const LedgerPlace& center) {
  double spread = 0;
  for (const LedgerPlace& place : incident.places)
    if (place.precision == center.precision) spread = std::max(spread, distance_km(center.lat, center.lon, place.lat, place.lon).value_or(0));
  return spread;
}

std::optional<DayRange> days_of(const LedgerIncident& incident) {
  const auto from = incident.from ? day_range(*incident.from) : std::nullopt;
  const auto to = incident.to ? day_range(*incident.to) : from;
  if (!from || !to || to->last < from->first) return std::nullopt;
  return DayRange{from->first, to->last};
}

bool can_fight(const Actor* actor) {
  return actor != nullptr && (actor->kind == EntityKind::state || actor->kind == EntityKind::armed_group || actor->kind == EntityKind::armed_force);
}

bool has_losses(const LedgerIncident& incident, const std::string& key) {
  return std::any_of(incident.casualties.begin(), incident.casualties.end(), [&](const CasualtyRow& row) { return row.side == key; });
}

bool is_blamed(const LedgerIncident& incident, const std::string& key) {
  return std::any_of(incident.responsibility.begin(), incident.responsibility.end(), [&](const ResponsibilityClaim& claim) { return claim.actor == key; });
}

/// One or two parties; of more, those with losses or blame, or else those with losses, if they are two. Who fought whom among
/// many cannot be told.
std::vector<Party> parties_of(const LedgerIncident& incident, const Actors& actors) {
  std::vector<Party> parties;
  for (const LedgerSide& side : incident.sides)
    if (const Actor* actor = actors.find(side.key); side.role != SideRole::mediator && can_fight(actor)) parties.push_back({side.key, actor});
  if (parties.size() > 2)
    std::erase_if(parties, [&](const Party& party) { return !has_losses(incident, party.key) && !is_blamed(incident, party.key); });
  if (parties.size() > 2) std::erase_if(parties, [&](const Party& party) { return !has_losses(incident, party.key); });
  if (parties.size() > 2) return {};
  std::stable_sort(parties.begin(), parties.end(), [](const Party& a, const Party& b) { return a.is_state() > b.is_state(); });
  return parties;
}

bool is_loss(const CasualtyRow& row) {
  return (row.outcome == Outcome::killed || row.outcome == Outcome::injured) && row.agreement != Agreement::superseded && row.best != 0;
}

/// Texts, each once, joined.
class Joined {
 public:
  void add(const std::string& text) {
    if (text.empty() || std::find(seen_.begin(), seen_.end(), text) != seen_.end()) return;
    seen_.push_back(text);
  }
  std::string text() const { return format("{}", fmt::join(seen_, "; ")); }

 private:
  std::vector<std::string> seen_;
};

std::string figure_text(const FigureClaim& claim) {
  if (claim.low && claim.high && claim.low != claim.high) return format("{}-{}", *claim.low, *claim.high);
  if (claim.best) return format("{}{}", *claim.best, claim.high ? "" : " or more");
  if (claim.low) return format("{} or more", *claim.low);
  return claim.high ? format("up to {}", *claim.high) : "number not known";
}

}  // namespace

std::string Party::name() const {
  return is_state() ? "Government of " + actor->name : actor->name;
}

bool is_armed(VictimClass victim_class) {
  return victim_class == VictimClass::military || victim_class == VictimClass::police || victim_class == VictimClass::guard || victim_class == VictimClass::militant;
}

Count count_of(const LedgerIncident& incident, Outcome outcome, const RowTest& test) {
  Count count;
  bool is_open = false;
  for (const CasualtyRow& row : incident.casualties) {
    if (row.outcome != outcome || row.agreement == Agreement::superseded || !test(row)) continue;
    add(count.low, row.low);
    add(count.best, row.best);
    add(count.high, row.high);
    is_open |= !row.high;
  }
  if (is_open) count.high.reset();
  return count;
}

IncidentView::IncidentView(const LedgerIncident& of, const Actors& all, const PeerCodes& peer, StoredReports& stored)
    : incident(of), actors(all), codes(peer), reports(stored), number(incident_number(of.id)), place(main_place(of)),
      spread_km(place ? spread_around(of, *place) : 0), days(days_of(of)), parties(parties_of(of, all)) {}

VictimGroup IncidentView::victims() const {
  bool has_armed = false;
  bool has_unarmed = false;
  for (const CasualtyRow& row : incident.casualties) {
    if (!is_loss(row)) continue;
    if (row.victim_class == VictimClass::unknown) return VictimGroup::any;
    (is_armed(row.victim_class) ? has_armed : has_unarmed) = true;
  }
  if (has_armed == has_unarmed) return VictimGroup::any;
  return has_armed ? VictimGroup::armed : VictimGroup::civilian;
}

bool IncidentView::hits_only_unarmed() const { return victims() == VictimGroup::civilian; }

const CountryCodes& IncidentView::country() const { return codes.country(place && place->country ? *place->country : ""); }

std::string IncidentView::country_name() const { return place && place->country ? name_of_key(*place->country) : ""; }

std::string IncidentView::name_of_key(const std::string& key) const {
  const Actor* actor = actors.find(key);
  return actor ? actor->name : key;
}

std::string IncidentView::of_reports(const std::function<std::optional<std::string>(const Report&)>& text) const {
  Joined joined;
  for (const std::string& id : incident.reports) joined.add(text(reports.report(id)).value_or(""));
  return joined.text();
}

std::string IncidentView::publishers() const {
  return of_reports([](const Report& report) { return report.publisher; });
}

std::string IncidentView::published_days() const {
  return of_reports([](const Report& report) { return day_of(report.published); });
}

std::string IncidentView::urls() const {
  return of_reports([](const Report& report) { return report.url; });
}

std::string IncidentView::claimants() const {
  Joined joined;
  for (const CasualtyRow& row : incident.casualties)
    for (const FigureClaim& claim : row.claims)
      if (claim.relation != ClaimantRelation::report) joined.add(claim.claimant);
  return joined.text();
}

std::string IncidentView::notes() const {
  std::string text = incident.title;
  while (text.ends_with('.')) text.pop_back();
  std::size_t left = most_noted;
  for (const CasualtyRow& row : incident.casualties) {
    if (row.agreement == Agreement::superseded) continue;
    std::string claims;
    for (const FigureClaim& claim : row.claims)
      if (claim.standing == Standing::current && left > 0) {
        --left;
        claims += format("{}{} by {}", claims.empty() ? "" : ", ", figure_text(claim), claim.claimant);
      }
    text += format(". {}: {}{}", row_name(row), claims, row.agreement == Agreement::contested ? " (contested)" : "");
  }
  return text;
}

std::optional<std::string> day_of(const std::optional<std::string>& iso) {
  return iso ? std::optional(iso->substr(0, 10)) : std::nullopt;
}

}  // namespace sitrep::exports
