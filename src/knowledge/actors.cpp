// SPDX-License-Identifier: Apache-2.0
#include "knowledge/actors.h"

#include <algorithm>

#include "base/strings.h"
#include "knowledge/cells.h"

namespace sitrep {
namespace {

bool is_acronym(std::string_view name) {
  return name.size() <= 6 && std::all_of(name.begin(), name.end(), [](char c) { return is_upper(c) || is_digit(c) || c == '.' || c == '&'; });
}

std::optional<Day> day_or_none(const Tsv::Row& row, std::string_view cell, bool last) {
  if (cell.empty()) return std::nullopt;
  const auto range = day_range(cell);
  if (!range) row.fail(format("'{}' is no date; write 2018-05-08, 2018-05 or 2018", cell));
  return last ? range->last : range->first;
}

class ActorLoader {
 public:
  explicit ActorLoader(const std::filesystem::path& folder) : folder_(folder / "actors") {}

  Actors load() {
    states();
    organisations();
    groups();
    forces();
    peoples();
    memberships();
    nouns();
    return std::move(actors_);
  }

 private:
  std::uint32_t add(const Tsv::Row& row, Actor actor) {
    const auto number = static_cast<std::uint32_t>(actors_.all.size());
    if (!actors_.by_key.emplace(actor.key, number).second) row.fail(format("actor {} is there twice", actor.key));
    add_name(actor.name, number, NameForm::name);
    actors_.all.push_back(std::move(actor));
    return number;
  }

  /// Several actors may bear one name; the first table and row has it, states before all others.
  void add_name(std::string_view name, std::uint32_t actor, NameForm form) {
    if (name.starts_with("the ")) name.remove_prefix(4);
    if (is_acronym(name))
      actors_.acronyms.add(tokenized_name(name), {actor, form});
    else
      actors_.names.add(lowered(tokenized_name(name)), {actor, form});
  }

  void add_names(std::string_view cell, std::uint32_t actor, NameForm form) {
    for (const std::string& name : list_items(cell)) add_name(name, actor, form);
  }

  void states() {
    const Tsv table(folder_ / "states.tsv", {"key", "name", "aliases", "demonyms", "capital", "seats", "neighbours"});
    for (const Tsv::Row& row : table.rows()) {
      const std::string key(row[0]);
      const std::uint32_t number = add(row, {key, std::string(row[1]), EntityKind::state, "state", {key}, {}, {}});
      add_names(row[2], number, NameForm::name);
      add_names(row[3], number, NameForm::demonym);
      add_names(row[5], number, NameForm::seat);
      add_names(row[4], number, NameForm::seat);
    }
  }

  void organisations() {
    const Tsv table(folder_ / "organisations.tsv", {"key", "name", "aliases", "kind", "seat"});
    for (const Tsv::Row& row : table.rows())
      add_names(row[2], add(row, {std::string(row[0]), std::string(row[1]), EntityKind::organisation, std::string(row[3]), {}, {}, {}}), NameForm::name);
  }

  void groups() {
    const Tsv table(folder_ / "groups.tsv", {"key", "name", "aliases", "kind", "countries", "from", "to"});
    for (const Tsv::Row& row : table.rows()) {
      const EntityKind kind = row[3] == "unrecognised_state" ? EntityKind::state : EntityKind::armed_group;
      add_names(row[2], add(row, {std::string(row[0]), std::string(row[1]), kind, std::string(row[3]), list_items(row[4]),
                                  day_or_none(row, row[5], false), day_or_none(row, row[6], true)}), NameForm::name);
    }
  }

  void forces() {
    const Tsv table(folder_ / "forces.tsv", {"key", "name", "aliases", "country", "kind"});
    for (const Tsv::Row& row : table.rows())
      add_names(row[2], add(row, {std::string(row[0]), std::string(row[1]), EntityKind::armed_force, std::string(row[4]), list_items(row[3]), {}, {}}),
                NameForm::name);
  }

