// SPDX-License-Identifier: Apache-2.0
// An HTTP response as archives keep it: status, headers, and the body without chunks and compression. Old archives keep
// the headers of the wire beside bodies that were decoded already, so what the body is outweighs what is said of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/ingest.h"

namespace sitrep {

struct HttpHeader {
  std::string_view name;
  std::string_view value;
};

struct HttpResponse {
  int status = 0;
  std::vector<HttpHeader> headers;
  std::string_view raw_body;

  /// Empty when there is none.
  std::string_view header(std::string_view name) const;
  std::string media_type() const;                // "text/html"
  std::optional<std::string> charset() const;
};

/// Headers of the form "Name: value", up to the empty line; `message` moves behind it. False when it does not come.
bool take_headers(std::string_view& message, std::vector<HttpHeader>& headers);
std::string_view header_in(const std::vector<HttpHeader>& headers, std::string_view name);

/// The views point into `message`. Throws Damaged.
HttpResponse parse_response(std::string_view message);
/// Throws Damaged for broken chunks, a body shorter than its header says, and what does not decompress.
std::string body_of(const HttpResponse& response, const Limits& limits);

}  // namespace sitrep
