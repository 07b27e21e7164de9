// SPDX-License-Identifier: Apache-2.0
#include "knowledge/quantities.h"

#include "knowledge/cells.h"

namespace sitrep {

Quantities Quantities::load(const std::filesystem::path& knowledge) {
  Quantities q;
  const std::filesystem::path words = knowledge / "words";

  const Tsv numbers(words / "numbers.tsv", {"word", "value", "role"});
  for (const Tsv::Row& row : numbers.rows())
    check_new(row, q.numbers.emplace(word(row[0]), NumberWord{whole_number(row, row[1]), term<NumberRole>(row, row[2])}).second);

  const Tsv amounts(words / "amounts.tsv", {"phrase", "low", "best", "high", "qualifier", "multiplies"});
  for (const Tsv::Row& row : amounts.rows())
    check_new(row, q.amounts.add(row[0], {optional_number(row, row[1]), optional_number(row, row[2]), optional_number(row, row[3]),
                                          term<Qualifier>(row, row[4]), yes_or_no(row, row[5])}));

  const Tsv qualifiers(words / "qualifiers.tsv", {"phrase", "qualifier", "before"});
  for (const Tsv::Row& row : qualifiers.rows()) {
    Phrases<Qualifier>& side = yes_or_no(row, row[2]) ? q.qualifiers_before : q.qualifiers_behind;
    check_new(row, side.add(row[0], term<Qualifier>(row, row[1])));
  }

  const Tsv units(words / "units.tsv", {"lemma", "place"});
  for (const Tsv::Row& row : units.rows()) {
    if (row[1] != "behind" && row[1] != "before" && row[1] != "loss") row.fail("place is behind, before or loss");
    auto& set = row[1] == "behind" ? q.units_behind : row[1] == "before" ? q.labels_before : q.loss_nouns;
    check_new(row, set.insert(word(row[0])).second);
  }
  return q;
}

}  // namespace sitrep
