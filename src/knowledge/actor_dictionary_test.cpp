// SPDX-License-Identifier: Apache-2.0
#include "knowledge/actor_dictionary.h"

#include <doctest/doctest.h>

#include "base/dates.h"

using namespace sitrep;

namespace {

ActorDictionary read(std::string_view text) { return ActorDictionary::read(text, "own.txt"); }

std::string period(const CodedPeriod& p) { return p.code + " " + (p.from ? iso_date(*p.from) : "") + ".." + (p.to ? iso_date(*p.to) : ""); }

}  // namespace

TEST_CASE("an entry: names with _ for blanks, synonyms, a code on its line or below") {
  const auto d = read("VARDE_ASSEMBLY [NORLEG] ; tk 2027\n+VARDE_PARLIAMENT_ # also so\n\nGREY_BRIGADE\n+GREYS\n\t[SUDREB]\n");
  REQUIRE(d.actors.size() == 2);
  CHECK(d.actors[0].names == std::vector<std::string>{"varde assembly", "varde parliament"});
  CHECK(d.actors[0].codes[0].code == "NORLEG");
  CHECK(d.actors[1].names == std::vector<std::string>{"grey brigade", "greys"});
  CHECK(d.actors[1].codes[0].code == "SUDREB");
  CHECK(d.actors[1].line == 4);
  CHECK(d.problems.empty());
}

TEST_CASE("codes hold before, between or after days; the one without days comes last") {
  const auto d = read("ANNA_LIND [NOR]\n [NORELI <20280101]\n [NORGOV 20280101 - 311231]\n [NOROPP > 920630]\n");
  REQUIRE(d.actors.size() == 1);
  const auto& codes = d.actors[0].codes;
  REQUIRE(codes.size() == 3);
  CHECK(period(codes[0]) == "NORELI ..2027-12-31");
  CHECK(period(codes[1]) == "NOROPP 1992-07-01..");
  CHECK(period(codes[2]) == "NOR ..");
  REQUIRE(d.problems.size() == 1);  // 2028 to 1931
  CHECK(d.problems[0].starts_with("own.txt:3: "));
}

TEST_CASE("[---] says that nobody is meant") {
  const auto d = read("MERCURY [---]\n");
  REQUIRE(d.actors.size() == 1);
  CHECK(d.actors[0].codes[0].code.empty());
}

TEST_CASE("agents: plurals, words to choose from, the mark on either side") {
  const auto d = read("!PEOPLE! = MAN, WOMAN\nRIFLEMAN {RIFLEMEN} [~MIL]\nDEPUTY [~LEG]\nHILL!PEOPLE! {} [~CVL]\nRELIEF_BODY [ NGO~]\n");
  REQUIRE(d.agents.size() == 4);
  CHECK(d.agents[0].names == std::vector<std::string>{"rifleman", "riflemen"});
  CHECK(d.agents[0].code == "MIL");
  CHECK(d.agents[1].names == std::vector<std::string>{"deputy", "deputies"});
  CHECK(d.agents[2].names == std::vector<std::string>{"hillman", "hillwoman"});
  CHECK(d.agents[3].code == "NGO");
}

TEST_CASE("comments of both kinds, over lines too") {
  const auto d = read("<!-- one\nHIDDEN [NOR]\n-->\nSEEN [SUD]\n<! -- half a comment -->\n");
  REQUIRE(d.actors.size() == 1);
  CHECK(d.actors[0].names[0] == "seen");
  CHECK(d.actors[0].line == 4);
}

TEST_CASE("a line that cannot be read is told by file and line, and the rest counts") {
  const auto d = read("+ALONE [NOR]\nOPEN [NOR\nNO_CODE\nODD [N-R]\nLATE [NORGOV >yesterday]\nHALL_!WHO! [~CVL]\nGOOD [NOR]\n");
  CHECK(d.actors.size() == 1);
  REQUIRE(d.problems.size() == 6);
  CHECK(d.problems[0] == "own.txt:1: a name is missing before this line");
  CHECK(d.problems[1] == "own.txt:2: a ']' is missing");
  for (const std::string& p : d.problems) CHECK(p.starts_with("own.txt:"));
}
