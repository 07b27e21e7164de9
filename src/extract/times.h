// SPDX-License-Identifier: Apache-2.0
// Times: every time expression of a report, with its TIMEX3 value and the interval that it means, counted from the day
// of the report. What cannot be told from the report stays open: "XXXX-09-13", no interval.
#pragma once

#include <optional>
#include <vector>

#include "extract/time_anchor.h"
#include "knowledge/quantities.h"
#include "knowledge/times.h"
#include "parse/tree.h"
#include "record/reading.h"

namespace sitrep {

struct FoundTimes {
  std::vector<Time> times;  // in text order, never overlapping
  ReportDay report_day;     // what they are counted from
};

FoundTimes find_times(const Tree& tree, const Report& report, const Times& words, const Quantities& quantities);

}  // namespace sitrep
