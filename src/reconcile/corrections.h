// SPDX-License-Identifier: Apache-2.0
// Corrections: what people decide about the ledger. Each is a record of its own, with author and reason, kept for ever and
// replayed whenever incidents are made anew. An incident is named by accounts in it, not by its id, so that a correction
// holds through re-reading, merges and splits. To undo one is a further correction.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reconcile/account.h"
#include "record/ledger.h"

namespace sitrep {

VOCABULARY(Action, accept, reject, merge, split, set, undo);

/// Names an account: a report, and which of its happenings.
struct AccountName {
  std::string report;
  std::uint32_t number = 0;
  auto operator<=>(const AccountName&) const = default;
};

struct Correction {
  std::int64_t number = 0;  // given by the store, rising
  Action action{};
  std::string author;
  std::string reason;
  std::string date;                       // of the correction, as given by the caller
  std::vector<AccountName> accounts;      // the incident's; of split: those that go
  std::vector<AccountName> others;        // of merge: the other incident's; of split: those that stay
  std::optional<std::string> report;      // of reject: only the figures of this report
  std::optional<std::string> field;       // of set: "title", "kind", "from", "to", "status", "killed.ARM.military"
  std::optional<std::string> value;
  std::optional<std::int64_t> undone;     // of undo: number of the other correction
};

std::string to_json(const Correction& correction);
Correction correction_from_json(std::string_view json, std::string_view where);

/// Those that hold: without undone ones and without the undoing.
std::vector<Correction> effective(std::vector<Correction> corrections);

/// Applies `set` to an incident. Throws Error for a field or value that is not allowed, with what is.
void set_field(LedgerIncident& incident, const std::string& field, const std::string& value);

}  // namespace sitrep
