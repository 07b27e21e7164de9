// SPDX-License-Identifier: Apache-2.0
// One incident as people read it: losses with low, best and high, every claimant's figures over time, who says what, who is
// said to have done it, the sentences, the revisions.
#pragma once

#include "app/evidence_notes.h"
#include "app/sheet.h"

namespace sitrep {

Sheet incident_sheet(Store& store, const LedgerIncident& incident);

/// The pieces that other sheets use, too.
Table losses_table(const LedgerIncident& incident, EvidenceNotes& notes);
std::vector<std::string> responsibility_lines(const LedgerIncident& incident, EvidenceNotes& notes);
std::string days_text(const LedgerIncident& incident);
std::string place_names(const LedgerIncident& incident);
std::string side_names(const LedgerIncident& incident);
/// "own_side" as "own side".
std::string in_words(std::string_view name);

}  // namespace sitrep
