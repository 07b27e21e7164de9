// SPDX-License-Identifier: Apache-2.0
// ICEWS: 20 columns, tabs, header, no quotes. One row for each pair of parties of each event of each report.
#include "app/exports/event_view.h"
#include "app/exports/format.h"
#include "base/format.h"

namespace sitrep::exports {
namespace {

using V = DyadView;
constexpr TableStyle style{'\t', true, false, ""};

bool is_town(const Place& place) { return place.precision == PlacePrecision::exact || place.precision == PlacePrecision::near; }

std::string country_of(const V& v, const Entity& entity) { return entity.country ? v.country_name(*entity.country) : ""; }

/// ICEWS has the words of the CAMEO manual here; these are PLOVER's.
std::string event_text(const V& v) { return v.event.mode ? format("{} {}", name_of(v.event.type), *v.event.mode) : std::string(name_of(v.event.type)); }

constexpr auto columns = std::to_array<Column<V>>({
    column<V>("Event ID", [](const V& v) { return v.id(); }),
    column<V>("Event Date", [](const V& v) { return v.day(); }),
    column<V>("Source Name", [](const V& v) { return v.source->name; }),
    column<V>("Source Sectors", [](const V& v) { return v.sector(*v.source); }),
    column<V>("Source Country", [](const V& v) { return country_of(v, *v.source); }),
    column<V>("Event Text", [](const V& v) { return event_text(v); }),
    column<V>("CAMEO Code", [](const V& v) { return v.event.cameo; }),
    column<V>("Intensity", [](const V& v) { return v.event.goldstein; }),
    column<V>("Target Name", [](const V& v) { return v.target->name; }),
    column<V>("Target Sectors", [](const V& v) { return v.sector(*v.target); }),
    column<V>("Target Country", [](const V& v) { return country_of(v, *v.target); }),
    column<V>("Story ID", [](const V& v) { return v.report().id; }),
    column<V>("Sentence Number", [](const V& v) { return v.sentence_number(); }),
    column<V>("Publisher", [](const V& v) { return v.report().publisher; }),
    column<V>("City", [](const V& v) { return v.place() && is_town(*v.place()) ? v.place()->name : ""; }),
    column<V>("District", [](const V& v) { return v.place() && v.place()->precision == PlacePrecision::admin2 ? v.place()->name : ""; }),
    column<V>("Province", [](const V& v) { return v.place() ? v.place()->admin1 : std::nullopt; }),
    column<V>("Country", [](const V& v) { return v.place() && v.place()->country ? v.country_name(*v.place()->country) : ""; }),
    column<V>("Latitude", [](const V& v) { return v.place() ? v.place()->lat : std::nullopt; }),
    column<V>("Longitude", [](const V& v) { return v.place() ? v.place()->lon : std::nullopt; }),
});
static_assert(columns.size() == 20);

void write(Export& job, std::ostream& out) {
  TableWriter<V> table(out, columns, style);
  each_fact(job, [&](const EventView& event) {
    each_dyad(event, [&](const V& v) {
      if (v.source && v.target) table.row(v);
      else job.leave_out("events of which one party is not known, which ICEWS has no row for");
    });
  });
}

}  // namespace

extern const Format icews_format;
const Format icews_format{"icews", "ICEWS, tab-separated with its 20 columns", "a pair of parties of an event of a report", [] { return infos_of(columns); }, write};

}  // namespace sitrep::exports
