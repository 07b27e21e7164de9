// SPDX-License-Identifier: Apache-2.0
// Web archives (WARC 1.0, 1.1, ISO 28500), plain or in gzip: the responses in them that are pages, feeds or text. Requests,
// metadata, revisits and what is no text are passed over.
#include <algorithm>
#include <charconv>

#include "base/format.h"
#include "base/strings.h"
#include "ingest/http.h"
#include "ingest/readers.h"

namespace sitrep {
namespace {

constexpr std::size_t longest_header = 64 * 1024;
constexpr std::string_view record_start = "WARC/1.";

class WarcRecords {
 public:
  WarcRecords(Source& source, Intake& intake) : source_(source), intake_(intake) {}

  void read() {
    for (;;) {
      try {
        if (!record()) return;
      } catch (const Damaged& damage) {
        intake_.skip(source_, start_.value_or(source_.offset()), damage.what());
        if (!recover()) return;
      }
    }
  }

 private:
  bool record() {
    start_.reset();
    while (!source_.at_end() && is_space(source_.peek(1).front())) source_.take(1);
    start_ = source_.offset();
    if (source_.at_end()) return false;
    std::string_view head = source_.peek(longest_header);
    if (!head.starts_with(record_start)) {
      fail("no WARC record starts here");
    }
    const std::size_t before = head.size();
    std::vector<HttpHeader> headers;
    head.remove_prefix(std::min(head.size(), head.find('\n') + 1));
    if (!take_headers(head, headers)) fail("WARC header has no end");
    content(headers, before - head.size());
    return true;
  }

  void content(const std::vector<HttpHeader>& headers, std::size_t header_size) {
    const std::string_view stated = header_in(headers, "Content-Length");
    std::size_t length = 0;
    const auto [end, failed] = std::from_chars(stated.data(), stated.data() + stated.size(), length);
    if (stated.empty() || failed != std::errc{} || end != stated.data() + stated.size())
      fail(format("Content-Length of the WARC record is '{}', a number is needed", stated));
    const std::size_t limit = intake_.options.limits.record_bytes;
    if (length > limit) fail(format("WARC record of {} bytes is larger than the limit of {} bytes", length, limit));
    // What the headers say lives in the window, which the next look moves.
    const std::string type = lowered(header_in(headers, "WARC-Type"));
    const std::string media = lowered(header_in(headers, "Content-Type"));
    const std::string id = plain_id(header_in(headers, "WARC-Record-ID"));
    const std::string url = without_brackets(header_in(headers, "WARC-Target-URI"));

    const std::string_view whole = source_.peek(header_size + length + 4);
    if (whole.size() < header_size + length)
      fail(source_.damage().value_or(format("wrong content length: {} bytes are announced, {} are there", length, whole.size() - header_size)));
    const std::string_view behind = whole.substr(header_size + length);
    if (!behind.empty() && behind.front() != '\r' && behind.front() != '\n')
      fail(format("wrong content length: the record does not end behind its {} bytes", length));
    const std::string block(whole.substr(header_size, length));
    source_.take(header_size + length);
    const bool is_http = type == "response" && (media.empty() || media.find("http") != std::string::npos);
    if (is_http) return response(block, id, url);
    if (type == "resource" || type == "conversion") return page(block, {source_.info.name, id, url, std::nullopt, media.substr(0, media.find(';'))});
    intake_.pass_over();
  }

  void response(std::string_view message, const std::string& id, const std::string& url) {
    const HttpResponse http = parse_response(message);
    const std::string media = http.media_type();
    const bool is_readable = media.empty() || media.starts_with("text/") || media.find("xml") != std::string::npos || media.find("html") != std::string::npos;
    if (http.status / 100 != 2 || !is_readable || media == "text/css" || media == "text/javascript") return intake_.pass_over();
    page(body_of(http, intake_.options.limits), {source_.info.name, id, url, http.charset(), media});
  }

  void page(std::string body, SourceInfo info) {
    if (info.id.empty()) info.id = format("{}#{}", source_.info.id, *start_);
    if (info.url && info.url->empty()) info.url.reset();
    intake_.read(Source(std::move(info), stream_of(std::move(body), *start_)));
  }

  /// "<urn:uuid:1234>" → "1234".
  static std::string plain_id(std::string_view id) {
    const std::string text = without_brackets(id);
    return text.starts_with("urn:uuid:") ? text.substr(9) : text;
  }
  static std::string without_brackets(std::string_view text) {
    if (text.starts_with('<') && text.ends_with('>')) text = text.substr(1, text.size() - 2);
    return std::string(text);
  }

  /// Leaves this record behind.
  [[noreturn]] void fail(std::string_view reason) {
    if (source_.seek(format("\n{}", record_start), 0)) source_.take(1);
    throw Damaged(std::string(reason));
  }

  /// After damage: is there another record? Broken compression must be left behind before one can be looked for.
  bool recover() {
    for (;;) {
      try {
        return !source_.at_end();
      } catch (const Damaged&) {
        if (!source_.resume()) return false;
      }
    }
  }

  Source& source_;
  Intake& intake_;
  std::optional<std::uint64_t> start_;  // of the record at hand
};

}  // namespace

void read_warc(Source& source, Intake& intake) { WarcRecords(source, intake).read(); }

}  // namespace sitrep
