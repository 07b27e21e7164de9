// SPDX-License-Identifier: Apache-2.0
#include "knowledge/offices.h"

#include <doctest/doctest.h>

#include <fstream>

using namespace sitrep;

namespace {

Offices sample() {
  const std::filesystem::path folder = std::filesystem::path(SITREP_BUILD_DIR) / "offices_test";
  std::filesystem::create_directories(folder / "actors" / "offices");
  std::filesystem::create_directories(folder / "actors" / "holders");
  std::ofstream(folder / "actors" / "offices" / "all.tsv") << "key\ttitle\taliases\tof\tkind\n"
                                                              "NOR.pm\tprime minister\tpremier|PM\tNOR\thead_of_government\n"
                                                              "NOR.fm\tforeign minister\t\tNOR\tforeign_minister\n";
  std::ofstream(folder / "actors" / "holders" / "all.tsv") << "office\tperson\taliases\tfrom\tto\tcertainty\tstatus\n"
                                                              "NOR.pm\tAnna Lind\t\t2010-03-01\t2014-05-10\tday\tholder\n"
                                                              "NOR.pm\tErik Holm\tE. Holm\t2014-05-10\t2018\tyear\tholder\n"
                                                              "NOR.pm\tPål Nygård\t\t2019-01-20\t\tday\tholder\n"
                                                              "NOR.fm\tMaja Berg\t\t2012-01-01\t2025-12-31\tday\tholder\n"
                                                              "NOR.pm\tOle Vik\t\t2018-02-01\t2018-03-01\tday\tacting\n";
  std::ofstream(folder / "actors" / "horizon.tsv") << "table\tcomplete_until\nholders\t2025-06-30\n";
  return Offices::load(folder);
}

}  // namespace

TEST_CASE("an office is found by title, alias and kind") {
  const Offices o = sample();
  CHECK(o.find("Premier", "NOR") == 0U);
  CHECK(o.find_kind("foreign_minister", "NOR") == 1U);
  CHECK_FALSE(o.find("king", "NOR"));
}

TEST_CASE("who held an office when: yes, no, and cannot tell") {
  const Offices o = sample();
  const auto on = [](const char* day) { return *exact_day(day); };
  CHECK(o.held_by(0, "Anna Lind", on("2012-01-01")) == true);
  CHECK(o.held_by(0, "Lind", on("2012-01-01")) == true);
  CHECK(o.held_by(0, "Anna Lind", on("2016-01-01")) == false);      // Holm's term has surely begun and not ended
  CHECK(o.held_by(0, "Maja Berg", on("2012-06-01")) == false);      // known, in another office
  CHECK(o.held_by(0, "Anna Lind", on("2018-06-01")) == std::nullopt);   // Holm's end is known to the year only
  CHECK(o.held_by(0, "Erik Holm", on("2018-06-01")) == std::nullopt);
  CHECK(o.held_by(0, "Jens Ukjent", on("2012-01-01")) == std::nullopt); // nobody that the table knows
  CHECK(o.held_by(0, "Pal Nygard", on("2020-01-01")) == true);          // without the marks
  CHECK(o.held_by(0, "Pål Nygård", on("2026-01-01")) == std::nullopt);  // after the table was written
  CHECK(o.holder_on(0, on("2013-01-01"))->person == "Anna Lind");
}

TEST_CASE("names agree by their words") {
  CHECK(names_agree("lind", "anna lind"));
  CHECK(names_agree("e holm", "erik holm"));
  CHECK(names_agree("muhammad v", "muhammad v"));
  CHECK(names_agree("anna lind", "anna maria lind"));
  CHECK_FALSE(names_agree("anna berg", "anna lind"));
  CHECK_FALSE(names_agree("a", "anna"));
  CHECK(folded_name("Recep Tayyip Erdoğan") == "recep tayyip erdogan");
  CHECK(folded_name("Sana’a") == "sanaa");
}
