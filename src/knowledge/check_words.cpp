// SPDX-License-Identifier: Apache-2.0
#include "knowledge/check_words.h"

#include "knowledge/cells.h"

namespace sitrep {

CheckWords CheckWords::load(const std::filesystem::path& knowledge) {
  CheckWords words;
  const Tsv table(knowledge / "words" / "checks.tsv", {"phrase", "role"});
  for (const Tsv::Row& row : table.rows()) check_new(row, words.phrases.add(row[0], term<CheckRole>(row, row[1])));
  return words;
}

}  // namespace sitrep
