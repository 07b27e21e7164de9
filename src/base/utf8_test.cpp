// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include <doctest/doctest.h>

using namespace sitrep;

TEST_CASE("repair replaces each invalid byte and NUL, and keeps the rest") {
  CHECK(repaired_utf8("Gyumri \xC5\xAB") == "Gyumri \xC5\xAB");
  CHECK(repaired_utf8(std::string_view("a\0b", 3)) == "a\xEF\xBF\xBD" "b");
  CHECK(repaired_utf8("\xC0\xAF") == "\xEF\xBF\xBD\xEF\xBF\xBD");  // overlong
  CHECK(repaired_utf8("\xED\xA0\x80").size() == 9);                // surrogate
  CHECK(repaired_utf8("\xF4\x90\x80\x80").size() == 12);           // beyond U+10FFFF
  CHECK_FALSE(is_valid_utf8("abc\xE2\x82"));
}

TEST_CASE("code points and bytes translate both ways at every boundary") {
  std::string text;
  for (int i = 0; i < 100; ++i) text += i % 3 == 0 ? "é" : i % 3 == 1 ? "𝄞" : "a";
  const CodePointIndex index(text);
  std::uint32_t code_point = 0;
  for (std::size_t byte = 0; byte < text.size(); ++code_point) {
    CHECK(index.code_point_at(static_cast<std::uint32_t>(byte)) == code_point);
    CHECK(index.byte_at(code_point) == byte);
    next_code_point(text, byte);
  }
  CHECK(index.byte_at(code_point) == text.size());
  CHECK(index.code_point_at(static_cast<std::uint32_t>(text.size())) == 100);
}
