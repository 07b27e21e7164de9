// SPDX-License-Identifier: Apache-2.0
// From one parsed report to its reading. extract.cpp is the list of steps; each step is a file of its own, returns its
// list, and writes into nobody else's.
#pragma once

#include "knowledge/knowledge.h"
#include "parse/document.h"
#include "record/reading.h"

namespace sitrep {

/// What the report says. `document` is the parse of `report.text`. Pure: the same input gives the same reading.
Reading read(const Report& report, const Document& document, const Knowledge& knowledge);

}  // namespace sitrep
