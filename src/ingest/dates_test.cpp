// SPDX-License-Identifier: Apache-2.0
#include "ingest/dates.h"

#include <doctest/doctest.h>

using namespace sitrep;

namespace {

const PageKnowledge& knowledge() {
  static const PageKnowledge loaded = PageKnowledge::load("knowledge");
  return loaded;
}

std::string read(std::string_view text, DateOrder order = DateOrder::day_first) { return parse_date(text, knowledge(), order).value_or("none"); }

}  // namespace

TEST_CASE("dates for programs") {
  CHECK(read("2022-09-13") == "2022-09-13");
  CHECK(read("2022-09-13T14:05:00+04:00") == "2022-09-13T14:05:00+04:00");
  CHECK(read("2022-09-13T14:05:00.000Z") == "2022-09-13T14:05:00Z");
  CHECK(read("2022-09-13T14:05:00+0400") == "2022-09-13T14:05:00+04:00");
  CHECK(read("2022-09-13 14:05") == "2022-09-13T14:05:00");
  CHECK(read("20220913T140507Z") == "2022-09-13T14:05:07Z");
  CHECK(read("20220913") == "2022-09-13");
  CHECK(read("Tue, 13 Sep 2022 14:05:00 GMT") == "2022-09-13T14:05:00Z");
  CHECK(read("Tue, 13 Sep 2022 14:05:00 +0400") == "2022-09-13T14:05:00+04:00");
  CHECK(read("1663077900") == "2022-09-13T14:05:00Z");
  CHECK(read("1663077900000") == "2022-09-13T14:05:00Z");
}

TEST_CASE("dates for people, in several languages") {
  CHECK(read("Sept. 13, 2022") == "2022-09-13");
  CHECK(read("September 13th, 2022 at 2:05 pm") == "2022-09-13T14:05:00");
  CHECK(read("Updated 12:05 a.m. EDT, Tuesday, September 13, 2022") == "2022-09-13");
  CHECK(read("13 September 2022, 14:05") == "2022-09-13T14:05:00");
  CHECK(read("13. September 2022 um 14.05 Uhr") == "2022-09-13T14:05:00");
  CHECK(read("13 de septiembre de 2022") == "2022-09-13");
  CHECK(read("le 1er septembre 2022 à 9h05") == "2022-09-01T09:05:00");
  CHECK(read("Вторник, 13 сентября 2022 года, 14:05 МСК") == "2022-09-13T14:05:00+03:00");
  CHECK(read("13 вересня 2022") == "2022-09-13");
  CHECK(read("13 września 2022") == "2022-09-13");
  CHECK(read("2022. szeptember 13.") == "2022-09-13");
  CHECK(read("2022年9月13日") == "2022-09-13");
  CHECK(read("الثلاثاء 13 أيلول / سبتمبر 2022") == "2022-09-13");
  CHECK(read("13.09.2022 14:05") == "2022-09-13T14:05:00");
  CHECK(read("13. 9. 2022") == "2022-09-13");
  CHECK(read("13-Sep-22") == "2022-09-13");
}

TEST_CASE("day and month in numbers") {
  CHECK(read("03/04/2022") == "2022-04-03");
  CHECK(read("03/04/2022", DateOrder::month_first) == "2022-03-04");
  CHECK(read("09/13/2022") == "2022-09-13");
  CHECK(read("13/09/2022", DateOrder::month_first) == "2022-09-13");
  CHECK_FALSE(find_date("on 03/04/2022", knowledge())->is_exact);
  CHECK(find_date("on 13/04/2022", knowledge())->is_exact);
}

TEST_CASE("what is no date of the calendar, or lacks its year, is none") {
  for (const std::string_view text : {"", "Invalid Date", "0000-00-00", "2022-13-45", "31 February 2022", "29.02.2023", "September 13", "13 September", "12345678", "10.12.13.14", "2 pm", "Monday"}) {
    CAPTURE(text);
    CHECK(read(text) == "none");
  }
}

TEST_CASE("the first date in a text, with its place") {
  const std::string_view text = "By Lena Orr | May 6, 2031 | 4 min read";
  const auto found = find_date(text, knowledge());
  REQUIRE(found);
  CHECK(found->span.of(text) == "May 6, 2031");
  CHECK(found->iso == "2031-05-06");
}

TEST_CASE("dates in addresses") {
  CHECK(date_in_url("https://a.example/2022/09/13/clash.html") == "2022-09-13");
  CHECK(date_in_url("https://a.example/news/2022-09-13-clash") == "2022-09-13");
  CHECK(date_in_url("https://a.example/20220913/clash") == "2022-09-13");
  CHECK(date_in_url("https://a.example/2022/9/clash") == std::nullopt);
  CHECK(date_in_url("https://a.example/story/20991399/x") == std::nullopt);
  CHECK(date_in_url("https://a.example/id1202209130908") == std::nullopt);
  CHECK(date_in_url("https://a.example/x?day=2022-09-13") == std::nullopt);
  CHECK(date_in_url("") == std::nullopt);
}

TEST_CASE("neighbouring days") {
  CHECK(is_next_day("2022-09-30", "2022-10-01T01:00:00Z"));
  CHECK(is_next_day("2022-10-01", "2022-09-30"));
  CHECK_FALSE(is_next_day("2022-10-01", "2022-10-01"));
  CHECK_FALSE(is_next_day("2022-10-01", "no date"));
}
