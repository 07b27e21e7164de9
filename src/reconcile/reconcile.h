// SPDX-License-Identifier: Apache-2.0
// Reconciling: accounts of many reports to incidents. A pure function of the set of accounts and corrections. A store calls
// incident_of() for the clusters that a new report touches; reconcile() does all at once, in memory.
#pragma once

#include <span>
#include <vector>

#include "reconcile/account.h"
#include "reconcile/clustering.h"
#include "reconcile/corrections.h"

namespace sitrep {

/// One incident from its accounts, with the corrections that name one of them. Id and revision are left to the store.
LedgerIncident incident_of(std::span<const Account* const> accounts, const std::vector<Correction>& corrections);

/// The whole ledger, sorted by day. Ids are "1", "2", …
std::vector<LedgerIncident> reconcile(std::vector<Account> accounts, const std::vector<Correction>& corrections);
/// The same by links that were found elsewhere. Accounts that no chain of links holds together can be given apart.
std::vector<LedgerIncident> reconcile(std::span<const Account> accounts, std::span<const Link> links, const std::vector<Correction>& corrections);

/// Has a person set the whole incident aside?
bool is_rejected(std::span<const Account* const> accounts, const std::vector<Correction>& corrections);

}  // namespace sitrep
