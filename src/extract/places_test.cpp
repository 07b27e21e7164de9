// SPDX-License-Identifier: Apache-2.0
// On parses written out and a gazetteer of a dozen places, with the project's own words and weights.
#include "extract/places.h"

#include <doctest/doctest.h>

#include "base/file.h"
#include "knowledge/gazetteer_writer.h"
#include "parse/conllu.h"

using namespace sitrep;

namespace {

const std::filesystem::path folder = std::filesystem::path(SITREP_BUILD_DIR) / "places_test";
const std::filesystem::path written = std::filesystem::path(SITREP_SOURCE_DIR) / "knowledge" / "places";

void write_gazetteer() {
  GazetteerWriter writer;
  const auto add = [&](const char* name, const char* feature, const char* country, double lat, double lon, std::uint32_t population, std::uint32_t admin1) {
    const std::uint32_t number = writer.add(name, feature, country);
    GazetteerEntry& entry = writer.entry(number);
    entry.geonameid = number + 1;
    entry.lat = static_cast<std::int32_t>(lat * 1e5);
    entry.lon = static_cast<std::int32_t>(lon * 1e5);
    entry.population = population;
    entry.admin1 = admin1;
    entry.name_count = 40;
    return number;
  };
  constexpr std::uint32_t none = GazetteerEntry::none;
  add("Armenia", "PCLI", "ARM", 40, 45, 3000000, none);
  add("Azerbaijan", "PCLI", "AZE", 40.5, 47.5, 10000000, none);
  add("France", "PCLI", "FRA", 46, 2, 60000000, none);
  add("Russia", "PCLI", "RUS", 60, 100, 140000000, none);
  add("United States", "PCLI", "USA", 39, -98, 300000000, none);
  const std::uint32_t texas = add("Texas", "ADM1", "USA", 31, -99, 29000000, none);
  const std::uint32_t kalbajar = add("Kalbajar", "ADM1", "AZE", 40.10, 46.04, 60000, none);
  const std::uint32_t lachin = add("Lachin", "ADM1", "AZE", 39.64, 46.55, 50000, none);
  add("Kalbajar", "PPL", "AZE", 40.11, 46.04, 8400, kalbajar);
  add("Lachin", "PPL", "AZE", 39.64, 46.55, 2000, lachin);
  add("Goris", "PPL", "ARM", 39.51, 46.34, 20000, none);
  add("Paris", "PPLC", "FRA", 48.85, 2.35, 2138551, none);
  add("Paris", "PPL", "USA", 33.66, -95.56, 24782, texas);
  add("Moscow", "PPLC", "RUS", 55.75, 37.62, 10381222, none);
  add("Yerevan", "PPLC", "ARM", 40.18, 44.51, 1093485, none);
  std::filesystem::create_directories(folder);
  writer.write(folder / "gazetteer.bin");
  replace_file(folder / "areas.tsv", "name\taliases\tfeature\tcountry\tlat\tlon\tradius_km\tgeonameid\n");
  replace_file(folder / "spellings.tsv", "name\tcountry\tfeature\taliases\n");
  replace_file(folder / "abbreviations.tsv", "name\tcountry\tabbreviations\n");
  replace_file(folder / "borders.tsv", "country\tneighbour\tlat\tlon\tradius_km\nARM\tAZE\t39.9\t46.0\t180\n");
}

const PlaceKnowledge& knowledge() {
  static const PlaceKnowledge loaded = [] {
    write_gazetteer();
    return PlaceKnowledge{.base = PlaceBase(folder / "gazetteer.bin", folder),
                          .words = PlaceWords(written / "words.tsv"),
                          .name_model = LinearModel(written / "weights_names.tsv"),
                          .prior_model = LinearModel(written / "weights_prior.tsv"),
                          .report_model = LinearModel(written / "weights_report.tsv"),
                          .states = {.demonyms = {{"armenian"_w, "ARM"}, {"azerbaijani"_w, "AZE"}}, .seats = {"moscow"_w, "yerevan"_w}}};
  }();
  return loaded;
}

std::vector<FoundPlace> places_of(const std::string& text, const std::string& conllu) {
  Report report;
  report.text = text;
  const Document document = document_from_conllu(report.text, conllu, "test");
  return find_places(document, report, knowledge());
}

/// "SNIPPET: country feature precision" for each place, joined by "; ".
std::string told(const std::string& text, const std::string& conllu) {
  std::string line;
  for (const FoundPlace& found : places_of(text, conllu)) {
    if (!line.empty()) line += "; ";
    line += std::string(found.place.span.of(text)) + ": " + found.place.country.value_or("-") + " " + found.place.feature.value_or("-") + " " +
            std::string(name_of(found.place.precision));
  }
  return line;
}

}  // namespace

