// SPDX-License-Identifier: Apache-2.0
// Findings: where a report does not agree with itself or with what is known. A false alarm is worse than silence: a check
// speaks only when it is sure.
#pragma once

#include <vector>

#include "extract/time_anchor.h"
#include "knowledge/knowledge.h"
#include "parse/tree.h"
#include "record/reading.h"

namespace sitrep {

std::vector<Finding> find_findings(const Tree& tree, const Reading& reading, const ReportDay& report_day, const Knowledge& knowledge);

}  // namespace sitrep