  void peoples() {
    const Tsv table(folder_ / "peoples.tsv", {"key", "name", "aliases", "countries"});
    for (const Tsv::Row& row : table.rows())
      add_names(row[2], add(row, {std::string(row[0]), std::string(row[1]), EntityKind::people, "people", list_items(row[3]), {}, {}}), NameForm::demonym);
  }

  void memberships() {
    const Tsv table(folder_ / "memberships.tsv", {"organisation", "member", "from", "to"});
    for (const Tsv::Row& row : table.rows()) {
      if (actors_.find(row[0]) == nullptr) row.fail(format("organisation {} is in no table of actors", row[0]));
      if (actors_.find(row[1]) == nullptr) row.fail(format("member {} is in no table of actors", row[1]));
      actors_.members[std::string(row[0])].emplace_back(row[1]);
    }
  }

  void nouns() {
    const Tsv people(folder_ / "sectors.tsv", {"noun", "kind", "class", "sector", "number"});
    for (const Tsv::Row& row : people.rows())
      for (const std::string& noun : list_items(row[0]))
        actors_.people.add(lowered(tokenized_name(noun)),
                           {term<EntityKind>(row, row[1]), term<VictimClass>(row, row[2]), std::string(row[3]), row[4] != "singular"});
    const Tsv institutions(folder_ / "institutions.tsv", {"noun", "key", "kind", "sector"});
    for (const Tsv::Row& row : institutions.rows())
      for (const std::string& noun : list_items(row[0]))
        actors_.institutions.add(lowered(tokenized_name(noun)), {std::string(row[1]), term<EntityKind>(row, row[2]), std::string(row[3])});
    const Tsv short_forms(folder_ / "short_forms.tsv", {"noun", "kinds"});
    for (const Tsv::Row& row : short_forms.rows()) {
      ShortForm form;
      for (const std::string& kind : list_items(row[1])) form.kinds.push_back(term<EntityKind>(row, kind));
      actors_.short_forms.add(std::string(row[0]), std::move(form));
    }
    const Tsv titles(folder_ / "titles.tsv", {"title", "kind", "sector"});
    for (const Tsv::Row& row : titles.rows())
      for (const std::string& title : list_items(row[0])) actors_.titles.add(lowered(tokenized_name(title)), {std::string(row[1]), std::string(row[2])});
  }

  std::filesystem::path folder_;
  Actors actors_;
};

}  // namespace

const Actor* Actors::find(std::string_view key) const {
  const auto at = by_key.find(std::string(key));
  return at == by_key.end() ? nullptr : &all[at->second];
}

const Actor* Actors::bearer(const ActorName& name, std::optional<Day> day) const {
  if (name.periods == whole_time) return &all[name.actor];
  for (const ActorPeriod& period : periods[name.periods]) {
    const bool is_dated = period.from || period.to;
    if (is_dated && (!day || (period.from && *day < *period.from) || (period.to && *day > *period.to))) continue;
    return period.actor ? &all[*period.actor] : nullptr;
  }
  return nullptr;
}

Actors Actors::load(const std::filesystem::path& knowledge) { return ActorLoader(knowledge).load(); }

std::string tokenized_name(std::string_view name) {
  std::string result;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool between_letters = i > 0 && i + 1 < name.size() && !is_space(name[i - 1]) && !is_space(name[i + 1]);
    const bool is_possessive = name[i] == '\'' && i + 1 < name.size() && name[i + 1] == 's' && (i + 2 == name.size() || is_space(name[i + 2]));
    // A hyphen stands alone between letters; between a letter and a digit ("M-19") the tokenizer keeps it.
    if (name[i] == '-' && between_letters && is_letter(name[i - 1]) && is_letter(name[i + 1]))
      result += " - ";
    else if (is_possessive)
      result += " '";
    else
      result += name[i];
  }
  return result;
}

}  // namespace sitrep
