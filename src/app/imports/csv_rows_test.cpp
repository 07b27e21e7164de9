// SPDX-License-Identifier: Apache-2.0
#include "app/imports/csv_rows.h"

#include <doctest/doctest.h>

#include <sstream>

namespace sitrep::imports {
namespace {

using Cells = std::vector<std::string>;

std::vector<CsvRow> rows_of(const std::string& text) {
  std::istringstream in(text);
  CsvRows rows(in);
  std::vector<CsvRow> all;
  while (auto row = rows.next()) all.push_back(std::move(*row));
  return all;
}

TEST_CASE("quotes, line ends within cells, empty lines, a last row without line end") {
  const auto rows = rows_of("\xEF\xBB\xBF" "a,\"b, \"\"c\"\"\nd\",\r\n\n\"\",x");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].cells == Cells{"a", "b, \"c\"\nd", ""});
  CHECK(rows[0].line == 1);
  CHECK(rows[1].cells == Cells{"", "x"});
  CHECK(rows[1].line == 4);
}

TEST_CASE("a quote that is never closed costs its line alone") {
  const auto rows = rows_of("a,b\n\"c,d\ne,f\n");
  REQUIRE(rows.size() == 3);
  CHECK(rows[1].line == 2);
  CHECK_FALSE(rows[1].problem.empty());
  CHECK(rows[2].cells == Cells{"e", "f"});
  CHECK(rows[2].line == 3);
}

TEST_CASE("a row longer than a chunk is one row; one longer than a mebibyte is none") {
  const auto rows = rows_of("a," + std::string(300000, 'x') + "\nb," + std::string(1 << 21, 'y') + "\nc,d\n");
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].cells[1].size() == 300000);
  CHECK_FALSE(rows[1].problem.empty());
  CHECK(rows[2].cells == Cells{"c", "d"});
}

TEST_CASE("nothing gives nothing, and bytes that are no text become U+FFFD") {
  CHECK(rows_of("").empty());
  CHECK(rows_of("\xFF,b")[0].cells[0] == "\xEF\xBF\xBD");
}

}  // namespace
}  // namespace sitrep::imports
