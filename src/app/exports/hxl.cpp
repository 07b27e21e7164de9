// SPDX-License-Identifier: Apache-2.0
// HXL 1.1: CSV with a row of hashtags below the header. One row for each incident.
#include "app/exports/format.h"
#include "base/format.h"

namespace sitrep::exports {
namespace {

using V = IncidentView;

struct Tagged {
  std::string_view tag;
  Column<V> column;
};

Count count(const V& v, Outcome outcome) { return count_of(v.incident, outcome); }

Count civilians_killed(const V& v) {
  return count_of(v.incident, Outcome::killed, [](const CasualtyRow& row) { return row.victim_class == VictimClass::civilian; });
}

std::string sides(const V& v) {
  std::string text;
  for (const LedgerSide& side : v.incident.sides) text += format("{}{}", text.empty() ? "" : "; ", side.key);
  return text;
}

constexpr auto tagged = std::to_array<Tagged>({
    {"#event+id", column<V>("incident", [](const V& v) { return v.incident.id; })},
    {"#event+type", column<V>("kind", [](const V& v) { return v.incident.kind; })},
    {"#event+name", column<V>("title", [](const V& v) { return v.incident.title; })},
    {"#date+occurred+start", column<V>("from", [](const V& v) { return v.days ? iso_date(v.days->first) : ""; })},
    {"#date+occurred+end", column<V>("to", [](const V& v) { return v.days ? iso_date(v.days->last) : ""; })},
    {"#date+reported+start", column<V>("first_seen", [](const V& v) { return day_of(v.incident.first_seen); })},
    {"#date+reported+end", column<V>("last_seen", [](const V& v) { return day_of(v.incident.last_seen); })},
    {"#country+code", column<V>("country_code", [](const V& v) { return v.place ? v.place->country.value_or("") : ""; })},
    {"#country+name", column<V>("country", [](const V& v) { return v.country_name(); })},
    {"#adm1+name", column<V>("admin1", [](const V& v) { return v.place ? v.place->admin1.value_or("") : ""; })},
    {"#loc+name", column<V>("place", [](const V& v) { return v.place ? v.place->name : ""; })},
    {"#loc+precision", column<V>("precision", [](const V& v) { return v.place ? name_of(v.place->precision) : std::string_view(); })},
    {"#geo+lat", column<V>("latitude", [](const V& v) { return v.place ? v.place->lat : std::nullopt; })},
    {"#geo+lon", column<V>("longitude", [](const V& v) { return v.place ? v.place->lon : std::nullopt; })},
    {"#org+parties+list", column<V>("sides", [](const V& v) { return sides(v); })},
    {"#affected+killed+low", column<V>("killed_low", [](const V& v) { return count(v, Outcome::killed).low; })},
    {"#affected+killed+best", column<V>("killed_best", [](const V& v) { return count(v, Outcome::killed).best; })},
    {"#affected+killed+high", column<V>("killed_high", [](const V& v) { return count(v, Outcome::killed).high; })},
    {"#affected+killed+civilians", column<V>("civilians_killed", [](const V& v) { return civilians_killed(v).best; })},
    {"#affected+injured+low", column<V>("injured_low", [](const V& v) { return count(v, Outcome::injured).low; })},
    {"#affected+injured+best", column<V>("injured_best", [](const V& v) { return count(v, Outcome::injured).best; })},
    {"#affected+injured+high", column<V>("injured_high", [](const V& v) { return count(v, Outcome::injured).high; })},
    {"#affected+missing", column<V>("missing", [](const V& v) { return count(v, Outcome::missing).best; })},
    {"#affected+displaced", column<V>("displaced", [](const V& v) { return count(v, Outcome::displaced).best; })},
    {"#status+figures", column<V>("figure_grade", [](const V& v) { return name_of(v.incident.figure_grade); })},
    {"#status+responsibility", column<V>("responsibility_grade", [](const V& v) { return name_of(v.incident.responsibility_grade); })},
    {"#meta+sources+num", column<V>("independent_sources", [](const V& v) { return v.incident.independent_sources; })},
    {"#meta+source+name", column<V>("publishers", [](const V& v) { return v.publishers(); })},
    {"#meta+source+url", column<V>("urls", [](const V& v) { return v.urls(); })},
});

constexpr auto columns = [] {
  std::array<Column<V>, tagged.size()> list{};
  for (std::size_t i = 0; i < tagged.size(); ++i) list[i] = tagged[i].column;
  return list;
}();

void write(Export& job, std::ostream& out) {
  TableWriter<V> table(out, columns, csv);
  for (std::size_t i = 0; i < tagged.size(); ++i) out << (i > 0 ? "," : "") << tagged[i].tag;
  out << '\n';
  job.each_incident([&](const V& v) { table.row(v); });
}

}  // namespace

extern const Format hxl_format;
const Format hxl_format{"hxl", "HXL 1.1, CSV with a row of hashtags", "an incident", [] { return infos_of(columns); }, write};

}  // namespace sitrep::exports
