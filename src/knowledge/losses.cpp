// SPDX-License-Identifier: Apache-2.0
#include "knowledge/losses.h"

#include "base/strings.h"
#include "knowledge/cells.h"

namespace sitrep {

Losses Losses::load(const std::filesystem::path& knowledge) {
  Losses losses;
  const Tsv words(knowledge / "words" / "losses.tsv", {"word", "part_of_speech", "outcome", "victim", "sure", "modifier"});
  for (const Tsv::Row& row : words.rows()) {
    LossWord loss{term<LossForm>(row, row[1]), term<Outcome>(row, row[2]), term<VictimPosition>(row, row[3]), term<Certainty>(row, row[4])};
    for (const std::string& modifier : list_items(row[5])) loss.modifiers.push_back(word(modifier));
    auto& of_form = loss.form == LossForm::verb ? losses.verbs : loss.form == LossForm::noun ? losses.nouns : losses.adjectives;
    check_new(row, of_form.emplace(word(row[0]), std::move(loss)).second);
  }
  const Tsv persons(knowledge / "words" / "persons.tsv", {"word", "sex", "age"});
  for (const Tsv::Row& row : persons.rows()) check_new(row, losses.persons.emplace(word(row[0]), Person{term<Sex>(row, row[1]), term<AgeGroup>(row, row[2])}).second);
  const Tsv groups(knowledge / "words" / "person_groups.tsv", {"word"});
  for (const Tsv::Row& row : groups.rows()) check_new(row, losses.groups.insert(word(row[0])).second);
  const Tsv revisions(knowledge / "words" / "revisions.tsv", {"word", "role"});
  for (const Tsv::Row& row : revisions.rows()) check_new(row, losses.revisions.emplace(word(row[0]), term<RevisionWord>(row, row[1])).second);
  return losses;
}

}  // namespace sitrep
