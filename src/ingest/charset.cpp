// SPDX-License-Identifier: Apache-2.0
#include "ingest/charset.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <memory>

#include "base/strings.h"
#include "base/utf8.h"

namespace sitrep {
namespace {

constexpr std::size_t head_size = 4096;      // where a charset may be named
constexpr std::size_t sample_size = 65536;  // enough for a guess

struct Mark {
  std::string_view bytes, charset;
};
constexpr Mark marks[] = {{"\xEF\xBB\xBF", "utf-8"}, {"\xFE\xFF", "utf-16be"}, {"\xFF\xFE", "utf-16le"}};

/// Names that the web gives to their supersets (WHATWG Encoding): the bytes 0x80 to 0x9F are letters and quotes there.
struct Alias {
  std::string_view name, charset;
};
constexpr Alias web_aliases[] = {{"iso-8859-1", "windows-1252"}, {"latin1", "windows-1252"},   {"us-ascii", "windows-1252"},
                                 {"ascii", "windows-1252"},      {"iso-8859-9", "windows-1254"}, {"gb2312", "gb18030"},
                                 {"gbk", "gb18030"},             {"ks_c_5601-1987", "windows-949"},
                                 {"euc-kr", "windows-949"},      {"shift_jis", "windows-31j"},  {"cp1251", "windows-1251"},
                                 {"win-1251", "windows-1251"}};

std::optional<std::string> converted(std::string_view bytes, std::string_view charset) {
  std::string name = lowered(trimmed(charset));
  for (const Alias& alias : web_aliases)
    if (name == alias.name) name = alias.charset;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open(name.c_str(), &status), ucnv_close);
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> to(ucnv_open("utf-8", &status), ucnv_close);
  if (name.empty() || U_FAILURE(status)) return std::nullopt;
  std::string text;
  text.resize(bytes.size() + bytes.size() / 2 + 16);
  const char* source = bytes.data();
  UChar pivot[4096];
  UChar *pivot_source = pivot, *pivot_target = pivot;
  for (std::size_t written = 0;;) {
    char* target = text.data() + written;
    status = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &target, text.data() + text.size(), &source, bytes.data() + bytes.size(), pivot,
                   &pivot_source, &pivot_target, pivot + 4096, written == 0 && source == bytes.data(), true, &status);
    written = static_cast<std::size_t>(target - text.data());
    if (status != U_BUFFER_OVERFLOW_ERROR) {
      text.resize(written);
      return repaired_utf8(text);  // NUL too
    }
    text.resize(text.size() * 2);
  }
}

std::string guessed_charset(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&status), ucsdet_close);
  ucsdet_setText(detector.get(), bytes.data(), static_cast<std::int32_t>(std::min(bytes.size(), sample_size)), &status);
  ucsdet_enableInputFilter(detector.get(), true);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  const char* name = match ? ucsdet_getName(match, &status) : nullptr;
  // What is neither valid UTF-8 nor marked as UTF-16 is in some single-byte or national encoding.
  const bool is_usable = name && U_SUCCESS(status) && !std::string_view(name).starts_with("UTF");
  return is_usable ? name : "windows-1252";
}

/// UTF-8 with a few broken places: at least twenty sound characters beyond ASCII for each broken byte.
bool is_nearly_utf8(std::string_view bytes) {
  std::size_t broken = 0, multibyte = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t start = at;
    if (static_cast<unsigned char>(bytes[at]) < 0x80) {
      ++at;
      continue;
    }
    const char32_t read = next_code_point(bytes, at);
    (read == U'\uFFFD' && at - start == 1 ? broken : multibyte) += 1;
  }
  return broken * 20 < multibyte;
}

}  // namespace

std::optional<std::string> charset_in_markup(std::string_view bytes) {
  const std::string head = lowered(bytes.substr(0, head_size));
  for (const std::string_view key : {"charset", "encoding"}) {
    for (std::size_t at = head.find(key); at != std::string::npos; at = head.find(key, at + 1)) {
      std::size_t start = at + key.size();
      const auto skip = [&](std::string_view what) {
        while (start < head.size() && what.find(head[start]) != std::string_view::npos) ++start;
      };
      skip(" \t\r\n");
      if (start >= head.size() || head[start] != '=') continue;
      skip("= \t\r\n\"'");
      std::size_t end = start;
      while (end < head.size() && (is_letter(head[end]) || is_digit(head[end]) || head[end] == '-' || head[end] == '_')) ++end;
      if (end > start) return head.substr(start, end - start);
    }
  }
  return std::nullopt;
}

std::string lower_case(std::string_view utf8) {
  std::string lower;
  lower.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    if (static_cast<unsigned char>(utf8[at]) < 0x80) lower += to_lower(utf8[at++]);
    else append_code_point(lower, static_cast<char32_t>(u_tolower(static_cast<UChar32>(next_code_point(utf8, at)))));
  }
  return lower;
}

std::string decoded(std::string_view bytes, const std::optional<std::string>& declared_charset) {
  for (const Mark& mark : marks)
    if (bytes.starts_with(mark.bytes)) {
      bytes.remove_prefix(mark.bytes.size());
      return converted(bytes, mark.charset).value_or("");
    }
  const bool has_nul = bytes.find('\0') != std::string_view::npos;
  if (!has_nul && is_valid_utf8(bytes)) return std::string(bytes);
  if (declared_charset && lowered(*declared_charset) != "utf-8")
    if (auto text = converted(bytes, *declared_charset)) return *std::move(text);
  if (is_nearly_utf8(bytes)) return repaired_utf8(bytes);
  const std::optional<std::string> in_markup = charset_in_markup(bytes);
  // A page whose bytes are not UTF-8 although it says so is in some older encoding.
  if (in_markup && *in_markup != "utf-8" && *in_markup != "utf8")
    if (auto text = converted(bytes, *in_markup)) return *std::move(text);
  if (auto text = converted(bytes, guessed_charset(bytes))) return *std::move(text);
  return repaired_utf8(bytes);
}

}  // namespace sitrep
