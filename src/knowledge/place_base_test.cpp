// SPDX-License-Identifier: Apache-2.0
#include "knowledge/place_base.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/file.h"
#include "knowledge/gazetteer_writer.h"

using namespace sitrep;

namespace {

const std::filesystem::path folder = std::filesystem::path(SITREP_BUILD_DIR) / "place_base_test";

struct Tables {
  std::string areas = "Nagorno-Karabakh\tArtsakh\tRGN\tAZE\t39.8\t46.75\t70\t\n";
  std::string spellings = "Kalbajar\tAZE\tPPL\tKelbajar|Karvachar\n";
  std::string abbreviations = "Texas\tUSA\tTX|Tex.\n";
  std::string borders = "ARM\tAZE\t39.9\t45.9\t250\n";
};

void write(const Tables& tables) {
  std::filesystem::create_directories(folder);
  GazetteerWriter writer;
  writer.add("Azerbaijan", "PCLI", "AZE");
  writer.add("United States", "PCLI", "USA");
  writer.add("Texas", "ADM1", "USA");
  const std::uint32_t small = writer.add("Kalbajar", "PPL", "AZE");
  const std::uint32_t large = writer.add("Kalbajar", "PPL", "AZE");
  writer.entry(small).population = 10;
  writer.entry(large).population = 8400;
  writer.write(folder / "gazetteer.bin");
  replace_file(folder / "areas.tsv", "name\taliases\tfeature\tcountry\tlat\tlon\tradius_km\tgeonameid\n" + tables.areas);
  replace_file(folder / "spellings.tsv", "name\tcountry\tfeature\taliases\n" + tables.spellings);
  replace_file(folder / "abbreviations.tsv", "name\tcountry\tabbreviations\n" + tables.abbreviations);
  replace_file(folder / "borders.tsv", "country\tneighbour\tlat\tlon\tradius_km\n" + tables.borders);
}

PlaceBase base_of(const Tables& tables = {}) {
  write(tables);
  return PlaceBase(folder / "gazetteer.bin", folder);
}

std::string complaint(const Tables& tables) {
  try {
    base_of(tables);
    return "none";
  } catch (const Error& error) {
    const std::string text = error.what();
    return text.starts_with(folder.string()) ? text.substr(folder.string().size() + 1) : text;
  }
}

std::vector<NamedPlace> found(const PlaceBase& base, std::string_view name) {
  std::vector<NamedPlace> places;
  base.find(word(base.folded(name)), places);
  return places;
}

}  // namespace

TEST_CASE("written places and spellings are found beside the packaged ones") {
  const PlaceBase base = base_of();
  REQUIRE(found(base, "Artsakh").size() == 1);
  const PlaceNumber area = found(base, "Artsakh")[0].place;
  CHECK(base.name(area) == "Nagorno-Karabakh");
  CHECK(base.feature(area) == "RGN");
  CHECK(base.entry(area).country() == "AZE");
  CHECK(base.entry(area).radius_km == 70);
  REQUIRE(found(base, "karvachar").size() == 1);
  CHECK(base.entry(found(base, "karvachar")[0].place).population == 8400);
  CHECK(found(base, "Kalbajar").size() == 2);
}

TEST_CASE("abbreviations are told by their capitals") {
  const PlaceBase base = base_of();
  CHECK(base.name(base.abbreviated("TX"_w).value()) == "Texas");
  CHECK(base.abbreviated("Tex"_w));
  CHECK_FALSE(base.abbreviated("tex"_w));
}

TEST_CASE("a border is the same from both sides") {
  const PlaceBase base = base_of();
  REQUIRE(base.border("AZE", "ARM") != nullptr);
  CHECK(base.border("AZE", "ARM") == base.border("ARM", "AZE"));
  CHECK(base.border("AZE", "ARM")->radius_km == 250);
  CHECK(base.border("AZE", "USA") == nullptr);
}

TEST_CASE("a country's further name does not hide a place in it") {
  PlaceBase base = base_of();
  base.call_country(*base.country("USA"), "America");
  base.call_country(*base.country("USA"), "Texas");
  CHECK(found(base, "America").size() == 1);
  CHECK(found(base, "Texas").size() == 1);
}

TEST_CASE("rows that do not fit are named with their line") {
  CHECK(complaint({.areas = "Sea\t\tSEA\t\tnorth\t46\t70\t\n"}) == "areas.tsv:2: latitude 'north' is no number from -90 to 90");
  CHECK(complaint({.areas = "Sea\t\tSEA\tAze\t40\t46\t70\t\n"}) ==
        "areas.tsv:2: 'Aze' is no country; three capital letters are needed (ISO 3166-1 alpha-3)");
  CHECK(complaint({.spellings = "Lachin\tAZE\tPPL\tBerdzor\n"}) ==
        "spellings.tsv:2: the gazetteer has no place Lachin in AZE whose feature code starts with 'PPL'");
  CHECK(complaint({.abbreviations = "Utah\tUSA\tUT\n"}) == "abbreviations.tsv:2: the gazetteer has no country or division Utah in USA");
  CHECK(complaint({.borders = "ARM\tAZE\t39\t45\t10\nAZE\tARM\t39\t45\t10\n"}) == "borders.tsv:3: the border of AZE and ARM stands here twice");
}
