// SPDX-License-Identifier: Apache-2.0
// What stands right beside each place name of a report: the region named behind it ("Paris, Texas"; "Lashkar Gah in
// Helmand"), its neighbours in a list ("Kalbajar, Lachin and Dashkasan"), the word for its kind ("the city of …", "… province").
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "extract/place_names.h"

namespace sitrep {

/// "Laurel County"; "Maoxian county"; "the city of Bam"; "the village Talish".
enum class KindPosition : std::uint8_t { in_name, behind, before_of, before };
std::string_view name_of(KindPosition position);

struct PlaceContext {
  std::optional<std::uint32_t> region;  // number of the name behind a comma or in brackets
  std::optional<std::uint32_t> inside;  // number of the name behind "in", "of"
  std::vector<std::uint32_t> siblings;  // numbers of the neighbours in a list
  std::optional<PlaceWordKind> kind;    // of the word beside or in the name
  std::string_view feature;             // how the feature codes begin that this word asks for: "A"; empty: any
  KindPosition position{};              // where that word stands
};

std::vector<PlaceContext> place_contexts(const Document& document, const PlaceWords& words, const std::vector<PlaceName>& names);

}  // namespace sitrep
