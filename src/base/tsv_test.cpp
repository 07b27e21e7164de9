// SPDX-License-Identifier: Apache-2.0
#include "base/tsv.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/strings.h"

using namespace sitrep;

namespace {
std::string complaint(const std::string& text) {
  try {
    const Tsv table(text, "words.tsv", {"key", "names"});
    return "none";
  } catch (const Error& error) {
    return error.what();
  }
}
}  // namespace

TEST_CASE("cells come by the loader's columns, whatever the file's order") {
  const Tsv table("# who\nnames\tkey\r\nYerevan| Erevan |\tARM\n\n\tAZE\n", "t.tsv", {"key", "names"});
  REQUIRE(table.rows().size() == 2);
  CHECK(table.rows()[0][0] == "ARM");
  CHECK(list_items(table.rows()[0][1]) == std::vector<std::string>{"Yerevan", "Erevan"});
  CHECK(list_items(table.rows()[1][1]).empty());
  CHECK(table.rows()[1].line() == 5);
}

TEST_CASE("everything unexpected is named with its line") {
  CHECK(complaint("key\tname\n") == "words.tsv:1: column 'names' is missing; columns are key, names");
  CHECK(complaint("key\tnames\tx\n") == "words.tsv:1: unknown column 'x'; columns are key, names");
  CHECK(complaint("key\tnames\n\na\n") == "words.tsv:3: has 1 cells, the header has 2");
  CHECK(complaint("key\tnames\na\t\xFF\n") == "words.tsv:2: is not UTF-8");
  CHECK(complaint("# only a comment\n") == "words.tsv:1: has no header line");
}
