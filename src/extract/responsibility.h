// SPDX-License-Identifier: Apache-2.0
// Who is said to be behind an act without being the subject of its verb: who claims responsibility, who is accused of it.
#pragma once

#include <vector>

#include "extract/events.h"

namespace sitrep {

struct Responsible {
  EntityId who;
  std::uint32_t sentence = 0;
  PerpetratorConfidence confidence{};
};

std::vector<Responsible> find_responsible(const Tree& tree, const Entities& entities, const std::vector<FoundEvent>& events);

}  // namespace sitrep
