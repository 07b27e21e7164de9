// SPDX-License-Identifier: Apache-2.0
#include "ingest/http.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/format.h"
#include "base/strings.h"
#include "ingest/inflate.h"

namespace sitrep {
namespace {

std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

template <class Number>
std::optional<Number> number_at_start(std::string_view text, int base) {
  Number number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number, base);
  if (failed != std::errc{} || end == text.data()) return std::nullopt;
  return number;
}

/// Nothing when the body does not start like chunks.
std::optional<std::string> without_chunks(std::string_view body) {
  std::string result;
  for (bool is_first = true;; is_first = false) {
    const std::string_view line = take_line(body);
    const std::optional<std::size_t> size = number_at_start<std::size_t>(trimmed(line), 16);
    if (!size) {
      if (is_first) return std::nullopt;
      throw Damaged("bad chunk: its size is no number");
    }
    if (*size == 0) return result;
    if (*size > body.size()) {
      if (is_first && *size > 1u << 30) return std::nullopt;
      throw Damaged(format("bad chunk: {} bytes are announced, {} are there", *size, body.size()));
    }
    result += body.substr(0, *size);
    body.remove_prefix(*size);
    if (!take_line(body).empty()) throw Damaged("bad chunk: it goes on behind its end");
  }
}

bool looks_like_gzip(std::string_view body) { return body.starts_with("\x1F\x8B"); }
bool looks_like_markup(std::string_view body) {
  body = trimmed(body.substr(0, 256));
  return body.starts_with('<') || body.starts_with("\xEF\xBB\xBF");
}

struct Encoding {
  std::string_view name;
  std::string (*decode)(std::string_view, const Limits&);
};
constexpr std::array encodings = {Encoding{"gzip", inflated}, Encoding{"x-gzip", inflated}, Encoding{"deflate", inflated}, Encoding{"br", unbrotlied}};

}  // namespace

std::string_view header_in(const std::vector<HttpHeader>& headers, std::string_view name) {
  const auto at = std::find_if(headers.begin(), headers.end(), [&](const HttpHeader& header) { return equal_ignoring_case(header.name, name); });
  return at == headers.end() ? std::string_view{} : at->value;
}

std::string_view HttpResponse::header(std::string_view name) const { return header_in(headers, name); }

std::string HttpResponse::media_type() const {
  const std::string_view type = header("Content-Type");
  return lowered(trimmed(type.substr(0, type.find(';'))));
}

std::optional<std::string> HttpResponse::charset() const {
  const std::string type = lowered(header("Content-Type"));
  const std::size_t at = type.find("charset=");
  if (at == std::string::npos) return std::nullopt;
  std::string value(trimmed(std::string_view(type).substr(at + 8, type.find(';', at) - at - 8)));
  std::erase_if(value, [](char c) { return c == '"' || c == '\'' || is_space(c); });
  return value.empty() ? std::nullopt : std::optional(value);
}

bool take_headers(std::string_view& message, std::vector<HttpHeader>& headers) {
  while (!message.empty()) {
    const std::string_view line = take_line(message);
    if (line.empty()) return true;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;  // a folded line, or nonsense: the headers that matter are not folded
    headers.push_back({trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1))});
  }
  return false;
}

HttpResponse parse_response(std::string_view message) {
  HttpResponse response;
  const std::string_view status_line = take_line(message);
  const std::size_t space = status_line.find(' ');
  if (!status_line.starts_with("HTTP/") || space == std::string_view::npos) throw Damaged("is no HTTP response");
  const std::optional<int> status = number_at_start<int>(trimmed(status_line.substr(space)), 10);
  if (!status) throw Damaged("HTTP response has no status");
  response.status = *status;
  if (!take_headers(message, response.headers)) throw Damaged("HTTP headers have no end");
  response.raw_body = message;
  return response;
}

std::string body_of(const HttpResponse& response, const Limits& limits) {
  std::string body(response.raw_body);
  bool is_chunked = false;
  if (lowered(response.header("Transfer-Encoding")).find("chunked") != std::string::npos)
    if (std::optional<std::string> whole = without_chunks(body)) {
      body = std::move(*whole);
      is_chunked = true;
    }

  const std::string coding = lowered(response.header("Content-Encoding"));
  const std::optional<std::size_t> length = number_at_start<std::size_t>(response.header("Content-Length"), 10);
  // A length that goes with an encoding counts encoded bytes, which archives often keep no more.
  if (length && coding.empty() && !is_chunked && body.size() < *length)
    throw Damaged(format("wrong content length: {} bytes are announced, {} are there", *length, body.size()));

  std::vector<std::string> codings = list_items(coding, ',');
  for (auto name = codings.rbegin(); name != codings.rend(); ++name) {
    const auto encoding = std::find_if(encodings.begin(), encodings.end(), [&](const Encoding& row) { return row.name == *name; });
    if (encoding == encodings.end()) {
      if (*name == "identity" || *name == "none" || looks_like_markup(body)) continue;
      throw Damaged(format("content encoding '{}' cannot be read; allowed are gzip, deflate, br", *name));
    }
    const bool is_decoded = looks_like_markup(body) || (encoding->name.ends_with("gzip") && !looks_like_gzip(body));
    if (!is_decoded) body = encoding->decode(body, limits);
  }
  return body;
}

}  // namespace sitrep
