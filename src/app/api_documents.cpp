// SPDX-License-Identifier: Apache-2.0
// The API's answers that are read like a document: the brief, the timeline, the map as GeoJSON.
#include <array>
#include <variant>

#include "app/api_call.h"
#include "app/brief_sheet.h"
#include "base/dates.h"
#include "base/format.h"
#include "base/json.h"
#include "base/strings.h"
#include "store/incident_summary.h"

namespace sitrep {
namespace {

/// A brief reads every report of its incidents: more than these nobody reads, and they would hold up others.
constexpr std::int64_t briefed_most = 2000;

struct BlockJson {
  Json operator()(const Heading& block) const { return {{"type", "heading"}, {"level", block.level}, {"text", harmless(block.text)}}; }
  Json operator()(const Paragraph& block) const { return {{"type", "paragraph"}, {"text", harmless(block.text)}}; }
  Json operator()(const Bullets& block) const { return {{"type", "list"}, {"items", texts(block.items)}}; }
  Json operator()(const Table& block) const {
    Json rows = Json::array();
    for (const auto& row : block.rows) rows.push_back(texts(row));
    return {{"type", "table"}, {"head", texts(block.head)}, {"rows", std::move(rows)}};
  }
  Json operator()(const Footnotes& block) const {
    Json evidence = Json::array();
    for (const Evidence& place : block.evidence) evidence.push_back({{"report", place.report}, {"start", place.start}, {"end", place.end}});
    return {{"type", "footnotes"}, {"items", texts(block.items)}, {"evidence", std::move(evidence)}};
  }
  static Json texts(const std::vector<std::string>& items) {
    Json list = Json::array();
    for (const std::string& item : items) list.push_back(harmless(item));
    return list;
  }
};

Json json_of(const Sheet& sheet) {
  Json blocks = Json::array();
  for (const auto& block : sheet) blocks.push_back(std::visit(BlockJson{}, block));
  const auto* heading = sheet.empty() ? nullptr : std::get_if<Heading>(&sheet.front());
  return {{"title", heading ? harmless(heading->text) : ""}, {"blocks", std::move(blocks)}};
}

using Cells = std::array<std::string_view, summary_columns.size()>;

Cells cells_of(std::string_view row) {
  Cells cells;
  const auto parts = split(row, '\t');
  for (std::size_t i = 0; i < cells.size() && i < parts.size(); ++i) cells[i] = parts[i];
  return cells;
}

/// Members of a JSON object, of all columns but the place on the map.
std::string members_of(const Cells& cells) {
  std::string members;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (summary_columns[i] == "lat" || summary_columns[i] == "lon") continue;
    members += format("{}\"{}\":{}", members.empty() ? "" : ",", summary_columns[i], cells[i]);
  }
  return members;
}

std::string_view cell(const Cells& cells, std::string_view column) {
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (summary_columns[i] == column) return cells[i];
  return "null";
}

}  // namespace

ApiAnswer answer_brief(ApiCall& call) {
  const BriefScope scope{filter_of(call), call.parameter("since")};
  if (scope.since && !exact_day(*scope.since)) throw ApiError(400, format("since {}: no date; give it as YYYY-MM-DD", *scope.since));
  if (const std::int64_t count = call.store.count(scope.filter); count > briefed_most)
    throw ApiError(422, format("{} incidents are too many for a brief, {} are the most; ask for fewer days or one place or side", count, briefed_most));
  const Sheet sheet = brief_sheet(call.store, scope);
  const std::string form = call.parameter("format").value_or("json");
  if (form == "json") return {to_line(json_of(sheet))};
  if (form == "html") return {rendered(sheet, Form::html), "text/html; charset=utf-8"};
  if (form == "markdown") return {rendered(sheet, Form::markdown), "text/markdown; charset=utf-8"};
  throw ApiError(400, format("format {}: there are json, html and markdown", form));
}

ApiAnswer answer_timeline(ApiCall& call) {
  std::string days;
  std::string_view separator;
  std::string last;
  call.store.for_each_summary(filter_of(call), [&](const std::string& row) {
    const Cells cells = cells_of(row);
    const std::string_view start = cell(cells, "from") == "null" ? cell(cells, "first_seen") : cell(cells, "from");
    const std::string day = start == "null" ? "null" : std::string(start.substr(0, 11)) + "\"";
    if (days.empty() || day != last) {
      days += format("{}{{\"day\":{},\"incidents\":[", days.empty() ? "" : "]},", day);
      separator = "";
      last = day;
    }
    days += format("{}{{{}}}", separator, members_of(cells));
    separator = ",";
  });
  return {format("{{\"days\":[{}{}]}}", days, days.empty() ? "" : "]}")};
}

ApiAnswer answer_geojson(ApiCall& call) {
  std::string features;
  call.store.for_each_summary(filter_of(call), [&](const std::string& row) {
    const Cells cells = cells_of(row);
    const bool is_on_map = cell(cells, "lat") != "null";
    const std::string geometry = is_on_map ? format("{{\"type\":\"Point\",\"coordinates\":[{},{}]}}", cell(cells, "lon"), cell(cells, "lat")) : "null";
    features += format("{}{{\"type\":\"Feature\",\"id\":{},\"geometry\":{},\"properties\":{{{}}}}}", features.empty() ? "" : ",", cell(cells, "id"), geometry, members_of(cells));
  }, {.order = Order::newest});
  return {format("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features), "application/geo+json"};
}

}  // namespace sitrep
