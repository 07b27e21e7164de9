// SPDX-License-Identifier: Apache-2.0
// An ingested report as one line of JSON: the data contract's `report` and, behind it, how it came in.
#pragma once

#include <string>

#include "ingest/ingest.h"

namespace sitrep {
std::string to_json(const IngestedReport& ingested);
}
