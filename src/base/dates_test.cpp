// SPDX-License-Identifier: Apache-2.0
#include "base/dates.h"

#include <doctest/doctest.h>

using namespace sitrep;

TEST_CASE("a text means all days that it may mean") {
  CHECK(iso_date(day_range("2020-02")->last) == "2020-02-29");
  CHECK(iso_date(day_range("1999")->first) == "1999-01-01");
  CHECK(iso_date(*exact_day("2022-09-13T00:05+04:00")) == "2022-09-13");
  CHECK_FALSE(exact_day("2022-09"));
  for (const char* bad : {"", "22-09-13", "2022-13", "2022-02-30", "2022-9-1", "2022-09-13x", "-022-01-01"}) CHECK_FALSE(day_range(bad));
}
