// SPDX-License-Identifier: Apache-2.0
#include "app/request_guard.h"

#include <doctest/doctest.h>

namespace sitrep {
namespace {

HttpRequest correction(std::map<std::string, std::string> changed = {}) {
  HttpRequest request{"POST", "/api/corrections", {}, {{"host", "localhost:8080"}, {"authorization", "Bearer 0123456789abcdef"}, {"content-type", "application/json"}}, ""};
  for (auto& [name, value] : changed) request.headers[name] = value;
  return request;
}

int status_of(const HttpRequest& request) {
  const auto refusal = refusal_of(request, {.hosts = {"sitrep.example"}, .token = "0123456789abcdef"});
  return refusal ? refusal->status : 200;
}

TEST_CASE("a name that others can point at this machine is none of its own") {
  for (const char* host : {"localhost", "LocalHost:80", "127.0.0.1:8080", "192.168.1.7", "[::1]:8080", "[::1]", "sitrep.example"})
    CHECK_MESSAGE(is_own_host(host, {"sitrep.example"}), host);
  for (const char* host : {"", ":80", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "sitrep.example.org", "[", "[::1", "0x7f.1", "2130706433"})
    CHECK_MESSAGE(!is_own_host(host, {"sitrep.example"}), host);
}

TEST_CASE("a correction needs the token, JSON, and a page of this server or none") {
  CHECK(status_of(correction()) == 200);
  CHECK(status_of(correction({{"origin", "http://localhost:8080"}, {"sec-fetch-site", "same-origin"}, {"content-type", "application/json; charset=utf-8"}})) == 200);
  CHECK(status_of(correction({{"authorization", "Bearer 0123456789abcdeF"}})) == 401);
  CHECK(status_of(correction({{"authorization", "Bearer 0123456789abcdef, Bearer x"}})) == 401);
  CHECK(status_of(correction({{"origin", "http://localhost:8081"}})) == 403);
  CHECK(status_of(correction({{"sec-fetch-site", "cross-site"}})) == 403);
  CHECK(status_of(correction({{"content-type", "text/plain"}})) == 415);
  CHECK(status_of(correction({{"host", "evil.example"}})) == 421);
  CHECK(refusal_of(correction(), {})->status == 403);  // a server without a token
}

TEST_CASE("elsewhere only reading is allowed") {
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "BREW"}) {
    HttpRequest request = correction();
    request.method = method;
    request.path = "/api/incidents";
    CHECK_MESSAGE(status_of(request) == 405, method);
  }
}

TEST_CASE("texts are compared to the end") {
  CHECK(equal_in_constant_time("abc", "abc"));
  CHECK(equal_in_constant_time("", ""));
  for (const char* other : {"", "ab", "abd", "abcabc", "xbc"}) CHECK_MESSAGE(!equal_in_constant_time(other, "abc"), other);
  CHECK(!equal_in_constant_time("a", ""));
}

}  // namespace
}  // namespace sitrep
