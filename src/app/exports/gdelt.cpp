// SPDX-License-Identifier: Apache-2.0
// GDELT 2.0: the event table (61 columns) and the table of mentions (16), tabs, no header. Both have one row for each pair of
// parties of each event of each report, with the same GLOBALEVENTID.
#include <array>
#include <cmath>

#include "app/exports/event_view.h"
#include "app/exports/format.h"
#include "base/format.h"
#include "base/strings.h"
#include "base/utf8.h"

namespace sitrep::exports {
namespace {

using V = DyadView;
using Number = std::optional<std::int64_t>;
constexpr TableStyle style{'\t', false, false, ""};

/// "20220914" of "2022-09-14".
Number digits(const std::optional<std::string>& day, std::size_t count) {
  if (!day) return {};
  Number number = 0;
  for (const char c : *day)
    if (is_digit(c) && count > 0) {
      number = *number * 10 + (c - '0');
      --count;
    }
  return number;
}

/// YYYYMMDDHHMMSS of the publication; midnight when only the day is known.
Number moment(const V& v) {
  const Number day = digits(day_of(v.report().published), 8);
  if (!day) return {};
  const std::string& time = *v.report().published;
  const bool has_time = time.size() >= 16 && time[10] == 'T';
  const Number clock = has_time ? digits(time.substr(11, 2) + time.substr(14, 2) + (time.size() >= 19 && time[16] == ':' ? time.substr(17, 2) : "00"), 6) : Number(0);
  return *day * 1000000 + *clock;
}

std::optional<double> fraction_date(const V& v) {
  const auto day = v.day() ? exact_day(*v.day()) : std::nullopt;
  if (!day) return {};
  const std::chrono::year_month_day date(*day);
  const Day first = std::chrono::sys_days(date.year() / std::chrono::January / 1);
  return static_cast<int>(date.year()) + std::round((static_cast<double>((*day - first).count()) + 1) / 365.0 * 10000) / 10000;
}

std::string country(const Entity* e) { return e ? V::country(*e) : ""; }

/// CAMEO's form: the country, then the sector.
std::string actor_code(const V& v, const Entity* e) { return e ? country(e) + (e->kind == EntityKind::state ? "" : v.sector(*e)) : ""; }

std::string group_code(const Entity* e) { return e && e->actor && (e->kind == EntityKind::armed_group || e->kind == EntityKind::organisation) ? *e->actor : ""; }

/// 1 country, 3 town, 4 town elsewhere than the USA, 5 first-order division elsewhere.
Number geo_type(const V& v) {
  const Place* place = v.place();
  if (!place || !place->country) return {};
  const bool is_usa = *place->country == "USA";
  switch (place->precision) {
    case PlacePrecision::country: return 1;
    case PlacePrecision::admin1: return is_usa ? 2 : 5;
    case PlacePrecision::exact:
    case PlacePrecision::near: return is_usa ? 3 : 4;
    default: return {};
  }
}

std::string full_name(const V& v) {
  const Place* place = v.place();
  if (!place) return "";
  std::string name = place->name;
  if (place->admin1 && *place->admin1 != place->name) name += ", " + *place->admin1;
  if (place->country && place->precision != PlacePrecision::country) name += ", " + v.country_name(*place->country);
  return name;
}

std::string fips(const V& v) { return v.place() && v.place()->country ? v.codes.country(*v.place()->country).fips : ""; }
std::string root_code(const V& v) { return v.event.cameo.substr(0, 2); }
std::string base_code(const V& v) { return v.event.cameo.substr(0, 3); }
std::string sector(const V& v, const Entity* e) { return e ? v.sector(*e) : ""; }
std::string address(const V& v) { return v.report().url.value_or(v.report().id); }

constexpr auto event_columns = std::to_array<Column<V>>({
    column<V>("GLOBALEVENTID", [](const V& v) { return v.id(); }),
    column<V>("SQLDATE", [](const V& v) { return digits(v.day(), 8); }),
    column<V>("MonthYear", [](const V& v) { return digits(v.day(), 6); }),
    column<V>("Year", [](const V& v) { return digits(v.day(), 4); }),
    column<V>("FractionDate", [](const V& v) { return fraction_date(v); }),
    column<V>("Actor1Code", [](const V& v) { return actor_code(v, v.source); }),
    column<V>("Actor1Name", [](const V& v) { return v.source ? v.source->name : ""; }),
    column<V>("Actor1CountryCode", [](const V& v) { return country(v.source); }),
    column<V>("Actor1KnownGroupCode", [](const V& v) { return group_code(v.source); }),
    not_known<V>("Actor1EthnicCode"),
    not_known<V>("Actor1Religion1Code"),
    not_known<V>("Actor1Religion2Code"),
    column<V>("Actor1Type1Code", [](const V& v) { return sector(v, v.source); }),
    not_known<V>("Actor1Type2Code"),
    not_known<V>("Actor1Type3Code"),
    column<V>("Actor2Code", [](const V& v) { return actor_code(v, v.target); }),
    column<V>("Actor2Name", [](const V& v) { return v.target ? v.target->name : ""; }),
    column<V>("Actor2CountryCode", [](const V& v) { return country(v.target); }),
    column<V>("Actor2KnownGroupCode", [](const V& v) { return group_code(v.target); }),
    not_known<V>("Actor2EthnicCode"),
    not_known<V>("Actor2Religion1Code"),
    not_known<V>("Actor2Religion2Code"),
    column<V>("Actor2Type1Code", [](const V& v) { return sector(v, v.target); }),
    not_known<V>("Actor2Type2Code"),
    not_known<V>("Actor2Type3Code"),
    not_known<V>("IsRootEvent", ColumnType::integer),
    column<V>("EventCode", [](const V& v) { return v.event.cameo; }),
    column<V>("EventBaseCode", [](const V& v) { return base_code(v); }),
    column<V>("EventRootCode", [](const V& v) { return root_code(v); }),
    column<V>("QuadClass", [](const V& v) { return v.score().quad; }),
    column<V>("GoldsteinScale", [](const V& v) { return v.event.goldstein; }),
    column<V>("NumMentions", [](const V&) { return 1; }),
    column<V>("NumSources", [](const V&) { return 1; }),
    column<V>("NumArticles", [](const V&) { return 1; }),
    not_known<V>("AvgTone", ColumnType::real),
    not_known<V>("Actor1Geo_Type", ColumnType::integer),
    not_known<V>("Actor1Geo_FullName"),
    not_known<V>("Actor1Geo_CountryCode"),
    not_known<V>("Actor1Geo_ADM1Code"),
    not_known<V>("Actor1Geo_ADM2Code"),
    not_known<V>("Actor1Geo_Lat", ColumnType::real),
    not_known<V>("Actor1Geo_Long", ColumnType::real),
    not_known<V>("Actor1Geo_FeatureID"),
    not_known<V>("Actor2Geo_Type", ColumnType::integer),
    not_known<V>("Actor2Geo_FullName"),
    not_known<V>("Actor2Geo_CountryCode"),
    not_known<V>("Actor2Geo_ADM1Code"),
    not_known<V>("Actor2Geo_ADM2Code"),
    not_known<V>("Actor2Geo_Lat", ColumnType::real),
    not_known<V>("Actor2Geo_Long", ColumnType::real),
    not_known<V>("Actor2Geo_FeatureID"),
    column<V>("ActionGeo_Type", [](const V& v) { return geo_type(v); }),
    column<V>("ActionGeo_FullName", [](const V& v) { return full_name(v); }),
    column<V>("ActionGeo_CountryCode", [](const V& v) { return fips(v); }),
    not_known<V>("ActionGeo_ADM1Code"),
    not_known<V>("ActionGeo_ADM2Code"),
    column<V>("ActionGeo_Lat", [](const V& v) { return v.place() ? v.place()->lat : std::nullopt; }),
    column<V>("ActionGeo_Long", [](const V& v) { return v.place() ? v.place()->lon : std::nullopt; }),
    column<V>("ActionGeo_FeatureID", [](const V& v) { return v.place() && v.place()->geonameid ? format("{}", *v.place()->geonameid) : ""; }),
    column<V>("DATEADDED", [](const V& v) { return moment(v); }),
    column<V>("SOURCEURL", [](const V& v) { return address(v); }),
});
static_assert(event_columns.size() == 61);

Number offset_of(const V& v, const Entity* e) {
  return e && !e->mentions.empty() ? Number(v.index.code_point_at(e->mentions.front().begin)) : Number();
}

constexpr auto mention_columns = std::to_array<Column<V>>({
    column<V>("GLOBALEVENTID", [](const V& v) { return v.id(); }),
    column<V>("EventTimeDate", [](const V& v) { return moment(v); }),
    column<V>("MentionTimeDate", [](const V& v) { return moment(v); }),
    column<V>("MentionType", [](const V& v) { return v.report().url ? 1 : 2; }),
    column<V>("MentionSourceName", [](const V& v) { return v.report().publisher; }),
    column<V>("MentionIdentifier", [](const V& v) { return address(v); }),
    column<V>("SentenceID", [](const V& v) { return v.sentence_number(); }),
    column<V>("Actor1CharOffset", [](const V& v) { return offset_of(v, v.source); }),
    column<V>("Actor2CharOffset", [](const V& v) { return offset_of(v, v.target); }),
    column<V>("ActionCharOffset", [](const V& v) { return v.index.code_point_at(v.event.anchor.begin); }),
    not_known<V>("InRawText", ColumnType::integer),
    not_known<V>("Confidence", ColumnType::integer),
    column<V>("MentionDocLen", [](const V& v) { return count_code_points(v.report().text); }),
    not_known<V>("MentionDocTone", ColumnType::real),
    not_known<V>("MentionDocTranslationInfo"),
    not_known<V>("Extras"),
});
static_assert(mention_columns.size() == 16);

template <std::size_t N>
void write(Export& job, std::ostream& out, const std::array<Column<V>, N>& columns) {
  TableWriter<V> table(out, columns, style);
  each_fact(job, [&](const EventView& event) { each_dyad(event, [&](const V& v) { table.row(v); }); });
}

}  // namespace

extern const Format gdelt_events_format;
const Format gdelt_events_format{"gdelt-events", "GDELT 2.0 events, tab-separated, 61 columns without header", "a pair of parties of an event of a report",
                                 [] { return infos_of(event_columns); }, [](Export& job, std::ostream& out) { write(job, out, event_columns); }};

extern const Format gdelt_mentions_format;
const Format gdelt_mentions_format{"gdelt-mentions", "GDELT 2.0 mentions, tab-separated, 16 columns without header", "the same, with where the report says it",
                                   [] { return infos_of(mention_columns); }, [](Export& job, std::ostream& out) { write(job, out, mention_columns); }};

}  // namespace sitrep::exports
