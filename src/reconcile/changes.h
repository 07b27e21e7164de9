// SPDX-License-Identifier: Apache-2.0
// What changed between two states of an incident, as sentences for people: the substance of its revision history.
#pragma once

#include <string>
#include <vector>

#include "record/ledger.h"

namespace sitrep {

/// Empty when nothing that people read has changed.
std::vector<std::string> changes_between(const LedgerIncident& before, const LedgerIncident& after);

/// "killed, ARM military" for a row.
std::string row_name(const CasualtyRow& row);

/// "49", "49 to 105", "at least 49", "?" for what a row comes down to.
std::string row_value(const CasualtyRow& row);

}  // namespace sitrep