TEST_CASE("a word for the kind is for the whole list") {
  CHECK(told("Shells hit the regions of Kalbajar and Lachin on Monday.",
             "1\tShells\tshell\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n"
             "2\thit\thit\tVERB\tVBD\t_\t0\tROOT\t_\t_\n"
             "3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\t_\n"
             "4\tregions\tregion\tNOUN\tNNS\t_\t2\tdobj\t_\t_\n"
             "5\tof\tof\tADP\tIN\t_\t4\tprep\t_\t_\n"
             "6\tKalbajar\tKalbajar\tPROPN\tNNP\t_\t5\tpobj\t_\tentity=B-PERSON\n"
             "7\tand\tand\tCCONJ\tCC\t_\t6\tcc\t_\t_\n"
             "8\tLachin\tLachin\tPROPN\tNNP\t_\t6\tconj\t_\tentity=B-PERSON\n"
             "9\ton\ton\tADP\tIN\t_\t2\tprep\t_\t_\n"
             "10\tMonday\tMonday\tPROPN\tNNP\t_\t9\tpobj\t_\tentity=B-DATE\n"
             "11\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n") ==
        "Kalbajar: AZE ADM1 admin1; Lachin: AZE ADM1 admin1");
}

TEST_CASE("namesakes are told apart by the region behind them") {
  CHECK(told("He drove from Paris, Texas, to Paris, France.",
             "1\tHe\the\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n"
             "2\tdrove\tdrive\tVERB\tVBD\t_\t0\tROOT\t_\t_\n"
             "3\tfrom\tfrom\tADP\tIN\t_\t2\tprep\t_\t_\n"
             "4\tParis\tParis\tPROPN\tNNP\t_\t3\tpobj\t_\tentity=B-GPE\n"
             "5\t,\t,\tPUNCT\t,\t_\t4\tpunct\t_\t_\n"
             "6\tTexas\tTexas\tPROPN\tNNP\t_\t4\tappos\t_\tentity=B-GPE\n"
             "7\t,\t,\tPUNCT\t,\t_\t4\tpunct\t_\t_\n"
             "8\tto\tto\tADP\tIN\t_\t2\tprep\t_\t_\n"
             "9\tParis\tParis\tPROPN\tNNP\t_\t8\tpobj\t_\tentity=B-GPE\n"
             "10\t,\t,\tPUNCT\t,\t_\t9\tpunct\t_\t_\n"
             "11\tFrance\tFrance\tPROPN\tNNP\t_\t9\tappos\t_\tentity=B-GPE\n"
             "12\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n") ==
        "Paris: USA PPL exact; Texas: USA ADM1 admin1; Paris: FRA PPLC exact; France: FRA PCLI country");
}

TEST_CASE("a capital that speaks is no place") {
  CHECK(told("Moscow said two soldiers died in Moscow.",
             "1\tMoscow\tMoscow\tPROPN\tNNP\t_\t2\tnsubj\t_\tentity=B-GPE\n"
             "2\tsaid\tsay\tVERB\tVBD\t_\t0\tROOT\t_\t_\n"
             "3\ttwo\ttwo\tNUM\tCD\t_\t4\tnummod\t_\tentity=B-CARDINAL\n"
             "4\tsoldiers\tsoldier\tNOUN\tNNS\t_\t5\tnsubj\t_\t_\n"
             "5\tdied\tdie\tVERB\tVBD\t_\t2\tccomp\t_\t_\n"
             "6\tin\tin\tADP\tIN\t_\t5\tprep\t_\t_\n"
             "7\tMoscow\tMoscow\tPROPN\tNNP\t_\t6\tpobj\t_\tentity=B-GPE\n"
             "8\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n") ==
        "Moscow: RUS PPLC exact");
}

TEST_CASE("a border is found by the names of its countries") {
  CHECK(told("Troops held the border between Armenia and Azerbaijan.",
             "1\tTroops\ttroop\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n"
             "2\theld\thold\tVERB\tVBD\t_\t0\tROOT\t_\t_\n"
             "3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\t_\n"
             "4\tborder\tborder\tNOUN\tNN\t_\t2\tdobj\t_\t_\n"
             "5\tbetween\tbetween\tADP\tIN\t_\t4\tprep\t_\t_\n"
             "6\tArmenia\tArmenia\tPROPN\tNNP\t_\t5\tpobj\t_\tentity=B-GPE\n"
             "7\tand\tand\tCCONJ\tCC\t_\t6\tcc\t_\t_\n"
             "8\tAzerbaijan\tAzerbaijan\tPROPN\tNNP\t_\t6\tconj\t_\tentity=B-GPE\n"
             "9\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n") ==
        "border: - - border; Armenia: ARM PCLI country; Azerbaijan: AZE PCLI country");
}

TEST_CASE("a border is found by the peoples on it, who are no places") {
  CHECK(told("Fighting broke out on the Armenian-Azerbaijani border on Sunday.",
             "1\tFighting\tfighting\tNOUN\tNN\t_\t2\tnsubj\t_\t_\n"
             "2\tbroke\tbreak\tVERB\tVBD\t_\t0\tROOT\t_\t_\n"
             "3\tout\tout\tADP\tRP\t_\t2\tprt\t_\t_\n"
             "4\ton\ton\tADP\tIN\t_\t2\tprep\t_\t_\n"
             "5\tthe\tthe\tDET\tDT\t_\t9\tdet\t_\t_\n"
             "6\tArmenian\tarmenian\tADJ\tJJ\t_\t8\tamod\t_\tentity=B-NORP\n"
             "7\t-\t-\tPUNCT\tHYPH\t_\t8\tpunct\t_\t_\n"
             "8\tAzerbaijani\tAzerbaijani\tPROPN\tNNP\t_\t9\tcompound\t_\t_\n"
             "9\tborder\tborder\tNOUN\tNN\t_\t4\tpobj\t_\t_\n"
             "10\ton\ton\tADP\tIN\t_\t2\tprep\t_\t_\n"
             "11\tSunday\tSunday\tPROPN\tNNP\t_\t10\tpobj\t_\tentity=B-DATE\n"
             "12\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n") ==
        "border: - - border");
}

