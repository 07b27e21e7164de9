// SPDX-License-Identifier: Apache-2.0
// Events: frames of the knowledge matched on the trees. Who did what to whom, by what means, whether it happened. A
// statement is no event; an event in what somebody says carries that claim.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/background.h"
#include "extract/entities.h"

namespace sitrep {

struct EventContext {
  const Tree& tree;
  const Knowledge& knowledge;
  const Entities& entities;
  const std::vector<std::optional<ClaimId>>& claim_at;  // by token
  const Background& background;
  const std::vector<Time>& times;
  const std::vector<Place>& places;
};

struct FoundEvent {
  Event event;
  std::uint32_t trigger = 0;
  const Frame* frame = nullptr;
};

/// Sentence by sentence; in a sentence what it is about first.
std::vector<FoundEvent> find_events(const EventContext& context);

}  // namespace sitrep
