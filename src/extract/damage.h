// SPDX-License-Identifier: Apache-2.0
// Damage: the things that violence aimed at or hit, one record a thing and event; the effect is what the event's frame
// says, unknown when the report is silent on it.
#pragma once

#include <vector>

#include "extract/events.h"

namespace sitrep {

std::vector<Damage> find_damage(const std::vector<FoundEvent>& events, const Entities& entities);

}  // namespace sitrep
