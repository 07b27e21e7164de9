// SPDX-License-Identifier: Apache-2.0
// What an endpoint of the API gets and gives. An endpoint is a row of the table in api.cpp and a function in one of the
// api_*.cpp; it reads from one state of the store and knows nothing of HTTP's connections, caches and encodings.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/api_error.h"
#include "store/store.h"

namespace sitrep {

struct ApiCall {
  Store& store;
  std::int64_t ledger_revision;
  std::string id;                                                          // what stands behind the endpoint's path
  std::function<std::optional<std::string>(std::string_view)> parameter;  // nullopt when not given
  bool can_correct = false;
  std::string title;                                                       // of the store
};

struct ApiAnswer {
  std::string body;
  std::string type = "application/json; charset=utf-8";
  std::optional<std::string> moved_to = {};  // a path; the body then does not matter
};

/// The filter that the parameters from, to, place, near and radius, bbox, side, kind, min_dead, contested and q ask for.
Filter filter_of(const ApiCall& call);
/// The parameters limit (at most `most`) and offset.
Listing listing_of(const ApiCall& call, std::int64_t fallback, std::int64_t most);

/// The address when it is one of the web, else nothing: no other kind of link is given out.
std::optional<std::string> web_link(const std::optional<std::string>& url);

/// What answers a path; each is in the table of api.cpp.
using ApiFunction = ApiAnswer(ApiCall&);
ApiFunction
    answer_summary, answer_incidents, answer_incident_index, answer_incident, answer_geojson, answer_timeline, answer_brief, answer_report,
    answer_reports, answer_diplomacy, answer_background, answer_changes, answer_feed;

/// Carries out the correction that the JSON asks for; the answer's JSON. Throws Error with what is missing or not allowed.
std::string answer_correction(const std::filesystem::path& file, const std::string& text);

/// The description of the API by OpenAPI 3.1.
std::string openapi_json();

}  // namespace sitrep
