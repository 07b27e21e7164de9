// SPDX-License-Identifier: Apache-2.0
// Who has which part in an incident: by its events and losses, and by the learned roles, which decide when rules and they
// differ. One role an entity. How sure the part of the perpetrators is.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "extract/open_incident.h"
#include "extract/incidents.h"
#include "extract/responsibility.h"

namespace sitrep {

class IncidentRoles {
 public:
  explicit IncidentRoles(const IncidentContext& context);

  /// Fills the roles of all violent incidents, and the parties of the others.
  void fill(std::vector<OpenIncident>& incidents) const;

 private:
  class ToldViolence;
  struct Part {  // what the events and losses of an incident say of somebody
    std::uint32_t acts = 0, suffers = 0;  // in how many events
    bool is_lost = false;
    bool tells = false;  // speaks of it
  };
  std::unordered_map<std::uint32_t, Part> parts_in(const Incident& i) const;  // by entity

  void take_events(OpenIncident& h) const;
  void take_losses(OpenIncident& h) const;
  void take_damage(std::vector<OpenIncident>& incidents) const;
  void take_organisations(Incident& i) const;
  void take_cluster(std::vector<OpenIncident>& incidents, const ToldViolence& told, const RoleCluster& cluster) const;
  void take_responsible(std::vector<OpenIncident>& incidents, const ToldViolence& told, const Responsible& r) const;
  void settle(OpenIncident& h) const;
  void put(Incident& i, Role role, EntityId id) const;

  Role role_by_rule(EntityId id, bool acts) const;
  bool may_be(const Incident& i, EntityId id, Role role) const;
  bool is_organisation(EntityId id) const;
  bool is_human(EntityId id) const;
  bool is_armed(EntityId id) const;
  PerpetratorKind kind_of_perpetrators(const Incident& i) const;
  PerpetratorConfidence confidence_of(const Incident& i) const;

  IncidentContext c_;
  std::vector<Role> decided_;      // by entity
  std::vector<bool> is_speaker_;   // by entity
  std::unordered_map<std::string, std::vector<EntityId>> groups_of_;  // by side: the armed groups
};

}  // namespace sitrep
