// SPDX-License-Identifier: Apache-2.0
// Pages and feeds from the network, politely: few at a time, with a name, a time limit and a size limit.
#pragma once

#include <string>

#include "ingest/readers.h"

namespace sitrep {

/// Fetches the address and reads what comes. A failure is a skipped record.
void fetch(const std::string& address, Intake& intake);

}  // namespace sitrep
