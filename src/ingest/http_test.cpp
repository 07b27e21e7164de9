// SPDX-License-Identifier: Apache-2.0
#include "ingest/http.h"

#include <doctest/doctest.h>

#include "ingest/source.h"

using namespace sitrep;

namespace {

std::string body(std::string_view headers, std::string_view content) {
  const std::string message = "HTTP/1.1 200 OK\r\n" + std::string(headers) + "\r\n" + std::string(content);
  return body_of(parse_response(message), Limits{});
}

}  // namespace

TEST_CASE("headers of a response") {
  const HttpResponse response = parse_response("HTTP/1.1 404 Not Found\r\ncontent-type: Text/HTML; charset=\"UTF-8\"\r\n\r\nbody");
  CHECK(response.status == 404);
  CHECK(response.media_type() == "text/html");
  CHECK(response.charset() == "utf-8");
  CHECK(response.raw_body == "body");
  CHECK_THROWS_AS(parse_response("HTTP/1.1 200 OK\r\nA: b\r\n"), Damaged);
  CHECK_THROWS_AS(parse_response("<html>"), Damaged);
}

TEST_CASE("chunks are joined, and told when they are broken") {
  CHECK(body("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n") == "abc0123456789");
  CHECK(body("Transfer-Encoding: chunked\r\n", "<html>not chunked any more</html>") == "<html>not chunked any more</html>");
  CHECK_THROWS_AS(body("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\nzz\r\n"), Damaged);
  CHECK_THROWS_AS(body("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n9\r\nabc"), Damaged);
  CHECK_THROWS_AS(body("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n"), Damaged);
  CHECK_THROWS_AS(body("Transfer-Encoding: chunked\r\n", "3\r\nabcde\r\n0\r\n\r\n"), Damaged);
}

TEST_CASE("a body that was decoded before it was archived is taken as it is") {
  CHECK(body("Content-Encoding: gzip\r\nContent-Length: 4\r\n", "<p>text</p>") == "<p>text</p>");
  CHECK(body("Content-Encoding: br\r\n", "<p>text</p>") == "<p>text</p>");
  CHECK_THROWS_AS(body("Content-Encoding: zz\r\n", "text"), Damaged);
}

TEST_CASE("a body shorter than its header says is told") {
  CHECK(body("Content-Length: 4\r\n", "text") == "text");
  CHECK_THROWS_AS(body("Content-Length: 5\r\n", "text"), Damaged);
}
