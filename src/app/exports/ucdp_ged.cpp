// SPDX-License-Identifier: Apache-2.0
// UCDP GED: 49 columns, CSV. One row for each incident in which somebody was killed. Mind the order best, high, low.
#include <cmath>

#include "app/exports/format.h"
#include "base/format.h"

namespace sitrep::exports {
namespace {

using V = IncidentView;
using Number = std::optional<std::int64_t>;

constexpr double near_km = 25;

bool is_unarmed(VictimClass c) { return c != VictimClass::unknown && !is_armed(c); }

Number deaths_of(const V& v, const Party* side) {
  if (!side) return {};
  return count_of(v.incident, Outcome::killed, [&](const CasualtyRow& row) { return row.side == side->key && is_armed(row.victim_class); }).best;
}

Number civilian_deaths(const V& v) {
  return count_of(v.incident, Outcome::killed, [](const CasualtyRow& row) { return is_unarmed(row.victim_class); }).best;
}

/// The rest: no class is told, or it is of neither side.
Number unknown_deaths(const V& v) {
  return count_of(v.incident, Outcome::killed, [&](const CasualtyRow& row) {
    const bool is_of_a_side = row.side && ((v.side_a() && row.side == v.side_a()->key) || (v.side_b() && row.side == v.side_b()->key));
    return !is_unarmed(row.victim_class) && !(is_armed(row.victim_class) && is_of_a_side);
  }).best;
}

/// 1 with a state on one side, 2 without, 3 when the one armed party is said to have killed unarmed people alone.
Number type_of_violence(const V& v) {
  if (v.parties.size() == 2 && !v.hits_only_unarmed()) return v.side_a()->is_state() ? 1 : 2;
  if (v.parties.size() == 1 && v.hits_only_unarmed()) return 3;
  return {};
}

/// "Government of Russia (Soviet Union)": states have UCDP's names.
std::string side_name(const V& v, const Party* side) {
  if (!side) return "";
  const std::string& name = v.codes.country(side->key).ucdp_name;
  return side->is_state() && !name.empty() ? "Government of " + name : side->name();
}

std::string side_b_name(const V& v) { return type_of_violence(v) == 3 ? "Civilians" : side_name(v, v.side_b()); }

bool is_at_sea(const LedgerPlace& place) {
  return !place.country && place.feature && (*place.feature == "SEA" || *place.feature == "OCN" || *place.feature == "GULF" || *place.feature == "STRT");
}

Number where_precision(const V& v) {
  if (!v.place) return {};
  if (is_at_sea(*v.place)) return 7;
  if (v.spread_km > near_km) return 5;
  switch (v.place->precision) {
    case PlacePrecision::exact: return v.spread_km > 0 ? 2 : 1;
    case PlacePrecision::near: return 2;
    case PlacePrecision::admin2: return 3;
    case PlacePrecision::admin1: return 4;
    case PlacePrecision::country: return 6;
    case PlacePrecision::border:
    case PlacePrecision::region: return 5;
  }
  return {};
}

std::int64_t day_count(const DayRange& days) { return (days.last - days.first).count() + 1; }

Number date_precision(const V& v) {
  if (!v.days) return {};
  const std::int64_t count = day_count(*v.days);
  return count == 1 ? 1 : count <= 6 ? 2 : count == 7 ? 3 : count <= 31 ? 4 : 5;
}

Number event_clarity(const V& v) {
  if (!v.days) return {};
  return day_count(*v.days) == 1 ? 1 : 2;
}

std::string date_text(Day day) { return iso_date(day) + " 00:00:00.000"; }

/// Cells of half a degree, numbered from the south-west corner in rows of 720.
Number priogrid_cell(const V& v) {
  if (!v.place || !v.place->lat || !v.place->lon) return {};
  const auto row = static_cast<std::int64_t>(std::floor((std::min(*v.place->lat, 89.75) + 90) * 2));
  const auto column = static_cast<std::int64_t>(std::floor((std::min(*v.place->lon, 179.75) + 180) * 2));
  return row * 720 + column + 1;
}

/// UCDP's regions are ranges of the Gleditsch and Ward numbers.
std::string region(const V& v) {
  const Number gw = v.country().gw;
  if (!gw) return "";
  return *gw < 200 ? "Americas" : *gw < 400 ? "Europe" : *gw < 630 ? "Africa" : *gw < 700 ? "Middle East" : "Asia";
}

std::string gw_of(const V& v, const Party* side) {
  const Number gw = side ? v.codes.country(side->key).gw : Number{};
  return gw ? format("{}", *gw) : "";
}

std::string adm(const V& v, int level) {
  if (!v.place) return "";
  return level == 1 ? v.place->admin1.value_or("") : v.place->precision == PlacePrecision::admin2 ? v.place->name : "";
}

std::string place_names(const V& v) {
  std::string names;
  for (const LedgerPlace& place : v.incident.places) names += format("{}{}", names.empty() ? "" : "; ", place.name);
  return names;
}

/// "Example News, 2022-09-14, Title" for each report.
std::string articles(const V& v) {
  return v.of_reports([](const Report& report) {
    std::string text = report.publisher.value_or("");
    for (const auto& part : {day_of(report.published), report.title})
      if (part) text += format("{}{}", text.empty() ? "" : ", ", *part);
    return std::optional(text);
  });
}

Count killed(const V& v) { return count_of(v.incident, Outcome::killed); }

constexpr auto columns = std::to_array<Column<V>>({
    column<V>("id", [](const V& v) { return v.number; }),
    column<V>("relid", [](const V& v) { return "sitrep-" + v.incident.id; }),  // import knows our rows by it
    column<V>("year", [](const V& v) { return v.days ? Number(static_cast<int>(std::chrono::year_month_day(v.days->first).year())) : Number(); }),
    not_known<V>("active_year"),
    not_known<V>("code_status"),
    column<V>("type_of_violence", [](const V& v) { return type_of_violence(v); }),
    not_known<V>("conflict_dset_id"),
    not_known<V>("conflict_new_id", ColumnType::integer),
    not_known<V>("conflict_name"),
    not_known<V>("dyad_dset_id"),
    not_known<V>("dyad_new_id", ColumnType::integer),
    column<V>("dyad_name", [](const V& v) { return v.side_a() && !side_b_name(v).empty() ? side_name(v, v.side_a()) + " - " + side_b_name(v) : ""; }),
    not_known<V>("side_a_dset_id"),
    not_known<V>("side_a_new_id", ColumnType::integer),
    column<V>("side_a", [](const V& v) { return side_name(v, v.side_a()); }),
    not_known<V>("side_b_dset_id"),
    not_known<V>("side_b_new_id", ColumnType::integer),
    column<V>("side_b", [](const V& v) { return side_b_name(v); }),
    column<V>("number_of_sources", [](const V& v) { return v.incident.reports.size(); }),
    column<V>("source_article", [](const V& v) { return articles(v); }),
    column<V>("source_office", [](const V& v) { return v.publishers(); }),
    column<V>("source_date", [](const V& v) { return v.published_days(); }),
    column<V>("source_headline", [](const V& v) { return v.of_reports([](const Report& report) { return report.title; }); }),
    column<V>("source_original", [](const V& v) { return v.claimants(); }),
    column<V>("where_prec", [](const V& v) { return where_precision(v); }),
    column<V>("where_coordinates", [](const V& v) { return v.place ? v.place->name : ""; }),
    column<V>("where_description", [](const V& v) { return place_names(v); }),
    column<V>("adm_1", [](const V& v) { return adm(v, 1); }),
    column<V>("adm_2", [](const V& v) { return adm(v, 2); }),
    column<V>("latitude", [](const V& v) { return v.place ? v.place->lat : std::nullopt; }),
    column<V>("longitude", [](const V& v) { return v.place ? v.place->lon : std::nullopt; }),
    column<V>("geom_wkt", [](const V& v) { return v.place && v.place->lat && v.place->lon ? format("POINT ({} {})", *v.place->lon, *v.place->lat) : ""; }),
    column<V>("priogrid_gid", [](const V& v) { return priogrid_cell(v); }),
    column<V>("country", [](const V& v) { return v.country().ucdp_name.empty() ? v.country_name() : v.country().ucdp_name; }),
    column<V>("country_id", [](const V& v) { return v.country().gw; }),
    column<V>("region", [](const V& v) { return region(v); }),
    column<V>("event_clarity", [](const V& v) { return event_clarity(v); }),
    column<V>("date_prec", [](const V& v) { return date_precision(v); }),
    column<V>("date_start", [](const V& v) { return v.days ? date_text(v.days->first) : ""; }),
    column<V>("date_end", [](const V& v) { return v.days ? date_text(v.days->last) : ""; }),
    column<V>("deaths_a", [](const V& v) { return deaths_of(v, v.side_a()); }),
    column<V>("deaths_b", [](const V& v) { return deaths_of(v, v.side_b()); }),
    column<V>("deaths_civilians", [](const V& v) { return civilian_deaths(v); }),
    column<V>("deaths_unknown", [](const V& v) { return unknown_deaths(v); }),
    column<V>("best", [](const V& v) { return killed(v).best; }),
    column<V>("high", [](const V& v) { return killed(v).high; }),
    column<V>("low", [](const V& v) { return killed(v).low; }),
    column<V>("gwnoa", [](const V& v) { return gw_of(v, v.side_a()); }),
    column<V>("gwnob", [](const V& v) { return gw_of(v, v.side_b()); }),
});
static_assert(columns.size() == 49);

bool has_dead(const V& v) {
  const Count count = killed(v);
  return count.best.value_or(0) > 0 || count.high.value_or(0) > 0 || count.low.value_or(0) > 0;
}

void write(Export& job, std::ostream& out) {
  TableWriter<V> table(out, columns, csv);
  job.each_incident([&](const V& v) {
    if (has_dead(v)) table.row(v);
    else job.leave_out("incidents without a counted death, which are no events to UCDP");
  });
}

}  // namespace

extern const Format ucdp_ged_format;
const Format ucdp_ged_format{"ucdp-ged", "UCDP GED, CSV with its 49 columns", "an incident with at least one death", [] { return infos_of(columns); }, write};

}  // namespace sitrep::exports
