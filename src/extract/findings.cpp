// SPDX-License-Identifier: Apache-2.0
#include "extract/findings.h"

#include "extract/finding_checks.h"

namespace sitrep {

std::vector<Finding> find_findings(const Tree& tree, const Reading& reading, const ReportDay& report_day, const Knowledge& knowledge) {
  static constexpr void (*checks[])(const FindingContext&, Findings&) = {
      check_inferred_day, check_office_holders, check_parts,  check_speakers_figures, check_changing_figures, check_headline,
      check_totals,       check_weekdays,       check_places, check_denials,          check_lost_verbs,       check_bare_names};
  Findings found;
  for (const auto check : checks) check({tree, reading, report_day, knowledge}, found);
  return found;
}

}  // namespace sitrep
