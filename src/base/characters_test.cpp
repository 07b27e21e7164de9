// SPDX-License-Identifier: Apache-2.0
#include "base/characters.h"

#include <doctest/doctest.h>

using namespace sitrep;

TEST_CASE("letters, digits and spaces beyond ASCII") {
  CHECK(unicode::is_letter(U'é'));
  CHECK(unicode::is_letter(U'中'));
  CHECK_FALSE(unicode::is_letter(U'–'));
  CHECK(unicode::is_upper(U'Ş'));
  CHECK_FALSE(unicode::is_upper(U'ş'));
  CHECK(unicode::is_digit(U'²'));
  CHECK(unicode::is_digit(U'٣'));
  CHECK_FALSE(unicode::is_digit(U'½'));
  for (const char32_t c : {U' ', U'\t', U'\u00A0', U'\u2028', U'\u3000', U'\u0085', U'\u001F'}) CHECK(unicode::is_space(c));
  CHECK_FALSE(unicode::is_space(U'\u200B'));
}

TEST_CASE("lower case keeps to Unicode's tables") {
  CHECK(unicode::lowered("ÉLYSÉE İstanbul ОДЕССА") == "élysée i\u0307stanbul одесса");
  CHECK(unicode::lowered("ΟΔΟΣ ΣΑΣ") == "οδος σας");
}
