// SPDX-License-Identifier: Apache-2.0
#include "extract/places.h"

#include <algorithm>
#include <map>

#include "base/format.h"
#include "base/strings.h"
#include "extract/place_names.h"
#include "extract/place_resolution.h"
#include "extract/relative_places.h"

namespace sitrep {
namespace {

constexpr std::size_t shown_candidates = 5;

PlacePrecision precision_of(PlaceClass place_class) {
  switch (place_class) {
    case PlaceClass::country: return PlacePrecision::country;
    case PlaceClass::division: return PlacePrecision::admin1;
    case PlaceClass::lower_division: return PlacePrecision::admin2;
    case PlaceClass::capital:
    case PlaceClass::town: return PlacePrecision::exact;
    default: return PlacePrecision::region;
  }
}

/// "Moscow said", "Moscow's position", "talks with Ankara": the government, not the town.
bool stands_for_government(const Document& document, const PlaceKnowledge& knowledge, TokenRange name) {
  const Token& last = document.tokens[name.end - 1];
  if (name.size() > 3 || !knowledge.states.seats.contains(word(lowered(document.span_of(name).of(document.text))))) return false;
  const Token& head = document.tokens[last.head];
  if (last.dep == Dep::nsubj) return knowledge.words.is(head.lemma_hash, PlaceWordKind::statement);
  if (last.dep == Dep::poss) return knowledge.words.is(head.lemma_hash, PlaceWordKind::dealing);
  if (last.dep != Dep::pobj) return false;
  if (last.head != name.begin - 1 && document.tokens[last.head].dep != Dep::prep && document.tokens[last.head].dep != Dep::agent) return false;
  const Token& above = document.tokens[head.head];
  if (head.dep == Dep::agent) return knowledge.words.is(above.lemma_hash, PlaceWordKind::statement);
  const bool of_two = head.lower_hash == "with"_w || head.lower_hash == "between"_w;
  return of_two && knowledge.words.is(above.lemma_hash, PlaceWordKind::dealing);
}

std::string described(const PlaceBase& base, PlaceNumber place) {
  const GazetteerEntry& entry = base.entry(place);
  std::string text(base.name(place));
  if (entry.admin1 != GazetteerEntry::none) text += format(", {}", base.name(entry.admin1));
  if (!entry.country().empty()) text += format(", {}", entry.country());
  return format("{} ({})", text, base.feature(place));
}

FoundPlace found_place(const Document& document, const PlaceBase& base, const PlaceName& name, const PlaceGroup& group) {
  FoundPlace found;
  found.tokens = name.tokens;
  found.place.span = document.span_of(name.tokens);
  found.place.name = std::string(found.place.span.of(document.text));
  found.place.precision = PlacePrecision::region;
  std::vector<PlaceChoice> ranked = group.candidates;
  std::stable_sort(ranked.begin(), ranked.end(), [](const PlaceChoice& a, const PlaceChoice& b) { return a.probability > b.probability; });
  for (const PlaceChoice& choice : ranked)
    if (found.candidates.size() < shown_candidates)
      found.candidates.push_back({choice.place ? described(base, *choice.place) : "none of these", choice.probability});

  const PlaceChoice& chosen = group.candidates[group.chosen];
  if (!chosen.place) return found;
  const GazetteerEntry& entry = base.entry(*chosen.place);
  found.place.name = std::string(base.name(*chosen.place));
  found.place.feature = std::string(base.feature(*chosen.place));
  found.place.confidence = name.probability * chosen.probability;
  if (entry.geonameid != 0) found.place.geonameid = entry.geonameid;
  if (const auto point = entry.point()) {
    found.place.lat = point->lat;
    found.place.lon = point->lon;
  }
  if (!entry.country().empty()) found.place.country = std::string(entry.country());
  if (entry.admin1 != GazetteerEntry::none) found.place.admin1 = std::string(base.name(entry.admin1));
  const PlaceClass place_class = class_of(*found.place.feature);
  if (place_class == PlaceClass::division) found.place.admin1 = found.place.name;
  found.place.precision = precision_of(place_class);
  found.radius_km = entry.radius_km;
  return found;
}

/// In a report about one country a place that no gazetteer has lies there, like all others.
void set_country_of_unknown(std::vector<FoundPlace>& places) {
  std::map<std::string, std::size_t> count;
  std::size_t all = 0;
  for (const FoundPlace& found : places)
    if (found.place.country) ++count[*found.place.country], ++all;
  for (const auto& [country, n] : count)
    if (n >= 3 && n * 5 >= all * 4)
      for (FoundPlace& found : places)
        if (!found.place.country && !found.place.geonameid) found.place.country = country;
}

}  // namespace

std::vector<FoundPlace> find_places(const Document& document, const Report& report, const PlaceKnowledge& knowledge) {
  const PlaceNameFinder finder(document, knowledge);
  const std::vector<PlaceName> names = finder.find();
  PlaceResolver resolver(document, report, knowledge, finder, names);
  resolver.resolve();

  std::vector<FoundPlace> places;
  for (std::uint32_t i = 0; i < names.size(); ++i)
    if (!stands_for_government(document, knowledge, names[i].tokens))
      places.push_back(found_place(document, knowledge.base, names[i], resolver.group_of(i)));
  std::vector<FoundPlace> borders = find_borders(document, knowledge, places);
  place_relatives(document, places);
  set_country_of_unknown(places);
  std::move(borders.begin(), borders.end(), std::back_inserter(places));
  std::stable_sort(places.begin(), places.end(), [](const FoundPlace& a, const FoundPlace& b) { return a.tokens < b.tokens; });
  return places;
}

}  // namespace sitrep
