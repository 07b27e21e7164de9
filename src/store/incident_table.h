// SPDX-License-Identifier: Apache-2.0
// The incidents of a store: which id an incident made anew keeps, its row, its revision, its indexes, and the redirects of ids
// that were merged away. What an incident says is the business of reconcile.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "record/ledger.h"
#include "store/database.h"

namespace sitrep {

/// An incident made anew: its accounts, and the id that it will have.
struct MadeIncident {
  std::vector<std::int64_t> accounts;
  LedgerIncident incident;
  bool is_told = true;     // not of bare accounts alone
  bool is_visible = true;  // told, and not set aside by a person
  std::int64_t id = 0;
};

class IncidentTable {
 public:
  /// Opens a new state of the ledger. `cause` says in the revisions why incidents changed, `at` when, if the caller knows.
  IncidentTable(Database& database, std::string cause, const std::optional<std::string>& at);

  /// All incidents that an update made anew; together they hold every account of the incidents that they come from.
  void put(std::vector<MadeIncident> made);
  /// Hides an incident that has no account any more.
  void hide_when_empty(std::int64_t incident);

 private:
  void assign_ids(std::vector<MadeIncident>& made);
  void write(const MadeIncident& made);
  void note_revision(std::int64_t incident, std::int64_t revision, const std::vector<std::string>& changes);
  void index(std::int64_t id, const LedgerIncident& incident);
  void drop(std::int64_t incident, std::int64_t in_favour_of);

  Database& database_;
  std::string cause_;
  std::int64_t ledger_revision_;
};

}  // namespace sitrep
