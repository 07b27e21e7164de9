// SPDX-License-Identifier: Apache-2.0
#include "app/progress.h"

#include <doctest/doctest.h>

using namespace sitrep;

TEST_CASE("remaining time as people write it") {
  CHECK(clock_text(3.6) == "0:04");
  CHECK(clock_text(187) == "3:07");
  CHECK(clock_text(3909) == "1:05:09");
  CHECK(clock_text(-1) == "0:00");
}
