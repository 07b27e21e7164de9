// SPDX-License-Identifier: Apache-2.0
// A correction as people ask for it, by the ids of incidents, and what it is in the store: by the accounts in them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "store/store.h"

namespace sitrep {

struct CorrectionRequest {
  std::string action;                // accept, reject, merge, split, set, undo
  std::vector<std::string> targets;  // incidents: two of merge, else one; of undo: the number of a correction
  std::string author;
  std::string reason;
  std::string date;                  // YYYY-MM-DD, or empty
  std::vector<std::string> reports;  // of split: those that go; of reject: the one whose figures are set aside
  std::optional<std::string> field;  // of set: "title", "killed.ARM.military", …
  std::optional<std::string> value;
};

/// Throws Error with what is missing or not allowed.
Correction correction_of(const CorrectionRequest& request, Store& store);

}  // namespace sitrep
