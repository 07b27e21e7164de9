// SPDX-License-Identifier: Apache-2.0
#include "store/ledger_update.h"

#include <algorithm>
#include <limits>
#include <map>

#include "base/format.h"
#include "reconcile/reconcile.h"
#include "record/json.h"

namespace sitrep {
namespace {

constexpr std::int64_t nobody = 0;  // ids of rows begin with 1
constexpr std::int64_t whatever_rank = std::numeric_limits<std::int64_t>::max();

}  // namespace

std::vector<Correction> read_corrections(Database& database) {
  std::vector<Correction> corrections;
  Query query = database.query("SELECT number, body FROM corrections ORDER BY number");
  while (query.next()) {
    corrections.push_back(correction_from_json(query.text(1), format("{}: correction {}", database.file(), query.number(0))));
    corrections.back().number = query.number(0);
  }
  return corrections;
}

LedgerUpdate::LedgerUpdate(Database& database, AccountTable& accounts, const std::string& cause, const std::optional<std::string>& at)
    : database_(database), accounts_(accounts), neighbourhood_(database, accounts), incidents_(database, cause, at),
      corrections_(effective(read_corrections(database))), decisions_(corrections_) {
  accounts_.make_room();
}

LedgerUpdate::Rows LedgerUpdate::rows_of(std::int64_t report) {
  Rows rows;
  Query query = database_.query("SELECT number, id, incident FROM accounts WHERE report = ?");
  query.bind(report);
  while (query.next()) {
    rows.emplace(query.number(0), query.number(1));
    if (!query.is_null(2)) left_.insert(query.number(2));
  }
  return rows;
}

void LedgerUpdate::put(std::int64_t report, std::vector<Account> accounts) {
  Rows known = rows_of(report);
  for (const auto& [number, id] : known) take_out(id);
  put(report, std::move(accounts), std::move(known));
}

void LedgerUpdate::put_first(std::int64_t report, std::vector<Account> accounts) { put(report, std::move(accounts), rows_of(report)); }

/// An account keeps its row, and with it its incident's id, when the report is read again.
void LedgerUpdate::put(std::int64_t report, std::vector<Account> accounts, Rows known) {
  for (Account& account : accounts) {
    const auto at = known.find(account.number);
    std::int64_t id = 0;
    if (at == known.end()) {
      id = accounts_.insert(report, std::move(account));
    } else {
      id = at->second;
      accounts_.replace(id, std::move(account));
      known.erase(at);
    }
    queue(neighbourhood_.file(id));
    queue(id);
  }
  for (const auto& [number, id] : known) accounts_.erase(id);
}

void LedgerUpdate::take_out(std::int64_t account) {
  if (const std::int64_t leader = leader_of(account); leader != nobody) {
    changed_.insert(leader);
    database_.query("UPDATE accounts SET leader = NULL WHERE id = ?").bind(account).run();
    queue_behind(leader, accounts_.at(account).rank);
    queue_cluster(leader);
  }
  queue(neighbourhood_.unfile(account));
  queue_.erase({accounts_.at(account).rank, account});
}

void LedgerUpdate::reconsider(std::int64_t account) {
  queue(account);
  if (const std::int64_t leader = leader_of(account); leader != nobody) changed_.insert(leader);
}

void LedgerUpdate::queue(const std::vector<std::int64_t>& accounts) {
  for (const std::int64_t account : accounts) queue(account);
}

void LedgerUpdate::queue_cluster(std::int64_t leader) {
  for (const std::int64_t member : members_of(leader, whatever_rank)) queue(member);
}

/// Those behind `rank` that are linked to the leader's incident.
void LedgerUpdate::queue_behind(std::int64_t leader, std::int64_t rank) {
  Query query = database_.query("SELECT l.rank, l.other FROM accounts a JOIN links l ON l.account = a.id WHERE a.leader = ? AND l.rank > ?");
  query.bind(leader).bind(rank);
  while (query.next()) queue_.emplace(query.number(0), query.number(1));
}

std::int64_t LedgerUpdate::leader_of(std::int64_t account) {
  Query query = database_.query("SELECT leader FROM accounts WHERE id = ?");
  return query.bind(account).next() && !query.is_null(0) ? query.number(0) : nobody;
}

std::vector<std::int64_t> LedgerUpdate::members_of(std::int64_t leader, std::int64_t before_rank) {
  std::vector<std::int64_t> members;
  Query query = database_.query("SELECT id FROM accounts WHERE leader = ? AND rank < ? ORDER BY rank, id");
  query.bind(leader).bind(before_rank);
  while (query.next()) members.push_back(query.number(0));
  return members;
}

/// The incidents of earlier accounts that the account is linked to or was merged with, by the rank of their leaders.
std::vector<std::pair<std::int64_t, Candidate>> LedgerUpdate::candidates_for(std::int64_t account) {
  const StoredAccount& own = accounts_.at(account);
  std::map<std::int64_t, double> best_link;  // leader -> evidence
  Query links = database_.query("SELECT a.leader, max(l.evidence) FROM links l JOIN accounts a ON a.id = l.other WHERE l.account = ? AND l.rank < ?"
                                " AND a.leader IS NOT NULL GROUP BY a.leader");
  links.bind(account).bind(own.rank);
  while (links.next()) best_link.emplace(links.number(0), links.real(1));
  for (const AccountName& name : decisions_.merged_with({own.account.report, own.account.number})) {
    Query named = database_.query("SELECT a.leader FROM accounts a JOIN reports r ON r.id = a.report WHERE r.name = ? AND a.number = ? AND a.rank < ?"
                                  " AND a.leader IS NOT NULL");
    if (named.bind(name.report).bind(std::int64_t{name.number}).bind(own.rank).next()) best_link.emplace(named.number(0), 0);
  }

  std::vector<std::pair<std::int64_t, Candidate>> candidates;
  for (const auto& [leader, evidence] : best_link) {
    Candidate candidate{{}, evidence};
    for (const std::int64_t member : members_of(leader, own.rank)) candidate.members.push_back(&accounts_.at(member).account);
    candidates.emplace_back(leader, std::move(candidate));
  }
  std::sort(candidates.begin(), candidates.end(), [&](const auto& a, const auto& b) { return accounts_.at(a.first).rank < accounts_.at(b.first).rank; });
  return candidates;
}

void LedgerUpdate::judge(std::int64_t account) {
  const auto candidates = candidates_for(account);
  std::vector<Candidate> incidents;
  for (const auto& [leader, candidate] : candidates) incidents.push_back(candidate);
  const StoredAccount& own = accounts_.at(account);
  const auto home = home_of(own.account, incidents, decisions_);
  const std::int64_t leader = home ? candidates[*home].first : account;
  const std::int64_t before = leader_of(account);
  if (leader == before) return;
  database_.query("UPDATE accounts SET leader = ? WHERE id = ?").bind(leader).bind(account).run();
  for (const std::int64_t touched : {before, leader}) {
    if (touched == nobody) continue;
    changed_.insert(touched);
    queue_behind(touched, own.rank);
  }
  if (before == account) queue_cluster(account);  // it leads no more
}

MadeIncident LedgerUpdate::make(std::int64_t leader) {
  MadeIncident made;
  made.accounts = members_of(leader, whatever_rank);
  std::vector<const Account*> own;
  for (const std::int64_t member : made.accounts) own.push_back(&accounts_.at(member).account);
  if (own.empty()) return made;
  made.incident = incident_of(own, corrections_);
  made.is_told = is_incident(own);
  made.is_visible = made.is_told && !is_rejected(own, corrections_);
  return made;
}

void LedgerUpdate::finish() {
  while (!queue_.empty()) {
    const std::int64_t account = queue_.begin()->second;
    queue_.erase(queue_.begin());
    judge(account);
  }
  std::vector<MadeIncident> made;
  for (const std::int64_t leader : changed_)
    if (MadeIncident one = make(leader); !one.accounts.empty()) made.push_back(std::move(one));
  incidents_.put(std::move(made));
  for (const std::int64_t incident : left_) incidents_.hide_when_empty(incident);
}

/// Where a report comes from is kept in its accounts alone.
void derive_accounts(Database& database) {
  database.execute("DELETE FROM blocks; DELETE FROM links; UPDATE accounts SET leader = NULL");
  AccountTable accounts(database);
  LedgerUpdate update(database, accounts, "a newer program", std::nullopt);
  std::vector<std::int64_t> reports;
  Query ids = database.query("SELECT id FROM reports ORDER BY id");
  while (ids.next()) reports.push_back(ids.number(0));
  for (const std::int64_t id : reports) {
    Query query = database.query("SELECT r.reading, json_extract(a.body, '$.provenance') FROM reports r JOIN accounts a ON a.report = r.id WHERE r.id = ? LIMIT 1");
    if (!query.bind(id).next()) continue;
    const std::string where = format("{}: report {}", database.file(), id);
    const Reading reading = reading_from_json(query.text(0), where);
    update.put_first(id, accounts_of(reading, provenance_from_json(query.text(1), where)));
  }
  update.finish();
}

}  // namespace sitrep
