// SPDX-License-Identifier: Apache-2.0
// ACLED: 31 columns, CSV, in the order of its API. One row for each incident of a kind that ACLED has; its types come from
// knowledge/ontology/acled.tsv.
#include <algorithm>

#include "app/exports/format.h"
#include "base/format.h"

namespace sitrep::exports {
namespace {

using V = IncidentView;
using Number = std::optional<std::int64_t>;

constexpr double near_km = 25;

const AcledKind* kind_of(const V& v) { return v.codes.acled_kind(v.incident.kind, v.victims()); }

std::string disorder_type(const V& v) {
  const std::string& type = kind_of(v)->event_type;
  if (type.empty()) return "";
  if (type == "Protests" || type == "Riots") return "Demonstrations";
  return type == "Strategic developments" ? type : "Political violence";
}

Number days_between(const V& v) { return v.days ? Number((v.days->last - v.days->first).count()) : Number(); }

Number time_precision(const V& v) {
  const Number days = days_between(v);
  if (!days) return {};
  return *days == 0 ? 1 : *days < 7 ? 2 : 3;
}

Number geo_precision(const V& v) {
  if (!v.place) return {};
  if (v.spread_km > near_km) return 3;
  switch (v.place->precision) {
    case PlacePrecision::exact: return v.spread_km > 0 ? 2 : 1;
    case PlacePrecision::near:
    case PlacePrecision::admin2: return 2;
    default: return 3;
  }
}

/// 1 state forces, 2 rebel groups, 3 political militias, 8 forces of a state outside of its own territory.
Number inter(const V& v, const Party* side) {
  if (!side) return {};
  if (side->is_state()) {
    if (!v.place || !v.place->country) return {};
    return *v.place->country == side->key ? 1 : 8;
  }
  const std::string& type = side->actor->type;
  if (type == "rebel" || type == "separatist" || type == "jihadist") return 2;
  if (type == "militia" || type == "paramilitary") return 3;
  return {};
}

bool is_against_civilians(const V& v) { return kind_of(v)->event_type == "Violence against civilians"; }

Number inter1(const V& v) { return inter(v, v.side_a()); }
Number inter2(const V& v) { return is_against_civilians(v) ? 7 : inter(v, v.side_b()); }

/// The two digits, the lower one first.
std::string interaction(const V& v) {
  const Number a = inter1(v);
  const Number b = inter2(v);
  return a && b ? format("{}{}", std::min(*a, *b), std::max(*a, *b)) : "";
}

std::string actor2(const V& v) {
  if (v.side_b()) return v.side_b()->name();
  return is_against_civilians(v) && v.side_a() ? "Civilians" : "";
}

std::string civilian_targeting(const V& v) {
  const bool is_violence = disorder_type(v) == "Political violence";
  return is_against_civilians(v) || (is_violence && v.hits_only_unarmed()) ? "Civilian targeting" : "";
}

std::string tags(const V& v) {
  std::string text;
  for (const auto& [name, grade] : {std::pair("figures", v.incident.figure_grade), std::pair("responsibility", v.incident.responsibility_grade)})
    if (grade == Grade::contested) text += format("{}contested {}", text.empty() ? "" : "; ", name);
  return text;
}

/// Seconds since 1970 of the day of the newest report: no clock is kept.
Number timestamp(const V& v) {
  const auto day = v.incident.last_seen ? exact_day(*v.incident.last_seen) : std::nullopt;
  return day ? Number(std::chrono::seconds(day->time_since_epoch()).count()) : Number();
}

std::string name_of(const Party* side) { return side ? side->name() : ""; }

constexpr auto columns = std::to_array<Column<V>>({
    column<V>("event_id_cnty", [](const V& v) { return format("SIT{}", v.number); }),
    column<V>("event_date", [](const V& v) { return v.days ? iso_date(v.days->first) : ""; }),
    column<V>("year", [](const V& v) { return v.days ? Number(static_cast<int>(std::chrono::year_month_day(v.days->first).year())) : Number(); }),
    column<V>("time_precision", [](const V& v) { return time_precision(v); }),
    column<V>("disorder_type", [](const V& v) { return disorder_type(v); }),
    column<V>("event_type", [](const V& v) { return kind_of(v)->event_type; }),
    column<V>("sub_event_type", [](const V& v) { return kind_of(v)->sub_event_type; }),
    column<V>("actor1", [](const V& v) { return name_of(v.side_a()); }),
    not_known<V>("assoc_actor_1"),
    column<V>("inter1", [](const V& v) { return inter1(v); }),
    column<V>("actor2", [](const V& v) { return actor2(v); }),
    not_known<V>("assoc_actor_2"),
    column<V>("inter2", [](const V& v) { return inter2(v); }),
    column<V>("interaction", [](const V& v) { return interaction(v); }),
    column<V>("civilian_targeting", [](const V& v) { return civilian_targeting(v); }),
    column<V>("iso", [](const V& v) { return v.country().iso; }),
    column<V>("region", [](const V& v) { return v.country().acled_region; }),
    column<V>("country", [](const V& v) { return v.country().acled_name.empty() ? v.country_name() : v.country().acled_name; }),
    column<V>("admin1", [](const V& v) { return v.place ? v.place->admin1.value_or("") : ""; }),
    column<V>("admin2", [](const V& v) { return v.place && v.place->precision == PlacePrecision::admin2 ? v.place->name : ""; }),
    not_known<V>("admin3"),
    column<V>("location", [](const V& v) { return v.place ? v.place->name : ""; }),
    column<V>("latitude", [](const V& v) { return v.place ? v.place->lat : std::nullopt; }),
    column<V>("longitude", [](const V& v) { return v.place ? v.place->lon : std::nullopt; }),
    column<V>("geo_precision", [](const V& v) { return geo_precision(v); }),
    column<V>("source", [](const V& v) { return v.publishers(); }),
    not_known<V>("source_scale"),
    column<V>("notes", [](const V& v) { return v.notes(); }),
    column<V>("fatalities", [](const V& v) { return count_of(v.incident, Outcome::killed).low; }),
    column<V>("tags", [](const V& v) { return tags(v); }),
    column<V>("timestamp", [](const V& v) { return timestamp(v); }),
});
static_assert(columns.size() == 31);

void write(Export& job, std::ostream& out) {
  TableWriter<V> table(out, columns, csv);
  job.each_incident([&](const V& v) {
    if (kind_of(v)) table.row(v);
    else job.leave_out("incidents of kinds that ACLED has no type for (talks, calls, visits)");
  });
}

}  // namespace

extern const Format acled_format;
const Format acled_format{"acled", "ACLED, CSV with its 31 columns", "an incident of a kind that ACLED has", [] { return infos_of(columns); }, write};

}  // namespace sitrep::exports
