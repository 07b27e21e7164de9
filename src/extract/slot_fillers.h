// SPDX-License-Identifier: Apache-2.0
// Is somebody or something that rules and roles put into an incident really part of it? Learned weights take out those who
// are merely told of near by. What a loss or a damage record stands for stays: that is for their own rules. Features are
// shared with training.
#pragma once

#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "extract/incidents.h"
#include "extract/open_incident.h"

namespace sitrep {

struct SlotFiller {
  Role role;
  EntityId id;
};

std::vector<EntityId>& fillers_of(Incident& incident, Role role);
const std::vector<EntityId>& fillers_of(const Incident& incident, Role role);

/// What the whole report tells of those who may fill a slot.
class ReportFillers {
 public:
  ReportFillers(const IncidentContext& context, const std::vector<OpenIncident>& all);

 private:
  friend class SlotFillers;
  const IncidentContext& c_;
  const OpenIncident* first_;
  std::vector<std::vector<std::uint32_t>> sentences_;  // by entity, of its mentions
  std::vector<Role> decided_;
  std::vector<bool> speaks_;
  std::vector<std::size_t> violence_before_;               // by incident; one more at the end: of all
  std::unordered_map<std::uint64_t, std::size_t> shared_;  // by role and entity: in how many violent incidents
};

/// Those of one incident.
class SlotFillers {
 public:
  SlotFillers(const ReportFillers& report, const OpenIncident& h);

  std::vector<SlotFiller> all() const;
  /// Do weights decide of it? Not of what a record stands for, nor in incidents of a sort that they have not learned.
  bool is_weighed(SlotFiller filler) const;
  void features(SlotFiller filler, HashList& out) const;
  bool is_likely(SlotFiller filler) const;

 private:
  struct Part {
    std::vector<std::pair<EventId, bool>> events;  // and whether it acts there
  };

  std::uint64_t mentions_inside(EntityId id) const;
  std::uint64_t distance(EntityId id) const;
  std::uint64_t rank(SlotFiller filler) const;
  bool has_like(SlotFiller filler) const;

  const ReportFillers& r_;
  const IncidentContext& c_;
  const OpenIncident& h_;
  bool is_weighed_;
  float best_sentence_ = -9;
  std::unordered_set<std::uint32_t> recorded_;                            // who has a loss or damage record in it
  std::unordered_map<std::uint32_t, Part> parts_;                         // by entity
  std::array<std::vector<float>, roles_known> likely_;                    // sorted, of those in the role
  std::array<std::unordered_map<std::uint64_t, EntityId>, roles_known> first_like_;  // by head: the first
};

/// Takes those out that are unlikely.
void drop_unlikely_fillers(const IncidentContext& context, std::vector<OpenIncident>& all);

}  // namespace sitrep
