// SPDX-License-Identifier: Apache-2.0
// The API's answers that go over reports: their list, one with its reading, who dealt with whom, what is history.
#include <map>

#include "app/api_call.h"
#include "app/incident_filter.h"
#include "base/format.h"
#include "base/json.h"
#include "base/strings.h"
#include "record/json.h"

namespace sitrep {
namespace {

constexpr std::int64_t usual_page = 50;
constexpr std::int64_t largest_page = 500;
constexpr std::int64_t most_history = 5000;
constexpr std::size_t most_evidence = 50;  // of one line of the network; `count` counts all

Json or_null(const std::optional<std::string>& value) { return value ? Json(*value) : Json(nullptr); }

Json evidence_of(const Evidence& evidence) { return {{"report", evidence.report}, {"start", evidence.start}, {"end", evidence.end}}; }

Days days_of(const ApiCall& call) {
  const Filter filter = filter_of(call);
  return {filter.from, filter.to};
}

/// The incidents of reports, each looked up once.
class IncidentsOfReports {
 public:
  explicit IncidentsOfReports(Store& store) : store_(store) {}
  const std::vector<std::string>& of(const std::string& report) {
    const auto at = known_.find(report);
    return at != known_.end() ? at->second : known_.emplace(report, store_.incidents_of_report(report)).first->second;
  }

 private:
  Store& store_;
  std::map<std::string, std::vector<std::string>> known_;
};

struct Link {
  std::int64_t count = 0;
  std::vector<std::string> incidents;
  Json evidence = Json::array();
};

/// How a side is called most often, and by which kind of entity.
struct Names {
  std::map<std::pair<std::string, std::string>, std::int64_t> counts;
  void add(const DealingParty& party) { ++counts[{party.name, party.kind}]; }
  const std::pair<std::string, std::string>& most() const {
    auto best = counts.begin();
    for (auto at = counts.begin(); at != counts.end(); ++at)
      if (at->second > best->second) best = at;
    return best->first;
  }
};

}  // namespace

ApiAnswer answer_report(ApiCall& call) {
  auto reading = call.store.reading(call.id);
  if (!reading) throw ApiError(404, format("there is no report {}", call.id));
  reading->report.url = web_link(reading->report.url);
  return {format("{{\"report\":{},\"incidents\":{},\"reading\":{}}}", to_json(reading->report), to_line(Json(call.store.incidents_of_report(call.id))), to_json(*reading))};
}

ApiAnswer answer_reports(ApiCall& call) {
  const Listing listing = listing_of(call, usual_page, largest_page);
  const ReportHeads found = call.store.report_heads(call.parameter("q"), listing);
  Json reports = Json::array();
  for (const ReportHead& head : found.heads)
    reports.push_back({{"id", head.id}, {"title", or_null(head.title)}, {"publisher", or_null(head.publisher)}, {"published", or_null(head.published)},
                       {"url", or_null(web_link(head.url))}});
  return {to_line({{"total", found.total}, {"limit", listing.most}, {"offset", listing.offset}, {"reports", std::move(reports)}})};
}

ApiAnswer answer_diplomacy(ApiCall& call) {
  IncidentsOfReports incidents(call.store);
  std::map<std::string, Names> names;
  std::map<std::tuple<std::string, std::string, std::string, std::optional<std::string>>, Link> links;
  for (const Dealing& dealing : call.store.dealings(days_of(call))) {
    names[dealing.from.key].add(dealing.from);
    names[dealing.to.key].add(dealing.to);
    Link& link = links[{dealing.from.key, dealing.to.key, dealing.type, dealing.mode}];
    ++link.count;
    if (link.evidence.size() < most_evidence) link.evidence.push_back(evidence_of(dealing.evidence));
    for (const std::string& id : incidents.of(dealing.evidence.report))
      if (std::find(link.incidents.begin(), link.incidents.end(), id) == link.incidents.end() && link.incidents.size() < most_evidence) link.incidents.push_back(id);
  }
  Json actors = Json::array();
  for (const auto& [key, name] : names) actors.push_back({{"key", key}, {"name", name.most().first}, {"kind", name.most().second}});
  Json list = Json::array();
  for (auto& [key, link] : links)
    list.push_back({{"from", std::get<0>(key)}, {"to", std::get<1>(key)}, {"type", std::get<2>(key)}, {"mode", or_null(std::get<3>(key))}, {"count", link.count},
                    {"incidents", link.incidents}, {"evidence", std::move(link.evidence)}});
  return {to_line({{"actors", std::move(actors)}, {"links", std::move(list)}})};
}

ApiAnswer answer_background(ApiCall& call) {
  IncidentsOfReports incidents(call.store);
  const Listing listing = listing_of(call, most_history, most_history);
  Json sentences = Json::array();
  for (const ToldHistory& told : call.store.history(days_of(call), listing)) {
    Json sentence = evidence_of(told.evidence);
    sentence["text"] = told.text;
    sentence["incidents"] = incidents.of(told.evidence.report);
    sentences.push_back(std::move(sentence));
  }
  return {to_line({{"limit", listing.most}, {"offset", listing.offset}, {"sentences", std::move(sentences)}})};
}

std::optional<std::string> web_link(const std::optional<std::string>& url) {
  const std::string scheme = url ? lowered(url->substr(0, url->find(':'))) : "";
  return scheme == "https" || scheme == "http" ? url : std::nullopt;
}

}  // namespace sitrep
