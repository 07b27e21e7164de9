// SPDX-License-Identifier: Apache-2.0
#include "knowledge/losses.h"

#include "knowledge/cells.h"

namespace sitrep {

Losses Losses::load(const std::filesystem::path& knowledge) {
  Losses losses;
  const Tsv table(knowledge / "words" / "losses.tsv", {"word", "part_of_speech", "outcome", "victim", "sure"});
  for (const Tsv::Row& row : table.rows()) {
    const LossWord loss{term<LossForm>(row, row[1]), term<Outcome>(row, row[2]), term<VictimPosition>(row, row[3]), yes_or_no(row, row[4])};
    auto& words = loss.form == LossForm::verb ? losses.verbs : loss.form == LossForm::noun ? losses.nouns : losses.adjectives;
    check_new(row, words.emplace(word(row[0]), loss).second);
  }
  return losses;
}

}  // namespace sitrep
