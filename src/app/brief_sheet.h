// SPDX-License-Identifier: Apache-2.0
// A situation report for a period and a place: what happened, losses by side, who says what, diplomacy, history apart, and
// what changed since an earlier brief.
#pragma once

#include <optional>
#include <string>

#include "app/evidence_notes.h"
#include "app/sheet.h"

namespace sitrep {

struct BriefScope {
  Filter filter;
  std::optional<std::string> since;  // date of the last brief: reports after it are news
};

Sheet brief_sheet(Store& store, const BriefScope& scope);

}  // namespace sitrep
