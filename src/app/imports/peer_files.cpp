// SPDX-License-Identifier: Apache-2.0
#include "app/imports/peer_files.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <map>

#include "app/imports/csv_rows.h"
#include "base/dates.h"
#include "base/error.h"
#include "base/format.h"
#include "base/strings.h"

namespace sitrep::imports {
namespace {

constexpr std::string_view ged_order =
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id "
    "side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start date_end "
    "deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob";

/// Names of columns in other releases.
constexpr std::pair<std::string_view, std::string_view> other_names[] = {
    {"best_est", "best"}, {"high_est", "high"}, {"low_est", "low"}, {"deaths_civ", "deaths_civilians"}, {"deaths_unk", "deaths_unknown"}, {"lat", "latitude"},
    {"lon", "longitude"}, {"long", "longitude"}, {"where_precision", "where_prec"}, {"where_coord", "where_coordinates"}, {"adm1", "adm_1"}, {"event_id", "id"},
    {"data_id", "event_id_cnty"}, {"event_id_no_cnty", "event_id_cnty"}, {"time_prec", "time_precision"}, {"geo_prec", "geo_precision"},
};

/// A row that cannot be used; the reason is for the user.
struct BadRow {
  std::string reason;
};

/// The cells of a row by the names of their columns.
class Fields {
 public:
  explicit Fields(const std::vector<std::string>& header) {
    for (std::size_t i = 0; i < header.size(); ++i) {
      std::string name = lowered(trimmed(header[i]));
      for (const auto& [theirs, ours] : other_names)
        if (name == theirs && std::find(header.begin(), header.end(), ours) == header.end()) name = ours;
      columns_.emplace(std::move(name), i);
    }
    count_ = header.size();
  }

  bool has(std::string_view name) const { return columns_.contains(name); }
  std::size_t count() const { return count_; }
  void take(const std::vector<std::string>& cells) { cells_ = &cells; }

  /// Without the apostrophe that keeps spreadsheets from taking it for a formula.
  std::string text(std::string_view name) const {
    const auto at = columns_.find(name);
    if (at == columns_.end()) return "";
    std::string_view cell = trimmed((*cells_)[at->second]);
    if (cell.size() > 1 && cell[0] == '\'' && std::string_view("=+-@").find(cell[1]) != std::string_view::npos) cell.remove_prefix(1);
    return cell == "NA" || cell == "NULL" ? "" : std::string(cell);
  }
  std::optional<double> real(std::string_view name) const {
    const std::string cell = text(name);
    if (cell.empty()) return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc{} || end != cell.data() + cell.size() || !std::isfinite(value)) throw BadRow{format("{} is '{}', which is no number", name, shown(cell))};
    return value;
  }
  /// Also "3.0", as some tools write whole numbers.
  std::optional<std::int64_t> count(std::string_view name) const {
    const auto value = real(name);
    if (!value) return std::nullopt;
    if (*value < 0 || *value > 1e9 || *value != std::floor(*value)) throw BadRow{format("{} is '{}', which is no count", name, shown(text(name)))};
    return static_cast<std::int64_t>(*value);
  }
  static std::string shown(const std::string& cell) { return cell.substr(0, 40); }

