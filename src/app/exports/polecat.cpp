// SPDX-License-Identifier: Apache-2.0
// POLECAT: 40 columns, tabs, header, lists with "; ", None for what is missing. One row for each event of each report.
#include <algorithm>
#include <set>

#include "app/exports/event_view.h"
#include "app/exports/format.h"
#include "app/version.h"
#include "base/format.h"

namespace sitrep::exports {
namespace {

using V = EventView;
constexpr TableStyle style{'\t', true, false, "None"};

/// One text for each party, in their order; a party of which it is not known has "None", so that lists stay side by side.
template <class Text>
std::string listed(const V& v, const std::vector<EntityId>& parties, Text text) {
  std::string list;
  bool is_known = false;
  for (const EntityId id : parties) {
    const std::string item = text(v.entity(id));
    is_known |= !item.empty();
    list += format("{}{}", list.empty() ? "" : "; ", item.empty() ? "None" : item);
  }
  return is_known ? list : "";
}

std::string names(const V& v, const std::vector<EntityId>& parties) {
  return listed(v, parties, [](const Entity& e) { return e.name; });
}
std::string raw_names(const V& v, const std::vector<EntityId>& parties) {
  return listed(v, parties, [&](const Entity& e) { return v.raw_name(e); });
}
std::string countries(const V& v, const std::vector<EntityId>& parties) {
  return listed(v, parties, [](const Entity& e) { return V::country(e); });
}
std::string cow_numbers(const V& v, const std::vector<EntityId>& parties) {
  return listed(v, parties, [&](const Entity& e) {
    const auto cow = v.codes.country(V::country(e)).cow;
    return cow ? format("{}", *cow) : "";
  });
}
std::string sectors(const V& v, const std::vector<EntityId>& parties) {
  return listed(v, parties, [&](const Entity& e) { return v.sector(e); });
}
std::string first_sector(const V& v, const std::vector<EntityId>& parties) { return parties.empty() ? "" : v.sector(v.entity(parties.front())); }
std::string titles(const V& v, const std::vector<EntityId>& parties) {
  return listed(v, parties, [](const Entity& e) { return e.office ? e.office->title : ""; });
}

std::string quad_name(const V& v) {
  constexpr std::array<std::string_view, 5> quads{"", "VERBAL COOPERATION", "MATERIAL COOPERATION", "VERBAL CONFLICT", "MATERIAL CONFLICT"};
  return std::string(quads[static_cast<std::size_t>(v.score().quad)]);
}

bool is_town(const Place& place) { return place.precision == PlacePrecision::exact || place.precision == PlacePrecision::near; }

/// Names of the story's entities of these kinds, each once.
std::string story(const V& v, std::initializer_list<EntityKind> kinds) {
  std::set<std::string> seen;
  std::string list;
  for (const Entity& entity : v.reading.entities)
    if (std::find(kinds.begin(), kinds.end(), entity.kind) != kinds.end() && seen.insert(entity.name).second)
      list += format("{}{}", list.empty() ? "" : "; ", entity.name);
  return list;
}

std::string story_places(const V& v) {
  std::set<std::string> seen;
  std::string list;
  for (const Place& place : v.reading.places)
    if (seen.insert(place.name).second) list += format("{}{}", list.empty() ? "" : "; ", place.name);
  return list;
}

constexpr auto columns = std::to_array<Column<V>>({
    column<V>("Event ID", [](const V& v) { return format("SITREP-{}", v.id()); }),
    column<V>("Event Date", [](const V& v) { return v.day(); }),
    column<V>("Event Type", [](const V& v) { return name_of(v.event.type); }),
    column<V>("Event Mode", [](const V& v) { return v.event.mode; }),
    column<V>("Intensity", [](const V& v) { return v.score().score; }),
    column<V>("Quad Code", [](const V& v) { return quad_name(v); }),
    column<V>("Contexts", [](const V& v) { return format("{}", fmt::join(v.event.contexts, "; ")); }),
    column<V>("Actor Name", [](const V& v) { return names(v, v.event.actors); }),
    column<V>("Actor Country", [](const V& v) { return countries(v, v.event.actors); }),
    column<V>("Actor COW", [](const V& v) { return cow_numbers(v, v.event.actors); }),
    column<V>("Primary Actor Sector", [](const V& v) { return first_sector(v, v.event.actors); }),
    column<V>("Actor Sectors", [](const V& v) { return sectors(v, v.event.actors); }),
    column<V>("Actor Title", [](const V& v) { return titles(v, v.event.actors); }),
    column<V>("Actor Name Raw", [](const V& v) { return raw_names(v, v.event.actors); }),
    not_known<V>("Wikipedia Actor ID"),
    column<V>("Recipient Name", [](const V& v) { return names(v, v.event.targets); }),
    column<V>("Recipient Country", [](const V& v) { return countries(v, v.event.targets); }),
    column<V>("Recipient COW", [](const V& v) { return cow_numbers(v, v.event.targets); }),
    column<V>("Primary Recipient Sector", [](const V& v) { return first_sector(v, v.event.targets); }),
    column<V>("Recipient Sectors", [](const V& v) { return sectors(v, v.event.targets); }),
    column<V>("Recipient Title", [](const V& v) { return titles(v, v.event.targets); }),
    column<V>("Recipient Name Raw", [](const V& v) { return raw_names(v, v.event.targets); }),
    not_known<V>("Wikipedia Recipient ID"),
    column<V>("Placename", [](const V& v) { return v.place() ? v.place()->name : ""; }),
    column<V>("City", [](const V& v) { return v.place() && is_town(*v.place()) ? v.place()->name : ""; }),
    column<V>("District", [](const V& v) { return v.place() && v.place()->precision == PlacePrecision::admin2 ? v.place()->name : ""; }),
    column<V>("Province", [](const V& v) { return v.place() ? v.place()->admin1 : std::nullopt; }),
    column<V>("Country", [](const V& v) { return v.place() ? v.place()->country : std::nullopt; }),
    column<V>("Latitude", [](const V& v) { return v.place() ? v.place()->lat : std::nullopt; }),
    column<V>("Longitude", [](const V& v) { return v.place() ? v.place()->lon : std::nullopt; }),
    column<V>("GeoNames ID", [](const V& v) { return v.place() ? v.place()->geonameid : std::nullopt; }),
    column<V>("Raw Placename", [](const V& v) { return v.place() ? std::string(v.place()->span.of(v.report().text)) : ""; }),
    column<V>("Feature Type", [](const V& v) { return v.place() ? v.place()->feature : std::nullopt; }),
    column<V>("Source", [](const V& v) { return v.report().publisher; }),
    column<V>("Publication Date", [](const V& v) { return day_of(v.report().published); }),
    column<V>("Story People", [](const V& v) { return story(v, {EntityKind::person}); }),
    column<V>("Story Organizations", [](const V& v) { return story(v, {EntityKind::organisation, EntityKind::armed_force, EntityKind::armed_group}); }),
    column<V>("Story Locations", [](const V& v) { return story_places(v); }),
    column<V>("Language", [](const V& v) { return v.report().language; }),
    column<V>("Version", [](const V&) { return program_name(); }),
});
static_assert(columns.size() == 40);

void write(Export& job, std::ostream& out) {
  TableWriter<V> table(out, columns, style);
  each_fact(job, [&](const V& v) { table.row(v); });
}

}  // namespace

extern const Format polecat_format;
const Format polecat_format{"polecat", "POLECAT, tab-separated with its 40 columns", "an event of a report", [] { return infos_of(columns); }, write};

}  // namespace sitrep::exports
