// SPDX-License-Identifier: Apache-2.0
#include "app/api.h"

#include <algorithm>
#include <iostream>

#include "app/api_call.h"
#include "app/version.h"
#include "base/checksum.h"
#include "base/format.h"
#include "base/json.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "ingest/inflate.h"

namespace sitrep {
namespace {

constexpr std::size_t cached_most = 96u << 20;
constexpr std::size_t worth_compressing = 1024;

constexpr std::string_view filter_parameters = "from to place near radius bbox side kind min_dead contested q";

struct Endpoint {
  std::string_view path;  // ends with '/' where an id follows
  bool has_filter;
  std::string_view parameters;
  ApiAnswer (*answer)(ApiCall&);
};

constexpr Endpoint endpoints[] = {
    {"/api/summary", false, "", answer_summary},
    {"/api/incidents", true, "order limit offset", answer_incidents},
    {"/api/incidents.index", true, "", answer_incident_index},
    {"/api/incidents/", false, "", answer_incident},
    {"/api/reports/", false, "", answer_report},
};

const Endpoint* endpoint_of(const std::string& path) {
  for (const Endpoint& endpoint : endpoints)
    if (endpoint.path.ends_with('/') ? path.starts_with(endpoint.path) && path.size() > endpoint.path.size() : path == endpoint.path) return &endpoint;
  return nullptr;
}

/// Makes the text harmless wherever JSON is shown unread: no markup, no characters that turn the direction of text. All of
/// these stand inside JSON strings, and mean the same when they are escaped.
std::string escaped_json(const std::string& json) {
  std::string out;
  out.reserve(json.size() + json.size() / 64);
  for (std::size_t i = 0; i < json.size();) {
    const char c = json[i];
    if (c == '<' || c == '>' || c == '&') {
      out += format("\\u{:04x}", static_cast<unsigned>(c));
      ++i;
    } else if (c == '\xE2' || c == '\xD8') {
      const std::size_t start = i;
      const char32_t point = next_code_point(json, i);
      const bool turns = point == 0x61C || (point >= 0x200E && point <= 0x200F) || (point >= 0x2028 && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
      if (turns) out += format("\\u{:04x}", static_cast<unsigned>(point));
      else out.append(json, start, i - start);
    } else {
      out += c;
      ++i;
    }
  }
  return out;
}

HttpAnswer error_answer(int status, std::string_view message) {
  return {.status = status, .body = std::make_shared<const std::string>(escaped_json(to_line({{"error", message}})) + "\n"), .headers = {{"Cache-Control", "no-store"}}};
}

bool accepts_gzip(const HttpRequest& request) {
  const std::string accepted = request.header("accept-encoding").value_or("");
  const std::size_t at = accepted.find("gzip");
  return at != std::string::npos && !accepted.substr(at).starts_with("gzip;q=0");
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
  std::erase_if(values, [](const auto& one) { return one.second.empty(); });
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

Api::Api(StoreReaders& readers, GuardRules rules, const std::filesystem::path& page) : readers_(readers), rules_(std::move(rules)), page_(page) {}

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
          {{"Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
            "manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"},
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
  if (request.path.starts_with("/api/")) return answer_from_store(request);
  return page_answer(request);
}

HttpAnswer Api::answer_from_store(const HttpRequest& request) {
  const Endpoint* endpoint = endpoint_of(request.path);
  if (!endpoint) throw ApiError(404, "there is nothing here; /openapi.json lists what there is");
  const auto parameter = parameters_of(request, *endpoint);
  StoreReaders::Lease lease = readers_.borrow();
  const std::string key = key_of(request);
  const std::string tag = format("W/\"{}-{:016x}\"", lease.version(), checksum(key + version_text()));
  if (has_tag(request, tag)) return tagged_answer(request, tag, {});
  if (const auto known = cache_.find(key, lease.version())) return tagged_answer(request, tag, *known);

  ApiCall call{lease.store(), lease.ledger_revision(), endpoint->path.ends_with('/') ? request.path.substr(endpoint->path.size()) : "", parameter,
               rules_.token.has_value(), readers_.file().stem().string()};
  ApiAnswer made = endpoint->answer(call);
  if (made.moved_to) return {.status = 308, .headers = {{"Location", *made.moved_to}, {"Cache-Control", "no-cache"}}};
  AnswerCache::Entry entry;
  entry.type = made.type;
  entry.body = std::make_shared<const std::string>(made.type.starts_with("application/") && made.type.find("json") != std::string::npos ? escaped_json(made.body) : made.body);
  if (entry.body->size() > worth_compressing) entry.gzipped = std::make_shared<const std::string>(gzipped(*entry.body));
  cache_.put(key, lease.version(), entry);
  return tagged_answer(request, tag, entry);
}

HttpAnswer Api::page_answer(const HttpRequest& request) const {
  const PageFile* file = page_.find(request.path);
  if (!file) throw ApiError(404, "there is no such page");
  return tagged_answer(request, format("W/\"{}\"", file->tag), {file->body, file->gzipped, file->type});
}

}  // namespace sitrep
