// SPDX-License-Identifier: Apache-2.0
#include "ingest/record_fields.h"

#include <doctest/doctest.h>

#include "base/error.h"

using namespace sitrep;

TEST_CASE("names of other programs, however they are written") {
  const FieldTable table({});
  CHECK(table.find("date_publish")->field == Field::published);
  CHECK(table.find("datePublished")->field == Field::published);
  CHECK(table.find("Full Text")->field == Field::text);
  CHECK(table.find("_id")->field == Field::id);
  CHECK_FALSE(table.find("image_url"));
}

TEST_CASE("a mapped name comes before all others") {
  const std::vector<FieldName> map = parse_field_map("text=Body Copy, published=date");
  const FieldTable table(map);
  CHECK(table.find("body_copy")->rank < table.find("text")->rank);
  CHECK_THROWS_AS(parse_field_map("txt=body"), Error);
  CHECK_THROWS_AS(parse_field_map("text"), Error);
}

TEST_CASE("of several values the preferred one is taken, and blanks are none") {
  RecordFields values;
  values.offer({Field::text, 2}, "summary");
  values.offer({Field::text, 1}, "  ");
  values.offer({Field::text, 1}, "full text");
  values.offer({Field::text, 3}, "other");
  CHECK(values.page(PageKnowledge{}).report.text == "full text");
}

TEST_CASE("seconds and milliseconds since 1970") {
  CHECK(iso_of_epoch("1557136800") == "2019-05-06T10:00:00Z");
  CHECK(iso_of_epoch("1557136800000") == "2019-05-06T10:00:00Z");
  CHECK_FALSE(iso_of_epoch("20190506"));
  CHECK_FALSE(iso_of_epoch("2019-05-06"));
}
