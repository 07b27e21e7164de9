// SPDX-License-Identifier: Apache-2.0
// Keeping the ledger's tables in step with the accounts. Each account knows the leader of its incident, the account that
// opened it. An update judges anew the accounts that are new, that lost or gained a link, or that stand behind one whose
// incident changed, in the order of rank, and makes the incidents anew that changed. What comes out is what
// clusters_of() makes of all accounts at once. Runs inside the caller's transaction.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "reconcile/account.h"
#include "reconcile/clustering.h"
#include "reconcile/corrections.h"
#include "reconcile/decisions.h"
#include "store/account_table.h"
#include "store/database.h"
#include "store/incident_table.h"
#include "store/neighbourhood.h"

namespace sitrep {

class LedgerUpdate {
 public:
  /// Opens a new state of the ledger. `cause` says in the revisions why incidents changed, `at` when, if the caller knows.
  LedgerUpdate(Database& database, AccountTable& accounts, const std::string& cause, const std::optional<std::string>& at);

  /// The accounts of a report, in place of those that it had.
  void put(std::int64_t report, std::vector<Account> accounts);
  /// The same where nothing is filed yet.
  void put_first(std::int64_t report, std::vector<Account> accounts);
  /// Somebody decided something about the account.
  void reconsider(std::int64_t account);
  /// Brings the incidents up to date.
  void finish();

 private:
  using Rows = std::map<std::int64_t, std::int64_t>;  // an account's number among those of its report -> its row
  Rows rows_of(std::int64_t report);
  void put(std::int64_t report, std::vector<Account> accounts, Rows known);
  void take_out(std::int64_t account);
  void queue(std::int64_t account) { queue_.emplace(accounts_.at(account).rank, account); }
  void queue(const std::vector<std::int64_t>& accounts);
  void queue_cluster(std::int64_t leader);
  void queue_behind(std::int64_t leader, std::int64_t rank);
  std::int64_t leader_of(std::int64_t account);
  std::vector<std::int64_t> members_of(std::int64_t leader, std::int64_t before_rank);
  std::vector<std::pair<std::int64_t, Candidate>> candidates_for(std::int64_t account);
  void judge(std::int64_t account);
  MadeIncident make(std::int64_t leader);

  Database& database_;
  AccountTable& accounts_;
  Neighbourhood neighbourhood_;
  IncidentTable incidents_;
  std::vector<Correction> corrections_;
  Decisions decisions_;
  std::set<std::pair<std::int64_t, std::int64_t>> queue_;  // rank, account: to be judged
  std::set<std::int64_t> changed_;                         // leaders whose incidents are to be made anew
  std::set<std::int64_t> left_;                            // incidents that an account left
};

/// All corrections of the store, oldest first.
std::vector<Correction> read_corrections(Database& database);

/// All accounts and incidents anew from the stored readings: after a change of what an account holds or how it is filed.
void derive_accounts(Database& database);

}  // namespace sitrep
