// SPDX-License-Identifier: Apache-2.0
// An incident while it is put together, with where it is told.
#pragma once

#include <algorithm>
#include <vector>

#include "extract/incident_kinds.h"
#include "extract/roles.h"

namespace sitrep {

struct OpenIncident {
  Incident incident;
  KindFamily family{};
  bool background = false;
  std::vector<std::uint32_t> sentences;  // in text order
  std::vector<std::size_t> clusters;     // victims and targets told here, by their number in Roles
};

inline bool contains(const std::vector<EntityId>& list, EntityId id) { return std::find(list.begin(), list.end(), id) != list.end(); }

inline void add_once(std::vector<EntityId>& list, EntityId id) {
  if (!contains(list, id)) list.push_back(id);
}

}  // namespace sitrep
