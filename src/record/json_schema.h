// SPDX-License-Identifier: Apache-2.0
// The data contract as JSON Schema (2020-12), made from the same lists of fields that write and read it: every field is
// named, all are required, and no others are allowed.
#pragma once

#include <string>

namespace sitrep {

/// Schemas as one line of JSON: of a report, of a reading, of an incident of the ledger.
std::string report_schema();
std::string reading_schema();
std::string incident_schema();

}  // namespace sitrep
