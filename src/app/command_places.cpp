// SPDX-License-Identifier: Apache-2.0
// `sitrep places`: which places are called so?
#include <algorithm>
#include <iostream>

#include "app/commands.h"
#include "app/data_paths.h"
#include "base/error.h"
#include "base/format.h"
#include "knowledge/place_base.h"

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

int run(const Arguments& arguments) {
  if (arguments.inputs().empty()) throw Error("places: a name is needed, as in `sitrep places Kalbajar`");
  const DataPaths data = find_data();
  const PlaceBase base(data.gazetteer, data.knowledge / "places");
  const auto most = static_cast<std::size_t>(arguments.number("most", 1));
  bool missing = false;
  std::cout << "name\tfeature\twithin\tlat, lon\tpopulation\tgeonameid\tfound as\n";
  for (const std::string& name : arguments.inputs()) {
    std::vector<NamedPlace> found;
    base.find(word(base.folded(name)), found);
    std::stable_sort(found.begin(), found.end(),
                     [&](NamedPlace a, NamedPlace b) { return base.entry(a.place).population > base.entry(b.place).population; });
    for (std::size_t i = 0; i < std::min(found.size(), most); ++i) std::cout << line_of(base, found[i]);
    if (found.empty()) std::cout << format("no place is called {}\n", name);
    missing |= found.empty();
  }
  return missing ? exit_skipped : exit_done;
}

constexpr Option options[] = {{"most", "N", "places shown for each name, the most populous first", "20"}};
constexpr std::string_view examples[] = {"sitrep places Kalbajar Karvachar", "sitrep places --most 3 \"San Jose\""};

}  // namespace

extern const Command places_command;
const Command places_command{"places", "look names up in the gazetteer", "NAME…", options, examples, run};

}  // namespace sitrep
