// SPDX-License-Identifier: Apache-2.0
#include "knowledge/things.h"

#include "knowledge/cells.h"

namespace sitrep {

Things Things::load(const std::filesystem::path& knowledge) {
  Things things;
  const Tsv objects(knowledge / "words" / "objects.tsv", {"kind", "entity", "nouns"});
  for (const Tsv::Row& row : objects.rows()) {
    const auto entity = term<EntityKind>(row, row[1]);
    if (entity != EntityKind::facility && entity != EntityKind::vehicle) row.fail("entity is facility or vehicle");
    for (const std::string& noun : list_items(row[2])) check_new(row, things.nouns.add(noun, {entity, term<DamageKind>(row, row[0]), {}}));
  }
  const Tsv weapons(knowledge / "words" / "weapons.tsv", {"type", "nouns"});
  for (const Tsv::Row& row : weapons.rows())
    for (const std::string& noun : list_items(row[1])) check_new(row, things.nouns.add(noun, {EntityKind::weapon, DamageKind::other, std::string(row[0])}));
  return things;
}

}  // namespace sitrep
