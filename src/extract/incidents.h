// SPDX-License-Identifier: Apache-2.0
// Incidents: the events and losses of a report brought together, one record a happening. Two belong together when their
// kinds may be the same and neither place nor time nor history speaks against it; what is told later joins what it follows
// up. Who has which part in it is for incident_roles.h.
#pragma once

#include <vector>

#include "extract/casualties.h"
#include "extract/damage.h"
#include "extract/events.h"
#include "extract/roles.h"

namespace sitrep {

struct IncidentContext {
  const Tree& tree;
  const Entities& entities;
  const std::vector<FoundEvent>& events;
  const Casualties& casualties;
  const std::vector<Damage>& damage;
  const std::vector<Claim>& claims;
  const std::vector<Time>& times;
  const std::vector<Place>& places;
  const Background& background;
  const Roles& roles;
  const Knowledge& knowledge;
};

std::vector<Incident> find_incidents(const IncidentContext& context);

}  // namespace sitrep
