// SPDX-License-Identifier: Apache-2.0
// Which accounts are one incident. Accounts are linked in pairs, links make components, and a component falls into
// incidents. What an account ends up with depends on its component alone: adding a report touches only its neighbours, and
// the order of reports does not matter.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reconcile/account.h"
#include "reconcile/corrections.h"

namespace sitrep {

/// May two accounts be one incident? Links components, which clusters_of() then cuts.
bool is_linked(const Account& a, const Account& b);

/// The incidents of a component: positions in `accounts`, each list rising. `accounts` may come in any order.
std::vector<std::vector<std::uint32_t>> clusters_of(std::span<const Account* const> accounts, const std::vector<Correction>& corrections);

/// Does any report of the cluster tell of a happening?
bool is_incident(std::span<const Account* const> accounts);

/// All accounts into components, by their block keys: what a store does with an index, here in memory.
std::vector<std::vector<std::uint32_t>> components_of(std::span<const Account> accounts, const std::vector<Correction>& corrections);

}  // namespace sitrep