 private:
  std::map<std::string, std::size_t, std::less<>> columns_;
  std::size_t count_ = 0;
  const std::vector<std::string>* cells_ = nullptr;
};

/// "2022-09-13", "2022-09-13 00:00:00.000", "9/13/2022", "13 September 2022".
std::string day_of(const Fields& row, std::string_view name) {
  std::string text = row.text(name);
  if (const auto day = exact_day(std::string_view(text).substr(0, 10))) return iso_date(*day);
  static constexpr std::array<std::string_view, 12> months{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"};
  std::string parts = lowered(text);
  std::replace(parts.begin(), parts.end(), '/', ' ');
  const auto words = list_items(parts, ' ');
  if (words.size() >= 3) {
    const auto month = std::find(months.begin(), months.end(), words[1]);
    const std::string iso = month != months.end() ? format("{:0>4}-{:02}-{:0>2}", words[2], month - months.begin() + 1, words[0])
                                                  : format("{:0>4}-{:0>2}-{:0>2}", words[2], words[0], words[1]);
    if (const auto day = exact_day(iso)) return iso_date(*day);
  }
  throw BadRow{format("{} is '{}', which is no day", name, Fields::shown(text))};
}

void check_coordinates(const PeerEvent& event) {
  if (event.lat && std::abs(*event.lat) > 90) throw BadRow{format("latitude is {}, beyond the pole", *event.lat)};
  if (event.lon && std::abs(*event.lon) > 180) throw BadRow{format("longitude is {}, beyond 180 degrees", *event.lon)};
  if (event.to < event.from) throw BadRow{format("it ends on {}, before it begins on {}", event.to, event.from)};
}

void check_order(const PeerFigure& total) {
  const auto above = [](const auto& a, const auto& b) { return a && b && *a > *b; };
  if (above(total.low, total.best) || above(total.best, total.high) || above(total.low, total.high))
    throw BadRow{"the figures are not in the order low, best, high; are the columns mixed up?"};
}

VictimClass fighters_of(const PeerSide& side) { return side.kind == EntityKind::state ? VictimClass::military : VictimClass::militant; }

/// One kind of victim: its figure has all that is known. Several: they add up when the total is exact, else they are parts.
std::vector<PeerFigure> ged_figures(const Fields& row, const PeerEvent& event) {
  PeerFigure total{{}, VictimClass::unknown, row.count("low"), row.count("best"), row.count("high"), false};
  check_order(total);
  const std::int64_t unknown = row.count("deaths_unknown").value_or(0);
  std::vector<PeerFigure> parts;
  std::int64_t sum = 0;
  const auto add = [&](std::string_view column, std::optional<std::size_t> side, VictimClass victim_class) {
    const std::int64_t dead = row.count(column).value_or(0);
    sum += dead;
    if (dead > 0) parts.push_back({side, victim_class, dead, dead, dead, false});
  };
  if (!event.sides.empty()) add("deaths_a", 0, fighters_of(event.sides[0]));
  if (event.sides.size() > 1) add("deaths_b", 1, fighters_of(event.sides[1]));
  add("deaths_civilians", std::nullopt, VictimClass::civilian);
  if (!total.best && !total.low && !total.high) return parts;
  if (unknown == 0 && parts.size() == 1 && sum == total.best) {
    total.side = parts[0].side;
    total.victim_class = parts[0].victim_class;
    return {total};
  }
  const bool is_exact = unknown == 0 && sum == total.best && total.low == total.best && total.high == total.best;
  if (is_exact && !parts.empty()) return parts;
  for (PeerFigure& part : parts) {
    part.is_part = true;
    if (total.low != total.high) part.low = part.high = std::nullopt;
  }
  parts.insert(parts.begin(), total);
  return parts;
}

PlacePrecision ged_precision(std::int64_t where_prec) {
  constexpr std::array<PlacePrecision, 7> precisions{PlacePrecision::exact, PlacePrecision::near, PlacePrecision::admin2, PlacePrecision::admin1,
                                                     PlacePrecision::region, PlacePrecision::country, PlacePrecision::region};
  if (where_prec < 1 || where_prec > 7) throw BadRow{format("where_prec is {}; it is 1 to 7", where_prec)};
  return precisions[static_cast<std::size_t>(where_prec - 1)];
}

PeerEvent ged_event(const Fields& row, const Actors& actors, const PeerCodes& codes) {
  PeerEvent event;
  event.data_set = "UCDP GED";
  event.id = "ucdp-ged:" + row.text("id");
  if (row.text("id").empty()) throw BadRow{"it has no id"};
  const auto type = row.count("type_of_violence");
  if (!type ? !row.text("type_of_violence").empty() : *type < 1 || *type > 3) throw BadRow{format("type_of_violence is '{}'; it is 1, 2 or 3", Fields::shown(row.text("type_of_violence")))};
  event.kind = "attack";  // UCDP does not say by what means
  event.from = day_of(row, "date_start");
  event.to = row.text("date_end").empty() ? event.from : day_of(row, "date_end");
  event.place = row.text("where_coordinates");
  event.lat = row.real("latitude");
  event.lon = row.real("longitude");
  if (const auto gw = row.count("country_id")) event.country = codes.country_of_gw(*gw);
  if (!event.country && !row.text("country").empty()) event.country = side_named("Government of " + row.text("country"), {}, actors, codes).key;
  if (event.place.empty()) event.place = row.text("country");
  if (!row.text("adm_1").empty()) event.admin1 = row.text("adm_1");
  event.precision = ged_precision(row.count("where_prec").value_or(6));
  event.is_one_sided = type == 3;
  for (const auto& [name, gw] : {std::pair("side_a", "gwnoa"), std::pair("side_b", "gwnob")}) {
    const std::string side = row.text(name);
    if (side.empty() || side == "Civilians") continue;
    const auto number = row.text(gw).find_first_not_of("0123456789") == std::string::npos ? row.count(gw) : std::nullopt;
    event.sides.push_back(side_named(side, number, actors, codes));
  }
  if (event.sides.empty()) event.is_one_sided = false;
  check_coordinates(event);
  event.figures = ged_figures(row, event);
  return event;
}

/// The day of the last change, in seconds since 1970.
std::optional<std::string> day_of_timestamp(const Fields& row) {
  const auto seconds = row.real("timestamp");
  if (!seconds || *seconds < 0 || *seconds > 4e10) return std::nullopt;
  return iso_date(Day(std::chrono::days(static_cast<long>(*seconds / 86400))));
}

PeerEvent acled_event(const Fields& row, const Actors& actors, const PeerCodes& codes) {
  PeerEvent event;
  event.data_set = "ACLED";
  event.id = "acled:" + row.text("event_id_cnty");
  if (row.text("event_id_cnty").empty()) throw BadRow{"it has no event_id_cnty"};
  event.kind = codes.kind_of_acled(row.text("event_type"), row.text("sub_event_type"));
  event.from = event.to = day_of(row, "event_date");
  event.published = day_of_timestamp(row);
  event.place = row.text("location");
  event.lat = row.real("latitude");
  event.lon = row.real("longitude");
  if (!row.text("country").empty()) event.country = side_named("Government of " + row.text("country"), {}, actors, codes).key;
  if (event.place.empty()) event.place = row.text("country");
  if (!row.text("admin1").empty()) event.admin1 = row.text("admin1");
  const auto precision = row.count("geo_precision").value_or(3);
  event.precision = precision == 1 ? PlacePrecision::exact : precision == 2 ? PlacePrecision::near : PlacePrecision::admin1;
  for (const std::string_view name : {"actor1", "actor2"}) {
    const std::string side = row.text(name);
    if (!side.empty() && !side.starts_with("Civilians") && !side.starts_with("Protesters") && !side.starts_with("Rioters"))
      event.sides.push_back(side_named(side, {}, actors, codes));
  }
  check_coordinates(event);
  // Its most cautious number; 0 is also written where nothing is known.
  if (const auto dead = row.count("fatalities"); dead.value_or(0) > 0) event.figures.push_back({{}, VictimClass::unknown, dead, dead, {}, false});
  return event;
}

/// Of our own exports: "sitrep-I17" as GED, "SIT17" as ACLED. A ledger is no third party to itself.
void refuse_our_own(const Fields& row, const std::string& file) {
  const std::string relid = row.text("relid");
  const std::string id = row.text("event_id_cnty");
  const bool is_ours = relid.starts_with("sitrep-") || (id.starts_with("SIT") && id.size() > 3 && std::all_of(id.begin() + 3, id.end(), is_digit));
  if (is_ours) throw Error(format("{}: is an export of sitrep ({}), which would count as another's claim what a ledger says itself; import the file of UCDP or ACLED", file, relid.empty() ? id : relid));
}

bool looks_like_ged_row(const std::vector<std::string>& cells) {
  return cells.size() == 49 && !cells[0].empty() && std::all_of(cells[0].begin(), cells[0].end(), is_digit) && (cells[5] == "1" || cells[5] == "2" || cells[5] == "3");
}

}  // namespace

void read_peer_file(std::istream& in, const std::string& name, const std::optional<std::string>& released, const Actors& actors, const PeerCodes& codes,
                    const PeerFileSink& sink) {
  CsvRows rows(in);
  std::optional<CsvRow> row = rows.next();
  if (!row) throw Error(format("{}: is empty", name));
  const bool has_header = !looks_like_ged_row(row->cells);
  Fields fields(has_header ? row->cells : list_items(ged_order, ' '));
  const bool is_ged = fields.has("type_of_violence") && fields.has("best") && fields.has("date_start");
  const bool is_acled = fields.has("event_id_cnty") && fields.has("event_type") && fields.has("event_date") && fields.has("fatalities");
  if (!is_ged && !is_acled)
    throw Error(format("{}: neither UCDP GED (columns type_of_violence, best, date_start) nor ACLED (event_id_cnty, event_type, event_date, fatalities)", name));
  if (has_header) row = rows.next();
  for (; row; row = rows.next()) {
    try {
      if (!row->problem.empty()) throw BadRow{row->problem};
      if (row->cells.size() != fields.count()) throw BadRow{format("it has {} cells, the file has {} columns", row->cells.size(), fields.count())};
      fields.take(row->cells);
      refuse_our_own(fields, name);
      PeerEvent event = is_ged ? ged_event(fields, actors, codes) : acled_event(fields, actors, codes);
      if (released) event.published = released;
      if (event.kind.empty()) sink.passed_over(format("{}, {}", fields.text("event_type"), fields.text("sub_event_type")));
      else sink.event(std::move(event));
    } catch (const BadRow& bad) {
      sink.skipped(row->line, bad.reason);
    }
  }
}

}  // namespace sitrep::imports
