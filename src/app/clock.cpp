// SPDX-License-Identifier: Apache-2.0
#include "app/clock.h"

#include <chrono>

#include "base/dates.h"
#include "base/format.h"

namespace sitrep {

std::string utc_now() {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const Day day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::hh_mm_ss time{now - day};
  return format("{}T{:02}:{:02}:{:02}Z", iso_date(day), time.hours().count(), time.minutes().count(), time.seconds().count());
}

}  // namespace sitrep
