// SPDX-License-Identifier: Apache-2.0
// Words by which a report is checked against itself, from knowledge/words/checks.tsv, which tells the roles.
#pragma once

#include <filesystem>

#include "knowledge/phrases.h"
#include "record/vocabulary.h"

namespace sitrep {

VOCABULARY(CheckRole, part, total, sourced, dead_behind, dead_before, anew);

struct CheckWords {
  Phrases<CheckRole> phrases;  // in lower case

  static CheckWords load(const std::filesystem::path& knowledge);
};

}  // namespace sitrep
