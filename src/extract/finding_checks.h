// SPDX-License-Identifier: Apache-2.0
// The single checks behind findings.h. Each looks at one kind of disagreement and adds what it is sure of.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/time_anchor.h"
#include "knowledge/knowledge.h"
#include "parse/tree.h"
#include "record/json.h"
#include "record/reading.h"

namespace sitrep {

struct FindingContext {
  const Tree& tree;
  const Reading& reading;
  const ReportDay& report_day;
  const Knowledge& knowledge;
};

using Findings = std::vector<Finding>;

// findings_of_figures.cpp
void check_parts(const FindingContext& context, Findings& found);
void check_speakers_figures(const FindingContext& context, Findings& found);
void check_changing_figures(const FindingContext& context, Findings& found);
void check_headline(const FindingContext& context, Findings& found);
void check_totals(const FindingContext& context, Findings& found);

// findings_of_record.cpp
void check_inferred_day(const FindingContext& context, Findings& found);
void check_office_holders(const FindingContext& context, Findings& found);
void check_weekdays(const FindingContext& context, Findings& found);
void check_places(const FindingContext& context, Findings& found);
void check_denials(const FindingContext& context, Findings& found);

// findings_of_text.cpp
void check_lost_verbs(const FindingContext& context, Findings& found);
void check_bare_names(const FindingContext& context, Findings& found);

}  // namespace sitrep
