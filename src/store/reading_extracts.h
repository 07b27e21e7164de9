// SPDX-License-Identifier: Apache-2.0
// What pages of the whole ledger ask of all readings together, filed when a report is stored, so that none has to be read
// again: who dealt with whom in words and deeds short of force, and the sentences that tell history.
#pragma once

#include <cstdint>

#include "record/reading.h"
#include "store/database.h"

namespace sitrep {

void file_extracts(Database& database, std::int64_t report, const Reading& reading);
void drop_extracts(Database& database, std::int64_t report);

}  // namespace sitrep
