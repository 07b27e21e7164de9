// SPDX-License-Identifier: Apache-2.0
// libcurl is included here only.
#include "ingest/fetch.h"

#include <curl/curl.h>

#include <memory>

#include "base/format.h"
#include "base/strings.h"

namespace sitrep {
namespace {

constexpr const char* agent = "sitrep/0.1 (news reader for conflict research; one request at a time)";
constexpr long most_redirects = 10;

struct Answer {
  std::string body;
  std::size_t limit = 0;
  bool is_too_large = false;
};

std::size_t take_bytes(char* bytes, std::size_t, std::size_t size, void* to) {
  auto& answer = *static_cast<Answer*>(to);
  if (answer.body.size() + size > answer.limit) {
    answer.is_too_large = true;
    return 0;
  }
  answer.body.append(bytes, size);
  return size;
}

std::string part_of(std::string_view header, std::string_view name) {
  const std::string lower = lowered(header);
  const std::size_t at = lower.find(name);
  if (at == std::string::npos) return "";
  const std::size_t end = lower.find(';', at);
  std::string value(trimmed(std::string_view(lower).substr(at + name.size(), end == std::string::npos ? end : end - at - name.size())));
  std::erase_if(value, [](char c) { return c == '"' || c == '\''; });
  return value;
}

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;

Handle prepared(const std::string& address, const Limits& limits, Answer& answer) {
  Handle handle(curl_easy_init(), curl_easy_cleanup);
  CURL* curl = handle.get();
  const long seconds = static_cast<long>(limits.patience.count());
  curl_easy_setopt(curl, CURLOPT_URL, address.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
  curl_easy_setopt(curl, CURLOPT_MAXREDIRS, most_redirects);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, seconds);
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, std::max(1L, seconds / 3));
  curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(curl, CURLOPT_USERAGENT, agent);
  curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_bytes);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
  return handle;
}

std::string reason_of(CURLcode code, CURL* curl, const Answer& answer, const Limits& limits) {
  if (answer.is_too_large) return format("is larger than the limit of {} bytes", limits.record_bytes);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  if (code == CURLE_HTTP_RETURNED_ERROR) return format("the server answers {}", status);
  if (code == CURLE_TOO_MANY_REDIRECTS) return format("more than {} redirects", most_redirects);
  return format("cannot be fetched: {}", curl_easy_strerror(code));
}

std::string id_of_address(std::string_view address) {
  address = address.substr(0, address.find_first_of("?#"));
  while (address.ends_with('/')) address.remove_suffix(1);
  const std::string_view last = address.substr(address.rfind('/') + 1);
  const std::string id = id_of_file(last);
  return id.empty() ? std::string(address) : id;
}

}  // namespace

void fetch(const std::string& address, Intake& intake) {
  const Limits& limits = intake.options.limits;
  Answer answer{{}, limits.record_bytes};
  const Handle handle = prepared(address, limits, answer);
  const CURLcode code = curl_easy_perform(handle.get());
  if (code != CURLE_OK) return intake.skip(address, answer.body.size(), reason_of(code, handle.get(), answer, limits));

  const char* final_address = nullptr;
  const char* content_type = nullptr;
  curl_easy_getinfo(handle.get(), CURLINFO_EFFECTIVE_URL, &final_address);
  curl_easy_getinfo(handle.get(), CURLINFO_CONTENT_TYPE, &content_type);
  SourceInfo info{address, id_of_address(address), final_address ? final_address : address, std::nullopt, std::nullopt};
  if (content_type) {
    info.media_type = lowered(trimmed(std::string_view(content_type).substr(0, std::string_view(content_type).find(';'))));
    if (const std::string charset = part_of(content_type, "charset="); !charset.empty()) info.charset = charset;
  }
  intake.advance(answer.body.size());
  intake.read(Source(std::move(info), stream_of(std::move(answer.body))));
}

}  // namespace sitrep
