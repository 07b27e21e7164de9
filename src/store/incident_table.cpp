// SPDX-License-Identifier: Apache-2.0
#include "store/incident_table.h"

#include <algorithm>
#include <map>

#include "base/format.h"
#include "base/json.h"
#include "reconcile/changes.h"
#include "store/incident_summary.h"
#include "store/store.h"

namespace sitrep {
namespace {

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

IncidentTable::IncidentTable(Database& database, std::string cause, const std::optional<std::string>& at) : database_(database), cause_(std::move(cause)) {
  database_.query("INSERT INTO ledger_revisions (at, cause) VALUES (?, ?)").bind(at).bind(std::string_view(cause_)).run();
  ledger_revision_ = database_.last_row_id();
}

void IncidentTable::note_revision(std::int64_t incident, std::int64_t revision, const std::vector<std::string>& changes) {
  database_.query("INSERT INTO revisions (incident, revision, cause, changes, ledger) VALUES (?, ?, ?, ?, ?)")
      .bind(incident).bind(revision).bind(std::string_view(cause_)).bind(to_line(Json(changes))).bind(ledger_revision_).run();
}

void IncidentTable::put(std::vector<MadeIncident> made) {
  assign_ids(made);
  for (const MadeIncident& one : made)
    if (one.id != 0) write(one);
}

/// An incident keeps the oldest id that its accounts had; an id stays where most of its accounts are.
void IncidentTable::assign_ids(std::vector<MadeIncident>& made) {
  std::map<std::int64_t, std::map<std::size_t, std::size_t>> shares;  // old id -> made -> accounts
  for (std::size_t i = 0; i < made.size(); ++i)
    for (const std::int64_t account : made[i].accounts) {
      Query query = database_.query("SELECT incident FROM accounts WHERE id = ?");
      if (query.bind(account).next() && !query.is_null(0)) ++shares[query.number(0)][i];
    }
  for (const auto& [id, by_made] : shares) {
    const auto heir = std::max_element(by_made.begin(), by_made.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    MadeIncident& home = made[heir->first];
    if (home.id == 0) home.id = id;
    else drop(id, home.id);
  }
  for (MadeIncident& one : made) {
    if (one.id != 0 || !one.is_told) continue;
    database_.query("INSERT INTO incidents (revision, kind, dead, contested, is_visible, body) VALUES (0, '', 0, 0, 0, '')").run();
    one.id = database_.last_row_id();
  }
}

void IncidentTable::drop(std::int64_t incident, std::int64_t in_favour_of) {
  Query old = database_.query("SELECT revision FROM incidents WHERE id = ?");
  if (old.bind(incident).next()) note_revision(incident, old.number(0) + 1, {"merged into " + incident_id(in_favour_of)});
  for (const char* sql : {"DELETE FROM incidents WHERE id = ?", "DELETE FROM sides WHERE incident = ?", "DELETE FROM incident_words WHERE rowid = ?",
                          "DELETE FROM areas WHERE id = ?", "DELETE FROM summaries WHERE incident = ?"})
    database_.query(sql).bind(incident).run();
  database_.query("UPDATE redirects SET new = ? WHERE new = ?").bind(in_favour_of).bind(incident).run();
  database_.query("INSERT OR REPLACE INTO redirects (old, new) VALUES (?, ?)").bind(incident).bind(in_favour_of).run();
}

void IncidentTable::hide_when_empty(std::int64_t incident) {
  if (!database_.query("SELECT 1 FROM accounts WHERE incident = ? LIMIT 1").bind(incident).next())
    database_.query("UPDATE incidents SET is_visible = 0 WHERE id = ?").bind(incident).run();
}

void IncidentTable::write(const MadeIncident& made) {
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
  database_.query("UPDATE incidents SET revision = ?, kind = ?, first_day = ?, last_day = ?, dead = ?, contested = ?, is_visible = ?, body = ? WHERE id = ?")
      .bind(revision + 1).bind(std::string_view(incident.kind)).bind(incident.from ? incident.from : incident.first_seen)
      .bind(incident.to ? incident.to : incident.last_seen).bind(dead(incident)).bind(std::int64_t{is_contested(incident)})
      .bind(std::int64_t{made.is_visible}).bind(to_json(incident)).bind(made.id).run();
  index(made.id, incident);
}

void IncidentTable::index(std::int64_t id, const LedgerIncident& incident) {
  database_.query("INSERT OR REPLACE INTO summaries (incident, cells) VALUES (?, ?)").bind(id).bind(summary_cells(incident)).run();
  database_.query("DELETE FROM sides WHERE incident = ?").bind(id).run();
  for (const LedgerSide& side : incident.sides)
    database_.query("INSERT OR IGNORE INTO sides (key, incident) VALUES (?, ?)").bind(std::string_view(side.key)).bind(id).run();
  database_.query("INSERT OR REPLACE INTO incident_words (rowid, title, places, sides) VALUES (?, ?, ?, ?)")
      .bind(id).bind(std::string_view(incident.title))
      .bind(std::string_view(joined(incident.places, [](const LedgerPlace& p) { return p.name + " " + p.admin1.value_or(""); })))
      .bind(std::string_view(joined(incident.sides, [](const LedgerSide& s) { return s.key; }))).run();

  database_.query("DELETE FROM areas WHERE id = ?").bind(id).run();
  double south = 90, north = -90, west = 180, east = -180;
  for (const LedgerPlace& place : incident.places) {
    if (!place.lat || !place.lon) continue;
    south = std::min(south, *place.lat), north = std::max(north, *place.lat);
    west = std::min(west, *place.lon), east = std::max(east, *place.lon);
  }
  if (south <= north) database_.query("INSERT INTO areas VALUES (?, ?, ?, ?, ?)").bind(id).bind(south).bind(north).bind(west).bind(east).run();
}

}  // namespace sitrep
