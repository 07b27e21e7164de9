// SPDX-License-Identifier: Apache-2.0
// Who an entity of one reading is to the ledger: the side it belongs to, and the claimant it speaks as. Two ministers of one
// government are one claimant; a ministry is never taken for an independent source of its own government.
#pragma once

#include <optional>
#include <string>

#include "record/reading.h"

namespace sitrep {

/// The key of the side: a country, or an armed group's or organisation's own key. Nothing for whoever belongs to none.
std::optional<std::string> side_of(const Reading& reading, EntityId entity);

/// "ARM government", "UN", "R. Abovyan". Nothing for who speaks for nobody known ("witnesses" have their own name).
std::string claimant_name(const Reading& reading, EntityId entity);

}  // namespace sitrep
