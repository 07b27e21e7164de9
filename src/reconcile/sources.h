// SPDX-License-Identifier: Apache-2.0
// Which reports rest on one source: copies of one story, the same agency, the same outlet, the same author. A report of
// which neither outlet nor agency is known is never taken for independent.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reconcile/account.h"

namespace sitrep {

struct Sources {
  std::vector<std::uint32_t> group;  // of each account: accounts of one source have one number
  std::vector<bool> is_known;        // of each account: is the outlet or agency of its group known?
  std::uint32_t independent = 0;     // known groups; 1 when there are reports but none of known origin
};

Sources sources_of(std::span<const Account* const> accounts);

/// How the origin of a report is called when it speaks in its own voice.
std::string source_name(const Account& account);

}  // namespace sitrep