TEST_CASE("a name that nothing fits is said so and hides nothing else") {
  CHECK(told("Fighting reached the village of Xyrzak in Armenia, officials in Yerevan said.",
             "1\tFighting\tfighting\tNOUN\tNN\t_\t2\tnsubj\t_\t_\n"
             "2\treached\treach\tVERB\tVBD\t_\t13\tccomp\t_\t_\n"
             "3\tthe\tthe\tDET\tDT\t_\t4\tdet\t_\t_\n"
             "4\tvillage\tvillage\tNOUN\tNN\t_\t2\tdobj\t_\t_\n"
             "5\tof\tof\tADP\tIN\t_\t4\tprep\t_\t_\n"
             "6\tXyrzak\tXyrzak\tPROPN\tNNP\t_\t5\tpobj\t_\tentity=B-GPE\n"
             "7\tin\tin\tADP\tIN\t_\t4\tprep\t_\t_\n"
             "8\tArmenia\tArmenia\tPROPN\tNNP\t_\t7\tpobj\t_\tentity=B-GPE\n"
             "9\t,\t,\tPUNCT\t,\t_\t13\tpunct\t_\t_\n"
             "10\tofficials\tofficial\tNOUN\tNNS\t_\t13\tnsubj\t_\t_\n"
             "11\tin\tin\tADP\tIN\t_\t10\tprep\t_\t_\n"
             "12\tYerevan\tYerevan\tPROPN\tNNP\t_\t11\tpobj\t_\tentity=B-GPE\n"
             "13\tsaid\tsay\tVERB\tVBD\t_\t0\tROOT\t_\t_\n"
             "14\t.\t.\tPUNCT\t.\t_\t13\tpunct\t_\t_\n") ==
        "Xyrzak: - - region; Armenia: ARM PCLI country; Yerevan: ARM PPLC exact");
}

TEST_CASE("a person is no place") {
  CHECK(told("Colonel John Paris spoke in Yerevan.",
             "1\tColonel\tColonel\tPROPN\tNNP\t_\t3\tcompound\t_\t_\n"
             "2\tJohn\tJohn\tPROPN\tNNP\t_\t3\tcompound\t_\tentity=B-PERSON\n"
             "3\tParis\tParis\tPROPN\tNNP\t_\t4\tnsubj\t_\tentity=I-PERSON\n"
             "4\tspoke\tspeak\tVERB\tVBD\t_\t0\tROOT\t_\t_\n"
             "5\tin\tin\tADP\tIN\t_\t4\tprep\t_\t_\n"
             "6\tYerevan\tYerevan\tPROPN\tNNP\t_\t5\tpobj\t_\tentity=B-GPE\n"
             "7\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n") ==
        "Yerevan: ARM PPLC exact");
}

TEST_CASE("a distance and a direction move the place") {
  const std::string text = "A convoy was hit 20 km north of Goris.";
  const auto places = places_of(text,
             "1\tA\ta\tDET\tDT\t_\t2\tdet\t_\t_\n"
             "2\tconvoy\tconvoy\tNOUN\tNN\t_\t4\tnsubjpass\t_\t_\n"
             "3\twas\tbe\tAUX\tVBD\t_\t4\tauxpass\t_\t_\n"
             "4\thit\thit\tVERB\tVBN\t_\t0\tROOT\t_\t_\n"
             "5\t20\t20\tNUM\tCD\t_\t6\tnummod\t_\tentity=B-QUANTITY\n"
             "6\tkm\tkm\tNOUN\tNN\t_\t7\tnpadvmod\t_\tentity=I-QUANTITY\n"
             "7\tnorth\tnorth\tADV\tRB\t_\t4\tadvmod\t_\t_\n"
             "8\tof\tof\tADP\tIN\t_\t7\tprep\t_\t_\n"
             "9\tGoris\tGoris\tPROPN\tNNP\t_\t8\tpobj\t_\tentity=B-PERSON\n"
             "10\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n");
  REQUIRE(places.size() == 1);
  CHECK(places[0].place.span.of(text) == "20 km north of Goris");
  CHECK(places[0].place.precision == PlacePrecision::near);
  CHECK(places[0].place.lat.value() == doctest::Approx(39.69).epsilon(0.001));
  CHECK(places[0].place.lon.value() == doctest::Approx(46.34).epsilon(0.001));
  CHECK_FALSE(places[0].place.geonameid);
  CHECK(places[0].radius_km > 0);
}

TEST_CASE("an empty report has no places") { CHECK(told("", "").empty()); }
