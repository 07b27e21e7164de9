// SPDX-License-Identifier: Apache-2.0
// The time and the place that go with a word: of those in its sentence the nearest, by what their kind tells.
#pragma once

#include <optional>

#include "parse/tree.h"
#include "record/reading.h"

namespace sitrep {

std::optional<TimeId> nearest_time(const Tree& tree, const std::vector<Time>& times, std::uint32_t token);
std::optional<PlaceId> nearest_place(const Tree& tree, const std::vector<Place>& places, std::uint32_t token);

}  // namespace sitrep
