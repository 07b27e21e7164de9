// SPDX-License-Identifier: Apache-2.0
// From the figures of all accounts of one happening to its toll: rows that can be added up, each with every claim that was
// made, what became of it, and low, best and high. Claimants are never averaged; nothing is thrown away.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "reconcile/account.h"
#include "reconcile/sources.h"

namespace sitrep {

struct Tolls {
  std::vector<CasualtyRow> rows;
  std::vector<CasualtyRow> totals;  // sums over rows, running totals
};

/// `rejected`: reports whose figures a person has set aside.
Tolls tolls_of(std::span<const Account* const> accounts, const Sources& sources, const std::set<std::string>& rejected);

}  // namespace sitrep
