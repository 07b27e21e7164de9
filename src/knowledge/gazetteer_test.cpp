// SPDX-License-Identifier: Apache-2.0
#include "knowledge/gazetteer.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "base/file.h"
#include "knowledge/gazetteer_writer.h"

using namespace sitrep;

namespace {

const std::filesystem::path file = std::filesystem::path(SITREP_BUILD_DIR) / "gazetteer_test.bin";

void write_two_places() {
  GazetteerWriter writer;
  const std::uint32_t country = writer.add("Armenia", "PCLI", "ARM");
  const std::uint32_t town = writer.add("Gyumri", "PPL", "ARM");
  writer.call(town, "Leninakan", NameKind::alternate);
  writer.call(town, "St. Gyumri's", NameKind::derived);
  writer.call(country, "Leninakan", NameKind::derived);
  writer.entry(town).lat = 4078940;
  writer.entry(town).lon = 4384750;
  writer.entry(town).population = 121976;
  writer.write(file);
}

std::string complaint(const std::string& content) {
  replace_file(file, content);
  try {
    const Gazetteer gazetteer(file);
    return "none";
  } catch (const Error& error) {
    return std::string(error.what()).substr(file.string().size());
  }
}

}  // namespace

TEST_CASE("a name is found however it is written, with all its owners") {
  write_two_places();
  const Gazetteer gazetteer(file);
  const auto find = [&](std::string_view name) { return gazetteer.find(word(gazetteer.folding().folded(name))); };
  REQUIRE(find("GYUMRI").size() == 1);
  const GazetteerEntry& town = gazetteer.entry(find("GYUMRI")[0].entry());
  CHECK(gazetteer.name(town) == "Gyumri");
  CHECK(gazetteer.feature(town) == "PPL");
  CHECK(town.country() == "ARM");
  CHECK(town.point()->lat == doctest::Approx(40.7894));
  CHECK(find("st gyumris").size() == 1);
  CHECK(find("Leninakan").size() == 2);
  CHECK(find("Leninakan")[1].kind() == NameKind::alternate);
  CHECK(find("Leninakan ").size() == 2);
  CHECK(find("Leninaka").empty());
  CHECK(find("").empty());
  CHECK_FALSE(gazetteer.entry(find("Armenia")[0].entry()).point());
}

TEST_CASE("a copy finds what the original finds, and what was added") {
  write_two_places();
  const Gazetteer original(file);
  const auto folding = original.folding_table();
  GazetteerWriter writer({folding.begin(), folding.end()});
  writer.copy(original);
  writer.add("Vanadzor", "PPLA", "ARM");
  const std::filesystem::path larger = file.string() + ".larger";
  writer.write(larger);
  const Gazetteer copy(larger);
  CHECK(copy.size() == 3);
  CHECK(copy.name(copy.entry(copy.find("gyumri"_w)[0].entry())) == "Gyumri");
  CHECK(copy.feature(copy.entry(copy.find("vanadzor"_w)[0].entry())) == "PPLA");
  CHECK(copy.entry(1).population == 121976);
}

TEST_CASE("a damaged file is refused with one sentence") {
  write_two_places();
  const std::string whole = read_file(file);
  const std::string advice = "; build it again with tools/setup/setup.sh";
  CHECK(complaint(whole) == "none");
  CHECK(complaint("") == ": the gazetteer's file is no gazetteer" + advice);
  CHECK(complaint("something else altogether, and long enough") == ": the gazetteer's file is no gazetteer" + advice);
  CHECK(complaint(whole.substr(0, whole.size() - 8)) == ": the gazetteer's file is cut off" + advice);
  std::string other = whole;
  other[8] = 99;
  CHECK(complaint(other) == ": the gazetteer's file is of another version" + advice);
  for (const std::size_t at : {std::size_t{33}, whole.size() / 2, whole.size() - 1}) {
    std::string broken = whole;
    broken[at] = static_cast<char>(broken[at] ^ 0x10);
    CHECK(complaint(broken) == ": the gazetteer's file is damaged" + advice);
  }
}
