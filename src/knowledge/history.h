// SPDX-License-Identifier: Apache-2.0
// Phrases that tell history from news, from knowledge/words/background.tsv.
#pragma once

#include <filesystem>

#include "knowledge/phrases.h"
#include "record/vocabulary.h"

namespace sitrep {

VOCABULARY(TellsOf, history, current, conflict);

struct HistoryWords {
  Phrases<TellsOf> phrases;  // in lower case

  static HistoryWords load(const std::filesystem::path& knowledge);
};

}  // namespace sitrep
