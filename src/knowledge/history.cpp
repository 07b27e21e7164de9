// SPDX-License-Identifier: Apache-2.0
#include "knowledge/history.h"

#include "knowledge/cells.h"

namespace sitrep {

HistoryWords HistoryWords::load(const std::filesystem::path& knowledge) {
  HistoryWords words;
  const Tsv table(knowledge / "words" / "background.tsv", {"phrase", "kind"});
  for (const Tsv::Row& row : table.rows()) check_new(row, words.phrases.add(row[0], term<TellsOf>(row, row[1])));
  return words;
}

}  // namespace sitrep
