// SPDX-License-Identifier: Apache-2.0
// Whose story a report is when it is not the paper's own: the agency that signs its dateline or byline, or that it says it
// follows ("according to Reuters"). Independence of sources rests on it, so only what the report says is taken.
#pragma once

#include <optional>
#include <string>

#include "ingest/agencies.h"
#include "record/report.h"

namespace sitrep {

std::optional<std::string> original_source(const Report& report, const Agencies& agencies);

}  // namespace sitrep
