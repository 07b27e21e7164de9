// SPDX-License-Identifier: Apache-2.0
// `sitrep places`: which places are called so? And: a user's GeoNames dump is added to the gazetteer.
#include <algorithm>
#include <iostream>

#include "app/commands.h"
#include "app/data_paths.h"
#include "app/sheet.h"
#include "base/error.h"
#include "base/format.h"
#include "knowledge/geonames_import.h"
#include "knowledge/place_knowledge.h"

namespace sitrep {
namespace {

std::string_view name_or_nothing(const PlaceBase& base, std::uint32_t division) {
  return division == GazetteerEntry::none ? std::string_view{} : base.name(division);
}

std::string line_of(const PlaceBase& base, NamedPlace found) {
  const GazetteerEntry& entry = base.entry(found.place);
  const auto point = entry.point();
  std::string within;
  for (const std::string_view part : {name_or_nothing(base, entry.admin2), name_or_nothing(base, entry.admin1), entry.country()})
    if (!part.empty()) within += format("{}{}", within.empty() ? "" : ", ", part);
  return format("{}\t{}\t{}\t{}\t{}\t{}\t{}\n", base.name(found.place), base.feature(found.place), within,
                point ? format("{:.4f}, {:.4f}", point->lat, point->lon) : "-", entry.population,
                entry.geonameid != 0 ? std::to_string(entry.geonameid) : "-", name_of(found.kind));
}

std::vector<NamedPlace> places_called(const PlaceBase& base, const std::string& name) {
  std::vector<NamedPlace> found;
  base.find(word(base.folded(name)), found);
  std::string bare = name;
  std::erase(bare, '.');
  if (const auto place = base.abbreviated(word(bare))) found.push_back({*place, NameKind::alternate});
  std::stable_sort(found.begin(), found.end(),
                   [&](NamedPlace a, NamedPlace b) { return base.entry(a.place).population > base.entry(b.place).population; });
  return found;
}

int add_dump(const DataPaths& data, const std::vector<std::string>& files) {
  const ImportCounts counts = import_geonames(data.gazetteer, {files.begin(), files.end()}, data.gazetteer);
  std::cout << format("{} places added, {} brought up to date, {} names; {} lines were no rows of a dump\n", counts.added, counts.updated, counts.names, counts.skipped);
  return counts.skipped == 0 ? exit_done : exit_skipped;
}

int run(const Arguments& arguments) {
  const DataPaths data = find_data();
  if (const auto files = arguments.values("add"); !files.empty()) return add_dump(data, files);
  if (arguments.inputs().empty()) throw Error("places: a name is needed, as in `sitrep places Kalbajar`");
  const PlaceKnowledge knowledge = PlaceKnowledge::load(data.gazetteer, data.knowledge);
  const auto most = static_cast<std::size_t>(arguments.number("most", 1));
  bool missing = false;
  std::cout << "name\tfeature\twithin\tlat, lon\tpopulation\tgeonameid\tfound as\n";
  for (const std::string& name : arguments.inputs()) {
    const std::vector<NamedPlace> found = places_called(knowledge.base, name);
    for (std::size_t i = 0; i < std::min(found.size(), most); ++i) std::cout << line_of(knowledge.base, found[i]);
    if (found.empty()) std::cout << format("no place is called {}\n", harmless(name));
    missing |= found.empty();
  }
  return missing ? exit_skipped : exit_done;
}

constexpr Option options[] = {{"most", "N", "places shown for each name, the most populous first", "20"},
                              {"add", "FILE", "add a GeoNames dump to the gazetteer: allCountries.txt, a country's file, alternateNamesV2.txt", "", true}};
constexpr std::string_view examples[] = {"sitrep places Kalbajar Karvachar", "sitrep places --most 3 \"San Jose\"",
                                         "sitrep places --add allCountries.txt --add alternateNamesV2.txt"};

}  // namespace

extern const Command places_command;
const Command places_command{"places", "look names up in the gazetteer, or add a GeoNames dump to it", "NAME…", options, examples, run};

}  // namespace sitrep
