// SPDX-License-Identifier: Apache-2.0
// Keeping the ledger's tables in step with the accounts: files new accounts under their block keys, links neighbours, and
// makes anew the incidents of the components that were touched. Runs inside the caller's transaction.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "reconcile/account.h"
#include "reconcile/corrections.h"
#include "store/database.h"

namespace sitrep {

class LedgerUpdate {
 public:
  /// Opens a new state of the ledger. `cause` says in the revisions why incidents changed, `at` when, if the caller knows.
  LedgerUpdate(Database& database, std::string cause, const std::optional<std::string>& at);

  void add(std::int64_t report, const Account& account);
  /// Takes the accounts of a report out again.
  void remove(std::int64_t report);
  /// The account's incident must be made anew.
  void touch(std::int64_t account) { touched_.insert(account); }
  /// Makes the touched incidents anew.
  void finish();

 private:
  struct Made;
  const Account& account(std::int64_t id);
  void link(std::int64_t id, const Account& account, const std::vector<std::uint64_t>& wanted);
  std::vector<std::int64_t> component_of(std::int64_t account);
  std::vector<std::int64_t> decided_neighbours(const AccountName& name);
  void remake(const std::vector<std::int64_t>& component);
  void assign_ids(std::vector<Made>& made);
  void write(const Made& made);
  void drop(std::int64_t incident, std::int64_t in_favour_of);

  void note_revision(std::int64_t incident, std::int64_t revision, const std::vector<std::string>& changes);

  Database& database_;
  std::string cause_;
  std::int64_t ledger_revision_;
  std::vector<Correction> corrections_;
  std::set<std::int64_t> touched_;
  std::unordered_map<std::int64_t, Account> accounts_;  // read in this update
};

/// All corrections of the store, oldest first.
std::vector<Correction> read_corrections(Database& database);

}  // namespace sitrep
