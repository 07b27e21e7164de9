// SPDX-License-Identifier: Apache-2.0
#include "app/request_guard.h"

#include <arpa/inet.h>

#include <algorithm>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/strings.h"

namespace sitrep {
namespace {

constexpr std::size_t shortest_token = 16;

/// "[::1]:8080" is "::1", "name:8080" is "name".
std::string without_port(const std::string& host) {
  if (host.starts_with('[')) return host.find(']') == std::string::npos ? "" : host.substr(1, host.find(']') - 1);
  return host.substr(0, host.find(':'));
}

bool is_address(const std::string& host) {
  unsigned char address[16];
  return ::inet_pton(AF_INET, host.c_str(), address) == 1 || ::inet_pton(AF_INET6, host.c_str(), address) == 1;
}

/// Does the page that asks come from this server?
bool is_own_origin(const std::string& origin, const std::string& host) { return origin == "http://" + host || origin == "https://" + host; }

std::optional<Refusal> refusal_of_correction(const HttpRequest& request, const GuardRules& rules) {
  if (!rules.token) return Refusal{403, "this server takes no corrections; start it with --token-file"};
  const std::string scheme = "Bearer ";
  const std::string authorization = request.header("authorization").value_or("");
  if (!authorization.starts_with(scheme) || !equal_in_constant_time(authorization.substr(scheme.size()), *rules.token))
    return Refusal{401, "a correction needs the header Authorization: Bearer TOKEN with the token of the server's --token-file"};
  if (const auto origin = request.header("origin"); origin && !is_own_origin(lowered(*origin), lowered(request.header("host").value_or(""))))
    return Refusal{403, "a page of another site may not correct"};
  if (const auto site = request.header("sec-fetch-site"); site && *site != "same-origin" && *site != "none")
    return Refusal{403, "a page of another site may not correct"};
  const std::string type = lowered(request.header("content-type").value_or(""));
  if (trimmed(type.substr(0, type.find(';'))) != "application/json") return Refusal{415, "a correction is sent as Content-Type: application/json"};
  if (request.header("content-encoding")) return Refusal{415, "a correction is sent without Content-Encoding"};
  return std::nullopt;
}

}  // namespace

bool is_own_host(const std::string& host, const std::vector<std::string>& names) {
  const std::string name = lowered(without_port(host));
  return is_address(name) || name == "localhost" || std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<Refusal> refusal_of(const HttpRequest& request, const GuardRules& rules) {
  const std::string host = request.header("host").value_or("");
  if (!is_own_host(host, rules.hosts)) return Refusal{421, "the server does not go by this name; start it with --host NAME if it should"};
  if (request.method == "GET" || request.method == "HEAD") return std::nullopt;
  if (request.path == "/api/corrections" && request.method == "POST") return refusal_of_correction(request, rules);
  return Refusal{405, "only GET and HEAD are allowed here"};
}

bool equal_in_constant_time(const std::string& a, const std::string& b) {
  unsigned char difference = a.size() == b.size() ? 0 : 1;
  for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned char>(a[i] ^ (b.empty() ? '\0' : b[i % b.size()]));
  return difference == 0;
}

std::string token_from(const std::string& file) {
  const std::string text = read_file(file);
  const std::string token(trimmed(text.substr(0, text.find('\n'))));
  if (token.size() < shortest_token)
    throw Error(format("{}: the token is its first line, of {} characters or more; `openssl rand -hex 32` makes a good one", file, shortest_token));
  return token;
}

}  // namespace sitrep
