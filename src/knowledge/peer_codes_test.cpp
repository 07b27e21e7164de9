// SPDX-License-Identifier: Apache-2.0
#include "knowledge/peer_codes.h"

#include <doctest/doctest.h>

namespace sitrep {
namespace {

const std::filesystem::path knowledge = std::filesystem::path(SITREP_SOURCE_DIR) / "knowledge";

TEST_CASE("countries have the numbers of the lists that differ") {
  const PeerCodes codes = PeerCodes::load(knowledge, Actors::load(knowledge));
  CHECK(codes.country("ARM").iso == 51);
  CHECK(codes.country("ARM").fips == "AM");
  CHECK(codes.country("SDN").fips == "SU");
  CHECK(codes.country("UKR").fips == "UP");
  CHECK(codes.country("DEU").cow == 255);
  CHECK(codes.country("DEU").gw == 260);
  CHECK(codes.country("YEM").cow == 679);
  CHECK(codes.country("YEM").gw == 678);
  CHECK(codes.country("SRB").gw == 340);
  CHECK(codes.country_of_gw(365) == "RUS");
  CHECK(codes.country_of_gw(1) == std::nullopt);
  CHECK_FALSE(codes.country("").iso);
}

TEST_CASE("what was hit decides ACLED's type where the kind does not") {
  const PeerCodes codes = PeerCodes::load(knowledge, Actors::load(knowledge));
  CHECK(codes.acled_kind("shelling", VictimGroup::civilian)->event_type == "Explosions/Remote violence");
  CHECK(codes.acled_kind("attack", VictimGroup::civilian)->event_type == "Violence against civilians");
  CHECK(codes.acled_kind("attack", VictimGroup::armed)->event_type == "Battles");
  CHECK(codes.acled_kind("attack", VictimGroup::any)->event_type.empty());
  CHECK(codes.acled_kind("call", VictimGroup::any) == nullptr);
  CHECK(codes.kind_of_acled("Battles", "Armed clash") == "clash");
  CHECK(codes.kind_of_acled("Strategic developments", "Other").empty());
}

TEST_CASE("every type of PLOVER has a score, a mode without one has its type's") {
  const PeerCodes codes = PeerCodes::load(knowledge, Actors::load(knowledge));
  for (std::size_t i = 0; i < VocabularyOf<EventType>::names.size(); ++i) CHECK(codes.plover_score(static_cast<EventType>(i), std::nullopt).quad != 0);
  CHECK(codes.plover_score(EventType::ASSAULT, "heavy-weapons").score == -9.5);
  CHECK(codes.plover_score(EventType::ASSAULT, "firearms").score == -9);
  CHECK(codes.plover_score(EventType::ACCUSE, std::nullopt).score == -3);
}

}  // namespace
}  // namespace sitrep
