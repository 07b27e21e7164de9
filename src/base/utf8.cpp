// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include <algorithm>
#include <cstring>

namespace sitrep {
namespace {

constexpr char32_t replacement = 0xFFFD;
constexpr std::uint32_t stride = 64;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Length of the valid sequence at `position`, 0 when there is none, with the code point (Unicode 15, table 3-7).
std::size_t decode(std::string_view text, std::size_t position, char32_t& code_point) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[position + i]); };
  const std::size_t left = text.size() - position;
  const unsigned char lead = byte(0);
  if (lead < 0x80) return code_point = lead, 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || left < length) return 0;
  for (std::size_t i = 1; i < length; ++i)
    if (!is_continuation(text[position + i])) return 0;
  code_point = lead & (0xFF >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) code_point = (code_point << 6) | (byte(i) & 0x3F);
  const bool overlong = (length == 3 && code_point < 0x800) || (length == 4 && code_point < 0x10000);
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  return overlong || surrogate || code_point > 0x10FFFF ? 0 : length;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& position) {
  char32_t code_point = replacement;
  const std::size_t length = decode(text, position, code_point);
  position += std::max<std::size_t>(length, 1);
  return length == 0 ? replacement : code_point;
}

void append_code_point(std::string& text, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = replacement;
  const auto put = [&](char32_t bits) { text.push_back(static_cast<char>(bits)); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xC0 | (c >> 6));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
  }
  put(0x80 | (c & 0x3F));
}

bool is_valid_utf8(std::string_view text) {
  char32_t code_point;
  for (std::size_t i = 0; i < text.size();) {
    // Eight bytes of ASCII at a time: most text is.
    std::uint64_t bytes = 0;
    if (i + sizeof bytes <= text.size()) {
      std::memcpy(&bytes, text.data() + i, sizeof bytes);
      if ((bytes & 0x8080808080808080ULL) == 0) {
        i += sizeof bytes;
        continue;
      }
    }
    const std::size_t length = decode(text, i, code_point);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

std::string repaired_utf8(std::string_view text) {
  std::string repaired;
  repaired.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    char32_t code_point = replacement;
    const std::size_t length = decode(text, i, code_point);
    i += std::max<std::size_t>(length, 1);
    if (length == 0 || code_point == 0)
      append_code_point(repaired, replacement);
    else
      repaired.append(text, start, length);
  }
  return repaired;
}

std::size_t count_code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

CodePointIndex::CodePointIndex(std::string_view text) : text_(text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return;
  marks_.reserve(text.size() / stride + 1);
  std::uint32_t code_points = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i % stride == 0) marks_.push_back(code_points);
    code_points += !is_continuation(text[i]);
  }
}

std::uint32_t CodePointIndex::code_point_at(std::uint32_t byte) const {
  byte = std::min<std::uint32_t>(byte, static_cast<std::uint32_t>(text_.size()));
  if (marks_.empty()) return byte;
  const std::uint32_t block = std::min<std::uint32_t>(byte / stride, static_cast<std::uint32_t>(marks_.size() - 1));
  return marks_[block] + static_cast<std::uint32_t>(count_code_points(text_.substr(block * stride, byte - block * stride)));
}

std::uint32_t CodePointIndex::byte_at(std::uint32_t code_point) const {
  if (marks_.empty()) return std::min<std::uint32_t>(code_point, static_cast<std::uint32_t>(text_.size()));
  const auto after = std::upper_bound(marks_.begin(), marks_.end(), code_point);
  const auto block = static_cast<std::uint32_t>(after - marks_.begin() - 1);
  std::uint32_t left = code_point - marks_[block];
  std::uint32_t byte = block * stride;
  for (; byte < text_.size(); ++byte)
    if (!is_continuation(text_[byte]) && left-- == 0) break;
  return byte;
}

}  // namespace sitrep
