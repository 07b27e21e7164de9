// SPDX-License-Identifier: Apache-2.0
// Which incidents, events and casualties of one reading are one happening. A battle that a report tells as shelling here
// and drones there is one; a telephone call about it is another. Works with readings that have no incidents, too.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reconcile/account.h"
#include "record/reading.h"

namespace sitrep {

struct Happening {
  Family family{};
  std::string kind;
  std::vector<std::uint32_t> incidents;
  std::vector<std::uint32_t> events;
  std::vector<std::uint32_t> casualties;
  std::vector<PlaceId> places;
  std::vector<TimeId> times;
};

std::vector<Happening> happenings_of(const Reading& reading);

/// Great-circle distance in kilometres; nothing when a place has no coordinates.
std::optional<double> distance_km(const std::optional<double>& lat_a, const std::optional<double>& lon_a, const std::optional<double>& lat_b,
                                  const std::optional<double>& lon_b);

}  // namespace sitrep
