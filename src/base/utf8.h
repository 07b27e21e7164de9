// SPDX-License-Identifier: Apache-2.0
// UTF-8: decoding, repair, and the map between bytes and code points. No knowledge of scripts or case beyond ASCII.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep {

/// The code point that starts at `position`, which moves behind it. Invalid bytes give U+FFFD, one byte at a time.
char32_t next_code_point(std::string_view text, std::size_t& position);

/// Appends a code point; what is no scalar value becomes U+FFFD.
void append_code_point(std::string& text, char32_t code_point);

bool is_valid_utf8(std::string_view text);

/// Valid UTF-8 without NUL: every invalid byte and every NUL becomes U+FFFD.
std::string repaired_utf8(std::string_view text);

std::size_t count_code_points(std::string_view text);

/// Translates between byte and code point offsets of one text. Pure ASCII costs nothing; else a mark every 64 bytes.
class CodePointIndex {
 public:
  explicit CodePointIndex(std::string_view text);
  std::uint32_t code_point_at(std::uint32_t byte) const;
  std::uint32_t byte_at(std::uint32_t code_point) const;

 private:
  std::string_view text_;
  std::vector<std::uint32_t> marks_;  // code points before byte 64 * i; empty for ASCII
};

}  // namespace sitrep
