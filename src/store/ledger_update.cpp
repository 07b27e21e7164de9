// SPDX-License-Identifier: Apache-2.0
#include "store/ledger_update.h"

#include <algorithm>
#include <map>

#include "base/format.h"
#include "base/json.h"
#include "reconcile/changes.h"
#include "reconcile/clustering.h"
#include "reconcile/matching.h"
#include "reconcile/reconcile.h"
#include "store/incident_summary.h"
#include "store/store.h"

namespace sitrep {
namespace {

std::int64_t as_number(std::uint64_t key) { return static_cast<std::int64_t>(key); }

std::int64_t dead(const LedgerIncident& incident) {
  std::int64_t sum = 0;
  for (const CasualtyRow& row : incident.casualties)
    if (row.outcome == Outcome::killed && row.agreement != Agreement::superseded) sum += row.best.value_or(0);
  return sum;
}

template <class List, class Name>
std::string joined(const List& list, Name name) {
  std::string text;
  for (const auto& item : list) text += name(item) + " ";
  return text;
}

}  // namespace

/// An incident made anew: its accounts, and the id that it will have.
struct LedgerUpdate::Made {
  std::vector<std::int64_t> accounts;
  LedgerIncident incident;
  bool is_told = true;     // not of bare accounts alone
  bool is_visible = true;  // told, and not set aside by a person
  std::int64_t id = 0;
};

std::vector<Correction> read_corrections(Database& database) {
  std::vector<Correction> corrections;
  Query query = database.query("SELECT number, body FROM corrections ORDER BY number");
  while (query.next()) {
    corrections.push_back(correction_from_json(query.text(1), format("{}: correction {}", database.file(), query.number(0))));
    corrections.back().number = query.number(0);
  }
  return corrections;
}

LedgerUpdate::LedgerUpdate(Database& database, std::string cause, const std::optional<std::string>& at)
    : database_(database), cause_(std::move(cause)), corrections_(effective(read_corrections(database))) {
  database_.query("INSERT INTO ledger_revisions (at, cause) VALUES (?, ?)").bind(at).bind(std::string_view(cause_)).run();
  ledger_revision_ = database_.last_row_id();
}

void LedgerUpdate::note_revision(std::int64_t incident, std::int64_t revision, const std::vector<std::string>& changes) {
  database_.query("INSERT INTO revisions (incident, revision, cause, changes, ledger) VALUES (?, ?, ?, ?, ?)")
      .bind(incident).bind(revision).bind(std::string_view(cause_)).bind(to_line(Json(changes))).bind(ledger_revision_).run();
}

void LedgerUpdate::add(std::int64_t report, const Account& account) {
  database_.query("INSERT INTO accounts (report, number, body) VALUES (?, ?, ?)").bind(report).bind(std::int64_t{account.number}).bind(to_json(account)).run();
  const std::int64_t id = database_.last_row_id();
  accounts_.emplace(id, account);
  const BlockKeys keys = block_keys(account);
  link(id, account, keys.wanted);
  for (const std::uint64_t key : keys.own) database_.query("INSERT INTO blocks (key, account) VALUES (?, ?)").bind(as_number(key)).bind(id).run();
  touch(id);
}

void LedgerUpdate::link(std::int64_t id, const Account& account, const std::vector<std::uint64_t>& wanted) {
  std::set<std::int64_t> neighbours;
  for (const std::uint64_t key : wanted) {
    Query query = database_.query("SELECT account FROM blocks WHERE key = ?");
    query.bind(as_number(key));
    while (query.next()) neighbours.insert(query.number(0));
  }
  for (const std::int64_t other : neighbours) {
    if (!is_linked(account, this->account(other))) continue;
    database_.query("INSERT OR IGNORE INTO links (account, other) VALUES (?, ?)").bind(id).bind(other).run();
    database_.query("INSERT OR IGNORE INTO links (account, other) VALUES (?, ?)").bind(other).bind(id).run();
  }
}

void LedgerUpdate::remove(std::int64_t report) {
  std::vector<std::int64_t> gone;
  Query query = database_.query("SELECT id FROM accounts WHERE report = ?");
  query.bind(report);
  while (query.next()) gone.push_back(query.number(0));
  std::set<std::int64_t> incidents;
  for (const std::int64_t id : gone) {
    Query own = database_.query("SELECT incident FROM accounts WHERE id = ?");
    if (own.bind(id).next() && !own.is_null(0)) incidents.insert(own.number(0));
    for (const char* sql : {"DELETE FROM blocks WHERE account = ?", "DELETE FROM links WHERE account = ?", "DELETE FROM links WHERE other = ?",
                            "DELETE FROM accounts WHERE id = ?"})
      database_.query(sql).bind(id).run();
    accounts_.erase(id);
    touched_.erase(id);
  }
  for (const std::int64_t incident : incidents) {
    Query rest = database_.query("SELECT id FROM accounts WHERE incident = ?");
    rest.bind(incident);
    bool has_rest = false;
    while (rest.next()) {
      touch(rest.number(0));
      has_rest = true;
    }
    if (!has_rest) database_.query("UPDATE incidents SET is_visible = 0 WHERE id = ?").bind(incident).run();
  }
}

const Account& LedgerUpdate::account(std::int64_t id) {
  const auto at = accounts_.find(id);
  if (at != accounts_.end()) return at->second;
  Query query = database_.query("SELECT body FROM accounts WHERE id = ?");
  query.bind(id).next();
  return accounts_.emplace(id, account_from_json(query.text(0), format("{}: account {}", database_.file(), id))).first->second;
}

std::vector<std::int64_t> LedgerUpdate::decided_neighbours(const AccountName& name) {
  std::vector<std::int64_t> ids;
  for (const Correction& correction : corrections_) {
    if (correction.action != Action::merge) continue;
    std::vector<AccountName> all = correction.accounts;
    all.insert(all.end(), correction.others.begin(), correction.others.end());
    if (std::find(all.begin(), all.end(), name) == all.end()) continue;
    for (const AccountName& other : all) {
      Query query = database_.query("SELECT a.id FROM accounts a JOIN reports r ON r.id = a.report WHERE r.name = ? AND a.number = ?");
      if (query.bind(other.report).bind(std::int64_t{other.number}).next()) ids.push_back(query.number(0));
    }
  }
  return ids;
}

std::vector<std::int64_t> LedgerUpdate::component_of(std::int64_t start) {
  std::set<std::int64_t> seen{start};
  std::vector<std::int64_t> open{start};
  while (!open.empty()) {
    const std::int64_t id = open.back();
    open.pop_back();
    std::vector<std::int64_t> next;
    if (!corrections_.empty()) next = decided_neighbours({account(id).report, account(id).number});
    Query query = database_.query("SELECT other FROM links WHERE account = ?");
    query.bind(id);
    while (query.next()) next.push_back(query.number(0));
    for (const std::int64_t other : next)
      if (seen.insert(other).second) open.push_back(other);
  }
  return {seen.begin(), seen.end()};
}

void LedgerUpdate::finish() {
  while (!touched_.empty()) {
    const std::vector<std::int64_t> component = component_of(*touched_.begin());
    for (const std::int64_t id : component) touched_.erase(id);
    remake(component);
  }
}

void LedgerUpdate::remake(const std::vector<std::int64_t>& component) {
  std::vector<const Account*> members;
  for (const std::int64_t id : component) members.push_back(&account(id));
  std::vector<Made> made;
  for (const auto& cluster : clusters_of(members, corrections_)) {
    Made one;
    std::vector<const Account*> own;
    for (const std::uint32_t i : cluster) {
      one.accounts.push_back(component[i]);
      own.push_back(members[i]);
    }
    one.incident = incident_of(own, corrections_);
    one.is_told = is_incident(own);
    one.is_visible = one.is_told && !is_rejected(own, corrections_);
    made.push_back(std::move(one));
  }
  assign_ids(made);
  for (const Made& one : made)
    if (one.id != 0) write(one);
}

/// An incident keeps the oldest id that its accounts had; an id stays where most of its accounts are.
void LedgerUpdate::assign_ids(std::vector<Made>& made) {
  std::map<std::int64_t, std::map<std::size_t, std::size_t>> shares;  // old id -> made -> accounts
  for (std::size_t i = 0; i < made.size(); ++i)
    for (const std::int64_t account : made[i].accounts) {
      Query query = database_.query("SELECT incident FROM accounts WHERE id = ?");
      if (query.bind(account).next() && !query.is_null(0)) ++shares[query.number(0)][i];
    }
  for (const auto& [id, by_made] : shares) {
    const auto heir = std::max_element(by_made.begin(), by_made.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    Made& home = made[heir->first];
    if (home.id == 0) home.id = id;
    else drop(id, home.id);
  }
  for (Made& one : made) {
    if (one.id != 0 || !one.is_told) continue;
    database_.query("INSERT INTO incidents (revision, kind, dead, contested, is_visible, body) VALUES (0, '', 0, 0, 0, '')").run();
    one.id = database_.last_row_id();
  }
}

void LedgerUpdate::drop(std::int64_t incident, std::int64_t in_favour_of) {
  Query old = database_.query("SELECT revision FROM incidents WHERE id = ?");
  if (old.bind(incident).next()) note_revision(incident, old.number(0) + 1, {"merged into " + incident_id(in_favour_of)});
  for (const char* sql : {"DELETE FROM incidents WHERE id = ?", "DELETE FROM sides WHERE incident = ?", "DELETE FROM incident_words WHERE rowid = ?",
                          "DELETE FROM areas WHERE id = ?"})
    database_.query(sql).bind(incident).run();
  database_.query("UPDATE redirects SET new = ? WHERE new = ?").bind(in_favour_of).bind(incident).run();
  database_.query("INSERT OR REPLACE INTO redirects (old, new) VALUES (?, ?)").bind(incident).bind(in_favour_of).run();
}

void LedgerUpdate::write(const Made& made) {
  LedgerIncident incident = made.incident;
  incident.id = incident_id(made.id);
  for (const std::int64_t account : made.accounts)
    database_.query("UPDATE accounts SET incident = ? WHERE id = ? AND incident IS NOT ?").bind(made.id).bind(account).bind(made.id).run();

  Query old = database_.query("SELECT revision, body, is_visible FROM incidents WHERE id = ?");
  old.bind(made.id).next();
  const std::int64_t revision = old.number(0);
  const bool was_visible = old.number(2) != 0;
  const LedgerIncident before = revision == 0 ? LedgerIncident{} : incident_from_json(old.text(1), format("{}: incident {}", database_.file(), incident.id));
  incident.revision = before.revision;
  if (revision != 0 && incident == before && was_visible == made.is_visible) return;

  incident.revision = static_cast<std::uint32_t>(revision + 1);
  std::vector<std::string> changes = changes_between(before, incident);
  if (revision != 0 && was_visible != made.is_visible) changes.push_back(made.is_visible ? "taken back into the ledger" : "set aside");
  note_revision(made.id, revision + 1, changes);
  database_.query("UPDATE incidents SET revision = ?, kind = ?, first_day = ?, last_day = ?, dead = ?, contested = ?, is_visible = ?, body = ?, summary = ?"
                  " WHERE id = ?")
      .bind(revision + 1).bind(std::string_view(incident.kind)).bind(incident.from ? incident.from : incident.first_seen)
      .bind(incident.to ? incident.to : incident.last_seen).bind(dead(incident)).bind(std::int64_t{is_contested(incident)})
      .bind(std::int64_t{made.is_visible}).bind(to_json(incident)).bind(summary_cells(incident)).bind(made.id).run();

  database_.query("DELETE FROM sides WHERE incident = ?").bind(made.id).run();
  for (const LedgerSide& side : incident.sides)
    database_.query("INSERT OR IGNORE INTO sides (key, incident) VALUES (?, ?)").bind(std::string_view(side.key)).bind(made.id).run();
  database_.query("INSERT OR REPLACE INTO incident_words (rowid, title, places, sides) VALUES (?, ?, ?, ?)")
      .bind(made.id).bind(std::string_view(incident.title))
      .bind(std::string_view(joined(incident.places, [](const LedgerPlace& p) { return p.name + " " + p.admin1.value_or(""); })))
      .bind(std::string_view(joined(incident.sides, [](const LedgerSide& s) { return s.key; }))).run();

  database_.query("DELETE FROM areas WHERE id = ?").bind(made.id).run();
  double south = 90, north = -90, west = 180, east = -180;
  for (const LedgerPlace& place : incident.places) {
    if (!place.lat || !place.lon) continue;
    south = std::min(south, *place.lat), north = std::max(north, *place.lat);
    west = std::min(west, *place.lon), east = std::max(east, *place.lon);
  }
  if (south <= north) database_.query("INSERT INTO areas VALUES (?, ?, ?, ?, ?)").bind(made.id).bind(south).bind(north).bind(west).bind(east).run();
}

}  // namespace sitrep
