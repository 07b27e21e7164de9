// SPDX-License-Identifier: Apache-2.0
#include "knowledge/place_knowledge.h"

#include <algorithm>
#include <array>

#include "base/format.h"
#include "base/strings.h"
#include "base/tsv.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, place_word_kinds> kind_names = {
    "division", "settlement", "water", "land", "road", "facility", "organisation", "title", "preposition", "direction",
    "statement", "dealing"};

StateWords read_states(const std::filesystem::path& file, PlaceBase& base) {
  StateWords words;
  const Tsv table(file, {"key", "name", "aliases", "demonyms", "capital", "seats", "neighbours"});
  for (const Tsv::Row& row : table.rows()) {
    for (const std::string& demonym : list_items(row[3])) words.demonyms.emplace(word(lowered(demonym)), row[0]);
    for (const std::string& seat : list_items(row[5])) words.seats.insert(word(lowered(seat)));
    const auto country = base.country(row[0]);
    if (!country) continue;
    for (const std::string& alias : list_items(row[2])) base.call_country(*country, alias);
  }
  return words;
}

}  // namespace

std::string_view name_of(PlaceWordKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

PlaceWords::PlaceWords(const std::filesystem::path& table) {
  const Tsv rows(table, {"word", "kind", "feature"});
  for (const Tsv::Row& row : rows.rows()) {
    const auto kind = std::find(kind_names.begin(), kind_names.end(), row[1]);
    if (kind == kind_names.end()) row.fail(format("'{}' is no kind; kinds are {}", row[1], fmt::join(kind_names, ", ")));
    Entry& entry = words_[word(row[0])];
    const auto bit = static_cast<std::uint16_t>(1U << (kind - kind_names.begin()));
    if (entry.kinds & bit) row.fail(format("'{}' is there twice as {}", row[0], row[1]));
    entry.kinds |= bit;
    if (!row[2].empty()) entry.feature = row[2];
  }
}

std::uint16_t PlaceWords::kinds_of(Word lower) const {
  const auto at = words_.find(lower);
  return at == words_.end() ? std::uint16_t{0} : at->second.kinds;
}

std::string_view PlaceWords::feature_of(Word lower) const {
  const auto at = words_.find(lower);
  return at == words_.end() ? std::string_view{} : std::string_view(at->second.feature);
}

PlaceKnowledge PlaceKnowledge::load(const std::filesystem::path& gazetteer, const std::filesystem::path& knowledge) {
  const std::filesystem::path places = knowledge / "places";
  PlaceBase base(gazetteer, places);
  StateWords states = read_states(knowledge / "actors" / "states.tsv", base);
  return {.base = std::move(base),
          .words = PlaceWords(places / "words.tsv"),
          .name_model = LinearModel(places / "weights_names.tsv"),
          .prior_model = LinearModel(places / "weights_prior.tsv"),
          .report_model = LinearModel(places / "weights_report.tsv"),
          .states = std::move(states)};
}

}  // namespace sitrep
