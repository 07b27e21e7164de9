// SPDX-License-Identifier: Apache-2.0
#include "reconcile/reconcile.h"

#include <algorithm>
#include <map>
#include <set>

#include "reconcile/clustering.h"
#include "reconcile/sources.h"
#include "reconcile/statements.h"
#include "reconcile/tolls.h"

namespace sitrep {
namespace {

using Accounts = std::span<const Account* const>;

std::vector<const Account*> sorted(Accounts accounts) {
  std::vector<const Account*> list(accounts.begin(), accounts.end());
  std::sort(list.begin(), list.end(), [](const Account* a, const Account* b) {
    return std::tie(a->published, a->report, a->number) < std::tie(b->published, b->report, b->number);
  });
  return list;
}

/// "Attack" and "killing" say how it ended, not what it was.
bool is_vague(const std::string& kind) { return kind.empty() || kind == "attack" || kind == "killing"; }

/// The kind that most accounts give, a vague one only if there is no other.
std::string kind_of(Accounts accounts) {
  std::map<std::string, int> votes;
  for (const Account* account : accounts)
    if (!account->is_bare) ++votes[account->kind];
  std::string best;
  for (const auto& [kind, count] : votes)
    if (best.empty() || std::pair(!is_vague(kind), count) > std::pair(!is_vague(best), votes[best])) best = kind;
  return best;
}

/// The title of the account that tells most.
std::string title_of(Accounts accounts) {
  const auto richness = [](const Account* a) { return std::tuple(!a->figures.empty(), a->places.size(), a->figures.size()); };
  return (*std::max_element(accounts.begin(), accounts.end(), [&](const Account* a, const Account* b) { return richness(a) < richness(b); }))->title;
}

void add_places(const Account& account, std::vector<LedgerPlace>& places) {
  for (const LedgerPlace& place : account.places)
    if (std::none_of(places.begin(), places.end(), [&](const LedgerPlace& known) {
          return known.name == place.name || (known.geonameid && known.geonameid == place.geonameid);
        }))
      places.push_back(place);
}

void add_sides(const Account& account, std::map<std::string, SideRole>& sides) {
  for (const LedgerSide& side : account.sides) {
    const auto [at, is_new] = sides.emplace(side.key, side.role);
    if (!is_new) at->second = std::min(at->second, side.role);
  }
}

/// Days that most dated accounts agree on: the earliest and latest of them.
void set_days(Accounts accounts, LedgerIncident& incident) {
  for (const Account* account : accounts) {
    if (!account->from) continue;
    incident.from = incident.from ? std::min(*incident.from, *account->from) : *account->from;
    const std::string to = account->to.value_or(*account->from);
    incident.to = incident.to ? std::max(*incident.to, to) : to;
    if (account->time_precision) incident.time_precision = std::max(incident.time_precision.value_or(TimePrecision::minute), *account->time_precision);
  }
}

std::set<std::string> reports_set_aside(Accounts accounts, const std::vector<Correction>& corrections) {
  std::set<std::string> reports;
  for (const Correction& correction : corrections)
    if (correction.action == Action::reject && correction.report)
      for (const Account* account : accounts)
        if (account->report == *correction.report) reports.insert(account->report);
  return reports;
}

bool concerns(const Correction& correction, Accounts accounts) {
  return std::any_of(accounts.begin(), accounts.end(), [&](const Account* account) {
    const AccountName name{account->report, account->number};
    return !correction.accounts.empty() && correction.accounts.front() == name;
  });
}

void apply(const std::vector<Correction>& corrections, Accounts accounts, LedgerIncident& incident) {
  for (const Correction& correction : corrections) {
    if (!concerns(correction, accounts)) continue;
    if (correction.action == Action::set && correction.field && correction.value) set_field(incident, *correction.field, *correction.value);
    if (correction.action == Action::accept) incident.event_grade = Grade::confirmed;
  }
}

Grade event_grade(const Sources& sources, std::size_t accounts) {
  const bool is_known = std::find(sources.is_known.begin(), sources.is_known.end(), true) != sources.is_known.end();
  return accounts == 0 || !is_known ? Grade::unknown : sources.independent >= 2 ? Grade::fair : Grade::weak;
}

Grade figure_grade(const std::vector<CasualtyRow>& rows) {
  bool has_contested = false;
  bool has_single = false;
  bool has_any = false;
  for (const CasualtyRow& row : rows) {
    has_any |= row.agreement != Agreement::superseded;
    has_contested |= row.agreement == Agreement::contested;
    has_single |= row.agreement == Agreement::single_source;
  }
  return !has_any ? Grade::unknown : has_contested ? Grade::contested : has_single ? Grade::weak : Grade::fair;
}

}  // namespace

LedgerIncident incident_of(Accounts given, const std::vector<Correction>& corrections) {
  const std::vector<const Account*> accounts = sorted(given);
  const Sources sources = sources_of(accounts);
  LedgerIncident incident;
  incident.kind = kind_of(accounts);
  incident.title = title_of(accounts);
  std::map<std::string, SideRole> sides;
  std::set<std::string> reports;
  for (const Account* account : accounts) {
    add_places(*account, incident.places);
    add_sides(*account, sides);
    reports.insert(account->report);
    if (!account->published) continue;
    const std::string day = account->published->substr(0, 10);
    incident.first_seen = incident.first_seen ? std::min(*incident.first_seen, day) : day;
    incident.last_seen = incident.last_seen ? std::max(*incident.last_seen, day) : day;
  }
  for (const auto& [key, role] : sides) incident.sides.push_back({key, role});
  incident.reports.assign(reports.begin(), reports.end());
  set_days(accounts, incident);
  Tolls tolls = tolls_of(accounts, sources, reports_set_aside(accounts, corrections));
  incident.casualties = std::move(tolls.rows);
  incident.totals = std::move(tolls.totals);
  incident.claims = statements_of(accounts);
  incident.responsibility = responsibility_of(accounts);
  incident.independent_sources = sources.independent;
  incident.status = std::any_of(accounts.begin(), accounts.end(), [](const Account* a) { return a->is_ended; }) ? IncidentStatus::ended : IncidentStatus::open;
  incident.event_grade = event_grade(sources, accounts.size());
  incident.responsibility_grade = grade_of(incident.responsibility);
  incident.figure_grade = figure_grade(incident.casualties);
  apply(corrections, accounts, incident);
  return incident;
}

bool is_rejected(Accounts accounts, const std::vector<Correction>& corrections) {
  bool rejected = false;
  for (const Correction& correction : corrections) {
    if (!concerns(correction, accounts)) continue;
    if (correction.action == Action::reject && !correction.report) rejected = true;
    if (correction.action == Action::accept) rejected = false;
  }
  return rejected;
}

std::vector<LedgerIncident> reconcile(std::vector<Account> accounts, const std::vector<Correction>& corrections) {
  return reconcile(accounts, links_among(accounts), corrections);
}

std::vector<LedgerIncident> reconcile(std::span<const Account> accounts, std::span<const Link> links, const std::vector<Correction>& all) {
  const std::vector<Correction> corrections = effective(all);
  std::vector<LedgerIncident> ledger;
  for (const auto& cluster : clusters_of(accounts, links, Decisions(corrections))) {
    std::vector<const Account*> own;
    for (const std::uint32_t i : cluster) own.push_back(&accounts[i]);
    if (is_incident(own) && !is_rejected(own, corrections)) ledger.push_back(incident_of(own, corrections));
  }
  std::sort(ledger.begin(), ledger.end(), [](const LedgerIncident& a, const LedgerIncident& b) {
    return std::tie(a.from, a.first_seen, a.kind, a.reports, a.title) < std::tie(b.from, b.first_seen, b.kind, b.reports, b.title);
  });
  for (std::size_t i = 0; i < ledger.size(); ++i) ledger[i].id = std::to_string(i + 1);
  return ledger;
}

}  // namespace sitrep
