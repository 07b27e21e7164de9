// SPDX-License-Identifier: Apache-2.0
#include "app/api.h"

#include <algorithm>
#include <array>
#include <iostream>

#include "app/api_call.h"
#include "app/incident_filter.h"
#include "app/revision_events.h"
#include "app/version.h"
#include "base/checksum.h"
#include "base/format.h"
#include "base/json.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "ingest/inflate.h"

namespace sitrep {
namespace {

constexpr std::size_t cached_most = 256u << 20;
constexpr std::size_t worth_compressing = 1024;
constexpr int most_streams = 64;

constexpr const char* page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";
constexpr const char* document_policy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

constexpr std::string_view filter_parameters = "from to place near radius bbox side kind min_dead contested q";

}  // namespace

struct Endpoint {
  std::string_view path;  // ends with '/' where an id follows
  bool has_filter;
  std::string_view parameters;
  ApiAnswer (*answer)(ApiCall&);
};

namespace {

constexpr Endpoint endpoints[] = {
    {"/api/summary", false, "", answer_summary},
    {"/api/incidents", true, "order limit offset", answer_incidents},
    {"/api/incidents.index", true, "", answer_incident_index},
    {"/api/incidents.geojson", true, "", answer_geojson},
    {"/api/incidents/", false, "", answer_incident},
    {"/api/timeline", true, "", answer_timeline},
    {"/api/brief", true, "since format", answer_brief},
    {"/api/reports", false, "q limit offset", answer_reports},
    {"/api/reports/", false, "", answer_report},
    {"/api/diplomacy", false, "from to", answer_diplomacy},
    {"/api/background", false, "from to limit offset", answer_background},
    {"/api/changes", false, "since limit", answer_changes},
    {"/atom.xml", false, "", answer_feed},
};

const Endpoint* endpoint_of(const std::string& path) {
  for (const Endpoint& endpoint : endpoints)
    if (endpoint.path.ends_with('/') ? path.starts_with(endpoint.path) && path.size() > endpoint.path.size() : path == endpoint.path) return &endpoint;
  return nullptr;
}

/// Makes the text harmless wherever JSON is shown unread: no markup, no characters that turn the direction of text. All of
/// these stand inside JSON strings, and mean the same when they are escaped.
std::string escaped_json(const std::string& json) {
  constexpr std::string_view first_bytes = "<>&\xE2\xD8";  // of all that may have to be escaped
  std::array<bool, 256> is_first{};
  for (const char c : first_bytes) is_first[static_cast<unsigned char>(c)] = true;
  std::string out;
  out.reserve(json.size() + json.size() / 64);
  std::size_t kept = 0;  // up to here it is in `out`
  for (std::size_t i = 0; i < json.size();) {
    if (!is_first[static_cast<unsigned char>(json[i])]) {
      ++i;
      continue;
    }
    const std::size_t start = i;
    const char32_t point = next_code_point(json, i);
    const bool turns = point == 0x61C || (point >= 0x200E && point <= 0x200F) || (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    if (point >= 0x80 && !turns) continue;
    out.append(json, kept, start - kept);
    out += format("\\u{:04x}", static_cast<unsigned>(point));
    kept = i;
  }
  return out.append(json, kept);
}

HttpAnswer error_answer(int status, std::string_view message) {
  return {.status = status, .body = std::make_shared<const std::string>(escaped_json(to_line({{"error", message}})) + "\n"), .headers = {{"Cache-Control", "no-store"}}};
}

bool accepts_gzip(const HttpRequest& request) {
  const std::string accepted = request.header("accept-encoding").value_or("");
  for (const std::string_view part : split(accepted, ',')) {
    const auto words = split(part, ';');
    if (trimmed(words[0]) != "gzip") continue;
    const std::string quality(words.size() > 1 ? trimmed(words[1]) : "q=1");
    return !quality.starts_with("q=0") || quality.find_first_of("123456789") != std::string::npos;
  }
  return false;
}

bool has_tag(const HttpRequest& request, const std::string& tag) {
  const std::string known = request.header("if-none-match").value_or("");
  return known == "*" || (!known.empty() && known.find(tag) != std::string::npos);
}

/// The answer with its tag and, where asked for and worth it, compressed; 304 without a body for who has it already.
HttpAnswer tagged_answer(const HttpRequest& request, const std::string& tag, const AnswerCache::Entry& entry) {
  HttpAnswer answer{.type = entry.type, .headers = {{"ETag", tag}, {"Cache-Control", "no-cache"}, {"Vary", "Accept-Encoding"}}};
  if (has_tag(request, tag)) {
    answer.status = 304;
    return answer;
  }
  const bool is_compressed = entry.gzipped && accepts_gzip(request);
  if (is_compressed) answer.headers.emplace_back("Content-Encoding", "gzip");
  answer.body = is_compressed ? entry.gzipped : entry.body;
  return answer;
}

/// A document that is opened by itself has its style in it and needs nothing else.
HttpAnswer answer_of(const HttpRequest& request, const std::string& tag, const AnswerCache::Entry& entry) {
  HttpAnswer answer = tagged_answer(request, tag, entry);
  if (entry.type.starts_with("text/html")) answer.headers.emplace_back("Content-Security-Policy", document_policy);
  return answer;
}

/// The parameters that the endpoint takes. Throws ApiError for others, and for one that is given twice.
std::function<std::optional<std::string>(std::string_view)> parameters_of(const HttpRequest& request, const Endpoint& endpoint) {
  std::string taken(endpoint.has_filter ? filter_parameters : "");
  taken += (taken.empty() ? "" : " ") + std::string(endpoint.parameters);
  const std::vector<std::string_view> names = split(taken, ' ');
  std::map<std::string, std::string, std::less<>> values;
  for (const auto& [name, value] : request.parameters) {
    if (name.empty() || std::find(names.begin(), names.end(), name) == names.end())
      throw ApiError(400, format("'{}' is no parameter of {}; there are: {}", name, endpoint.path, taken.empty() ? "none" : taken));
    if (!values.emplace(name, value).second) throw ApiError(400, format("{} is given twice", name));
  }
  std::erase_if(values, [](const auto& one) { return trimmed(one.second).empty(); });
  return [values = std::move(values)](std::string_view name) {
    const auto at = values.find(name);
    return at == values.end() ? std::nullopt : std::optional(at->second);
  };
}

/// The request as a text that equal requests have in common.
std::string key_of(const HttpRequest& request) {
  auto parameters = request.parameters;
  std::sort(parameters.begin(), parameters.end());
  std::string key = request.path;
  for (const auto& [name, value] : parameters) key += format("\n{}={}", name, value);
  return key;
}

std::string message_of(const Error& error) {
  const std::string_view message = error.what();
  return std::string(message.starts_with("--") ? message.substr(2) : message);  // the API's parameters have no dashes
}

}  // namespace

std::optional<AnswerCache::Entry> AnswerCache::find(const std::string& key, const std::string& version) {
  const std::lock_guard lock(mutex_);
  const auto at = version == version_ ? places_.find(key) : places_.end();
  if (at == places_.end()) return std::nullopt;
  entries_.splice(entries_.begin(), entries_, at->second);
  return entries_.front().second;
}

void AnswerCache::put(const std::string& key, const std::string& version, Entry entry) {
  const std::lock_guard lock(mutex_);
  if (version != version_) {
    entries_.clear();
    places_.clear();
    bytes_ = 0;
    version_ = version;
  }
  const std::size_t size = entry.body->size() + (entry.gzipped ? entry.gzipped->size() : 0);
  if (size > cached_most / 4 || places_.contains(key)) return;
  entries_.emplace_front(key, std::move(entry));
  places_[key] = entries_.begin();
  for (bytes_ += size; bytes_ > cached_most;) drop_oldest();
}

void AnswerCache::drop_oldest() {
  const auto& [key, entry] = entries_.back();
  bytes_ -= entry.body->size() + (entry.gzipped ? entry.gzipped->size() : 0);
  places_.erase(key);
  entries_.pop_back();
}

/// A place among those who listen, as long as it lives.
struct StreamPlace {
  explicit StreamPlace(std::atomic<int>& all) : all_(all), number(++all) {}
  ~StreamPlace() { --all_; }
  std::atomic<int>& all_;
  const int number;
};

Api::Api(StoreReaders& readers, GuardRules rules, const std::filesystem::path& page)
    : readers_(readers), rules_(std::move(rules)), page_(page), build_(version_text() + (rules_.token ? ", with corrections" : "")), watch_(readers) {
  const std::string description = openapi_json();
  description_ = {std::make_shared<const std::string>(description), std::make_shared<const std::string>(gzipped(description)), "application/json; charset=utf-8"};
}

HttpService Api::service() {
  return {[this](const HttpRequest& request) { return refuse(request); },
          [this](const HttpRequest& request) {
            try {
              return answer(request);
            } catch (const ApiError& error) {
              return error_answer(error.status, message_of(error));
            } catch (const Error& error) {
              return error_answer(400, message_of(error));
            } catch (const std::exception& error) {
              std::cerr << format("sitrep serve: {}: {}\n", request.path, error.what());
              return error_answer(500, "the server failed; its log says more");
            }
          },
          {{"Content-Security-Policy", page_policy},
           {"X-Content-Type-Options", "nosniff"},
           {"X-Frame-Options", "DENY"},
           {"Referrer-Policy", "no-referrer"},
           {"Cross-Origin-Opener-Policy", "same-origin"},
           {"Cross-Origin-Resource-Policy", "same-origin"},
           {"Permissions-Policy", "camera=(), geolocation=(), microphone=()"}}};
}

std::optional<HttpAnswer> Api::refuse(const HttpRequest& request) const {
  const auto refusal = refusal_of(request, rules_);
  if (!refusal) return std::nullopt;
  HttpAnswer answer = error_answer(refusal->status, refusal->reason);
  if (refusal->status == 401) answer.headers.emplace_back("WWW-Authenticate", "Bearer");
  if (refusal->status == 405) answer.headers.emplace_back("Allow", request.path == "/api/corrections" ? "POST" : "GET, HEAD");
  return answer;
}

HttpAnswer Api::answer(const HttpRequest& request) {
  if (request.method == "POST") return corrected(request);
  if (request.path == "/api/events") return event_stream(request);
  if (request.path == "/openapi.json") return tagged_answer(request, format("W/\"{:016x}\"", checksum(*description_.body)), description_);
  if (const Endpoint* endpoint = endpoint_of(request.path)) return answer_from_store(request, *endpoint);
  return page_answer(request);
}

HttpAnswer Api::corrected(const HttpRequest& request) {
  const std::lock_guard one_at_a_time(correcting_);
  return {.body = std::make_shared<const std::string>(escaped_json(answer_correction(readers_.file(), request.body))), .headers = {{"Cache-Control", "no-store"}}};
}

HttpAnswer Api::event_stream(const HttpRequest& request) {
  std::optional<std::int64_t> last_seen;
  if (const auto id = request.header("last-event-id")) last_seen = whole_number("Last-Event-ID", *id, 0);
  auto place = std::make_shared<StreamPlace>(streams_);
  if (place->number > most_streams) throw ApiError(503, "too many listen already; ask again in a while");
  auto events = std::make_shared<RevisionEvents>(readers_, watch_, last_seen);
  return {.type = "text/event-stream", .headers = {{"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}}, .pieces = [place, events] { return std::optional(events->next()); }};
}

HttpAnswer Api::answer_from_store(const HttpRequest& request, const Endpoint& endpoint) {
  const auto parameter = parameters_of(request, endpoint);
  StoreReaders::Lease lease = readers_.borrow();
  const std::string key = key_of(request);
  const std::string version = lease.version();
  const std::string tag = format("W/\"{}-{:016x}\"", version, checksum(key + build_));
  if (has_tag(request, tag)) return tagged_answer(request, tag, {});
  if (const auto known = cache_.find(key, version)) return answer_of(request, tag, *known);

  ApiCall call{lease.store(), lease.ledger_revision(), endpoint.path.ends_with('/') ? request.path.substr(endpoint.path.size()) : "", parameter,
               rules_.token.has_value(), readers_.file().stem().string()};
  ApiAnswer made = endpoint.answer(call);
  if (made.moved_to) return {.status = 308, .headers = {{"Location", *made.moved_to}, {"Cache-Control", "no-cache"}}};
  AnswerCache::Entry entry;
  entry.type = made.type;
  entry.body = std::make_shared<const std::string>(made.type.starts_with("application/") && made.type.find("json") != std::string::npos ? escaped_json(made.body) : made.body);
  if (entry.body->size() > worth_compressing) entry.gzipped = std::make_shared<const std::string>(gzipped(*entry.body, Effort::quick));
  cache_.put(key, version, entry);
  return answer_of(request, tag, entry);
}

HttpAnswer Api::page_answer(const HttpRequest& request) const {
  const PageFile* file = page_.find(request.path);
  if (!file) throw ApiError(404, "there is nothing here; /openapi.json lists what there is");
  HttpAnswer answer = tagged_answer(request, format("W/\"{}\"", file->tag), {file->body, file->gzipped, file->type});
  if (request.path.starts_with("/assets/")) answer.headers.emplace_back("Cache-Control", "public, max-age=31536000, immutable");  // named by their content
  return answer;
}

}  // namespace sitrep
