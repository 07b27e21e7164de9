// SPDX-License-Identifier: Apache-2.0
// One coded event of one report, as POLECAT, PLOVER, ICEWS and GDELT have it, with what they derive in the same way. These
// formats code reports, not incidents: copies of a story give copies of its events.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "knowledge/actors.h"
#include "knowledge/peer_codes.h"
#include "record/reading.h"

namespace sitrep::exports {

class Export;

struct EventView {
  const Reading& reading;
  const Event& event;
  const CodePointIndex& index;
  const Actors& actors;
  const PeerCodes& codes;

  const Report& report() const { return reading.report; }
  const Place* place() const { return event.place ? &reading.places[event.place->index] : nullptr; }
  const Entity& entity(EntityId id) const { return reading.entities[id.index]; }
  /// The first day of the event's time, or else the day of publication, as these data sets do; YYYY-MM-DD.
  std::optional<std::string> day() const;
  PloverScore score() const { return codes.plover_score(event.type, event.mode); }
  /// Position of the sentence in the report, from 1.
  std::int64_t sentence_number() const;
  std::string sentence() const;
  /// Stable: a hash of the report's id and of what and where the event is; fits a double without loss.
  std::int64_t id(std::string_view more = "") const;

  std::string sector(const Entity& entity) const;
  /// Alpha-3, or "".
  static std::string country(const Entity& entity) { return entity.country.value_or(""); }
  std::string raw_name(const Entity& entity) const;
  std::string country_name(const std::string& key) const;
};

/// An event with one party on each side; of an event with several, each pair.
struct DyadView : EventView {
  const Entity* source = nullptr;
  const Entity* target = nullptr;
  std::int64_t id() const;
};

/// Did it come to pass, as far as the report says? What is history, only planned, possible, threatened or denied is not
/// something that formats without a word for it can tell from facts.
bool is_fact(const Event& event);

/// The events that are facts; what is left out is counted in the job.
void each_fact(Export& job, const std::function<void(const EventView&)>& use);
void each_event(Export& job, const std::function<void(const EventView&)>& use);
/// Every pair of the event's actors and targets; a missing party is nullptr.
void each_dyad(const EventView& view, const std::function<void(const DyadView&)>& use);

}  // namespace sitrep::exports
