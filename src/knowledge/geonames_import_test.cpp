// SPDX-License-Identifier: Apache-2.0
#include "knowledge/geonames_import.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/file.h"
#include "knowledge/gazetteer_writer.h"

using namespace sitrep;

namespace {

const std::filesystem::path folder = std::filesystem::path(SITREP_BUILD_DIR) / "geonames_import_test";

std::string row(const std::string& id, const std::string& name, const std::string& others, const std::string& point, const std::string& feature,
                const std::string& admin1, const std::string& population) {
  return id + "\t" + name + "\t" + name + "\t" + others + "\t" + point + "\t" + (feature.starts_with("P") && !feature.starts_with("PCL") ? "P" : "A") + "\t" +
         feature + "\tAM\t\t" + admin1 + "\t\t\t\t" + population + "\t\t\tAsia/Yerevan\t2031-01-01\n";
}

}  // namespace

TEST_CASE("a dump adds places and names, and links them to their divisions") {
  std::filesystem::create_directories(folder);
  GazetteerWriter writer;
  const std::uint32_t country = writer.add("Armenia", "PCLI", "ARM");
  writer.entry(country).geonameid = 174982;
  writer.write(folder / "old.bin");
  replace_file(folder / "all.txt", row("174982", "Republic of Armenia", "", "40\t45", "PCLI", "00", "3000000") +
                                       row("828264", "Shirak", "", "40.8\t43.8", "ADM1", "07", "0") +
                                       row("616635", "Gyumri", "Leninakan,gyumri,LWN", "40.7894\t43.8475", "PPLA", "07", "121976") + "no row\n" +
                                       row("1", "Nowhere", "", "95\t43.8", "PPL", "07", "0"));
  replace_file(folder / "names.txt", "5\t616635\ten\tAlexandropol\t\t\t\t1\n6\t616635\tlink\thttps://example.org\t\t\t\t\n7\t99\ten\tUnknown\t\t\t\t\n");
  const ImportCounts counts = import_geonames(folder / "old.bin", {folder / "names.txt", folder / "all.txt"}, folder / "new.bin");
  CHECK(counts.added == 2);
  CHECK(counts.updated == 1);
  CHECK(counts.skipped == 2);

  const Gazetteer gazetteer(folder / "new.bin");
  REQUIRE(gazetteer.find("alexandropol"_w).size() == 1);
  CHECK(gazetteer.find("leninakan"_w).size() == 1);
  CHECK(gazetteer.find("lwn"_w).empty());
  CHECK(gazetteer.find("republic of armenia"_w).size() == 1);
  const GazetteerEntry& town = gazetteer.entry(gazetteer.find("gyumri"_w)[0].entry());
  CHECK(town.country() == "ARM");
  CHECK(town.geonameid == 616635);
  CHECK(gazetteer.feature(town) == "PPLA");
  REQUIRE(town.admin1 != GazetteerEntry::none);
  CHECK(gazetteer.name(gazetteer.entry(town.admin1)) == "Shirak");
  CHECK(gazetteer.entry(town.admin1).admin1 == GazetteerEntry::none);
}

TEST_CASE("a file that is no dump is named") {
  std::filesystem::create_directories(folder);
  GazetteerWriter().write(folder / "old.bin");
  replace_file(folder / "else.txt", "a\tb\n");
  CHECK_THROWS_WITH_AS(import_geonames(folder / "old.bin", {folder / "else.txt"}, folder / "new.bin"),
                       doctest::Contains("has 2 columns; allCountries.txt has 19"), Error);
}
