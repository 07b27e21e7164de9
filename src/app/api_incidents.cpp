// SPDX-License-Identifier: Apache-2.0
// The API's answers about incidents: lists, the index for map and time bars, one incident with all that is known of it.
#include <algorithm>
#include <array>

#include "app/api_call.h"
#include "base/format.h"
#include "base/json.h"
#include "record/json.h"
#include "store/incident_summary.h"

namespace sitrep {
namespace {

constexpr std::int64_t usual_page = 50;
constexpr std::int64_t largest_page = 500;

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

/// What each claimant said of one count, in the order of days.
Json series_of(const LedgerIncident& incident) {
  Json series = Json::array();
  for (const auto* rows : {&incident.casualties, &incident.totals})
    for (const CasualtyRow& row : *rows) {
      std::vector<FigureClaim> claims = row.claims;
      std::stable_sort(claims.begin(), claims.end(), [](const FigureClaim& a, const FigureClaim& b) { return a.as_of.value_or("") < b.as_of.value_or(""); });
      std::vector<std::pair<std::string, Json>> lines;  // a claimant and his points
      for (const FigureClaim& claim : claims) {
        auto line = std::find_if(lines.begin(), lines.end(), [&](const auto& one) { return one.first == claim.claimant; });
        if (line == lines.end())
          line = lines.insert(lines.end(), {claim.claimant, Json{{"outcome", name_of(row.outcome)}, {"side", or_null(row.side)}, {"class", name_of(row.victim_class)},
                                                                 {"is_total", rows == &incident.totals}, {"claimant", claim.claimant},
                                                                 {"relation", name_of(claim.relation)}, {"points", Json::array()}}});
        line->second["points"].push_back({{"as_of", or_null(claim.as_of)}, {"low", or_null(claim.low)}, {"best", or_null(claim.best)}, {"high", or_null(claim.high)},
                                          {"standing", name_of(claim.standing)}, {"place", or_null(claim.place)}, {"report", claim.evidence.report},
                                          {"start", claim.evidence.start}, {"end", claim.evidence.end}});
      }
      for (auto& [claimant, line] : lines) series.push_back(std::move(line));
    }
  return series;
}

LedgerIncident incident_of(ApiCall& call) {
  try {
    return call.store.incident(call.id);
  } catch (const Error& error) {
    throw ApiError(404, format("there is no incident {}", call.id));
  }
}

Json report_of(const Report& report) {
  return {{"id", report.id}, {"title", or_null(report.title)}, {"publisher", or_null(report.publisher)}, {"published", or_null(report.published)},
          {"url", or_null(web_link(report.url))}};
}

Json revisions_of(Store& store, const std::string& id) {
  Json revisions = Json::array();
  for (const Revision& revision : store.revisions(id))
    revisions.push_back({{"revision", revision.revision}, {"ledger_revision", revision.ledger_revision}, {"at", or_null(revision.at)}, {"by", revision.cause},
                         {"what", revision.changes}});
  return revisions;
}

Json corrections_of(Store& store, const std::string& id) {
  Json corrections = Json::array();
  for (const Correction& correction : store.corrections(id))
    corrections.push_back({{"number", correction.number}, {"action", name_of(correction.action)}, {"author", correction.author}, {"reason", correction.reason},
                           {"date", correction.date}, {"field", or_null(correction.field)}, {"value", or_null(correction.value)}, {"report", or_null(correction.report)},
                           {"undone", or_null(correction.undone)}});
  return corrections;
}

}  // namespace

ApiAnswer answer_summary(ApiCall& call) {
  const Overview overview = call.store.overview();
  return {to_line({{"title", call.title}, {"incidents", overview.incidents}, {"reports", overview.reports}, {"first", or_null(overview.first)},
                   {"last", or_null(overview.last)}, {"kinds", overview.kinds}, {"sides", overview.sides}, {"ledger_revision", overview.ledger_revision},
                   {"can_correct", call.can_correct}})};
}

ApiAnswer answer_incidents(ApiCall& call) {
  const Filter filter = filter_of(call);
  const Listing listing = listing_of(call, usual_page, largest_page);
  std::string body = format("{{\"total\":{},\"limit\":{},\"offset\":{},\"incidents\":[", call.store.count(filter), listing.most, listing.offset);
  const char* separator = "";
  call.store.for_each(filter, [&](const std::string& incident) {
    body += separator + incident;
    separator = ",";
  }, listing);
  return {body + "]}"};
}

ApiAnswer answer_incident_index(ApiCall& call) {
  std::array<std::string, summary_columns.size()> columns;
  std::size_t rows = 0;
  call.store.for_each_summary(filter_of(call), [&](const std::string& cells) {
    std::size_t start = 0;
    for (std::string& column : columns) {
      const std::size_t end = std::min(cells.find('\t', start), cells.size());
      if (rows > 0) column += ',';
      column.append(cells, start, end - start);
      start = end + 1;
    }
    ++rows;
  }, {.order = Order::newest});
  std::string body = format("{{\"total\":{}", rows);
  for (std::size_t i = 0; i < columns.size(); ++i) body += format(",\"{}\":[{}]", summary_columns[i], columns[i]);
  return {body + "}"};
}

ApiAnswer answer_incident(ApiCall& call) {
  const LedgerIncident incident = incident_of(call);
  if (incident.id != call.id) return {.body = "{}", .moved_to = "/api/incidents/" + incident.id};
  const std::map<std::string, std::uint32_t> sources = call.store.source_groups(incident.id);
  Json reports = Json::array();
  Json findings = Json::array();
  for (const std::string& name : incident.reports) {
    const auto reading = call.store.reading(name);
    if (!reading) continue;
    Json report = report_of(reading->report);
    const auto source = sources.find(name);
    report["story"] = source == sources.end() ? Json(nullptr) : Json(source->second);
    reports.push_back(std::move(report));
    for (const Finding& finding : reading->findings)
      findings.push_back({{"report", name}, {"kind", finding.kind}, {"severity", name_of(finding.severity)}, {"message", finding.message}, {"refs", finding.refs}});
  }
  const std::string whole = to_json(incident);
  return {format("{{\"incident\":{},\"is_set_aside\":{},\"merged_ids\":{},\"series\":{},\"reports\":{},\"findings\":{},\"revisions\":{},\"corrections\":{}}}", whole, call.store.is_set_aside(incident.id),
                 to_line(Json(call.store.merged_ids(incident.id))), to_line(series_of(incident)),
                 to_line(reports), to_line(findings), to_line(revisions_of(call.store, incident.id)), to_line(corrections_of(call.store, incident.id)))};
}

}  // namespace sitrep
