// SPDX-License-Identifier: Apache-2.0
#include "extract/incident_kinds.h"

#include <algorithm>
#include <iterator>

namespace sitrep {
namespace {

struct Kind {
  std::string_view name;
  KindFamily family;
  int rank;                 // how much it tells; 0 agrees with every kind of its family
  std::string_view close;   // a kind that it also agrees with
};

constexpr Kind kinds[] = {
    {"attack", KindFamily::violence, 0, ""},           {"killing", KindFamily::violence, 0, ""},         {"clash", KindFamily::violence, 1, "battle"},
    {"destruction", KindFamily::violence, 0, ""},      {"explosion", KindFamily::violence, 1, "bombing"}, {"bombing", KindFamily::violence, 2, "explosion"},
    {"shelling", KindFamily::violence, 2, "clash"},    {"air_strike", KindFamily::violence, 2, "drone_strike"}, {"drone_strike", KindFamily::violence, 3, "air_strike"},
    {"shooting", KindFamily::violence, 2, "clash"},    {"assassination", KindFamily::violence, 3, "shooting"}, {"kidnapping", KindFamily::violence, 3, ""},
    {"arson", KindFamily::violence, 2, ""},            {"robbery", KindFamily::violence, 3, "shooting"},         {"battle", KindFamily::violence, 1, "clash"},
    {"raid", KindFamily::violence, 1, "clash"},        {"blockade", KindFamily::violence, 2, ""},        {"chemical_attack", KindFamily::violence, 3, ""},
    {"ceasefire_violation", KindFamily::violence, 1, "clash"}, {"protest", KindFamily::unrest, 0, "riot"}, {"riot", KindFamily::unrest, 1, "protest"},
    {"crackdown", KindFamily::unrest, 1, "protest"},   {"strike", KindFamily::unrest, 1, ""},            {"arrest", KindFamily::other, 1, ""}};

const Kind* find(std::string_view name) {
  const Kind* at = std::find_if(std::begin(kinds), std::end(kinds), [&](const Kind& k) { return k.name == name; });
  return at == std::end(kinds) ? nullptr : at;
}

}  // namespace

KindFamily family_of(std::string_view kind) {
  const Kind* known = find(kind);
  return known == nullptr ? KindFamily::diplomacy : known->family;
}

bool kinds_agree(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const Kind* x = find(a);
  const Kind* y = find(b);
  return x != nullptr && y != nullptr && (x->rank == 0 || y->rank == 0 || x->close == b || y->close == a);
}

bool is_more_special(std::string_view a, std::string_view b) {
  const Kind* x = find(a);
  const Kind* y = find(b);
  return x != nullptr && y != nullptr && x->rank > y->rank;
}

bool is_fighting_kind(std::string_view kind) { return kind == "clash" || kind == "battle"; }

bool is_known_to_weights(std::string_view kind) {
  static constexpr std::string_view known[] = {"attack", "killing", "destruction", "shooting", "assassination", "raid", "bombing", "explosion", "kidnapping", "arson"};
  return std::find(std::begin(known), std::end(known), kind) != std::end(known);
}

}  // namespace sitrep
