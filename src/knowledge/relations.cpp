// SPDX-License-Identifier: Apache-2.0
#include "knowledge/relations.h"

#include "base/strings.h"
#include "knowledge/cells.h"

namespace sitrep {
namespace {

std::vector<EntityKind> kinds(const Tsv::Row& row, std::string_view cell) {
  std::vector<EntityKind> list;
  for (const std::string& kind : list_items(cell)) list.push_back(term<EntityKind>(row, kind));
  if (list.empty()) row.fail("'from' and 'to' name the kinds of entity that may stand there");
  return list;
}

std::unordered_map<Word, std::vector<RelationTrigger>>& triggers(RelationRules& rules, RelationShape shape) {
  if (shape == RelationShape::verb) return rules.verbs;
  return shape == RelationShape::hyphen ? rules.hyphens : rules.nouns;
}

}  // namespace

RelationRules RelationRules::load(const std::filesystem::path& knowledge) {
  RelationRules rules;
  const Tsv table(knowledge / "frames" / "relations.tsv", {"id", "kind", "shape", "words", "places", "from", "to", "yes", "no"});
  std::unordered_set<std::string_view> ids;
  for (const Tsv::Row& row : table.rows()) {
    check_new(row, ids.insert(row[0]).second);
    const auto shape = term<RelationShape>(row, row[2]);
    const std::vector<std::string> words = list_items(row[3]);
    if (shape == RelationShape::unless) {
      for (const std::string& w : words) rules.unless.insert(word(w));
      continue;
    }
    RelationRule rule{std::string(row[0]), term<RelationKind>(row, row[1]), shape, {}, kinds(row, row[5]), kinds(row, row[6]), std::string(row[7]), std::string(row[8]),
                      format("{}:{}", table.name(), row.line())};
    for (const std::string& place : list_items(row[4])) rule.places.push_back(word(place));
    if (rule.places.empty() && shape != RelationShape::hyphen) row.fail("'places' says where the second party stands: object, owner, between, or a preposition");
    if (rule.yes.empty() || rule.no.empty()) row.fail("a row needs an example that holds (yes) and one that does not (no)");
    for (const std::string& w : words) {
      const std::size_t plus = w.find('+');
      auto& list = triggers(rules, shape)[word(w.substr(0, plus))];
      list.push_back({static_cast<std::uint32_t>(rules.all.size()), plus == std::string::npos ? Word{} : word(w.substr(plus + 1))});
    }
    rules.all.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace sitrep
