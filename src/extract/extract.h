// SPDX-License-Identifier: Apache-2.0
// From one parsed report to its reading. extract.cpp is the list of steps; each step is a file of its own, returns its
// list, and writes into nobody else's.
#pragma once

#include <functional>

#include "extract/steps.h"
#include "knowledge/knowledge.h"
#include "parse/document.h"
#include "record/reading.h"

namespace sitrep {

struct RoleContext;
struct IncidentContext;

/// For training and measuring: looks at what is known before a learned step, and notes what each step takes. Empty functions
/// are not called.
struct Watcher {
  std::function<void(const RoleContext&)> before_roles;
  std::function<void(const IncidentContext&)> before_incidents;
  StepTimes* times = nullptr;
};

/// What the report says. `document` is the parse of `report.text`. Pure: the same input gives the same reading.
Reading read(const Report& report, const Document& document, const Knowledge& knowledge, const Watcher& watcher = {});

}  // namespace sitrep
