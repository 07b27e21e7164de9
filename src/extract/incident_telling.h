// SPDX-License-Identifier: Apache-2.0
// Is a violent incident told as a happening of its own, or is it violence in general, a figure of speech, a past that is only
// recalled? Rules say what a happening must have at least; learned weights judge the rest. Features are shared with training.
#pragma once

#include <vector>

#include "extract/open_incident.h"
#include "extract/incidents.h"

namespace sitrep {

/// All that may be an incident, in text order.
std::vector<OpenIncident> find_open_incidents(const IncidentContext& context);

/// Do the weights know this sort? Fighting between armed sides is none of what they were trained on.
bool is_weighed(const IncidentContext& context, const OpenIncident& h);

/// The likeliest in each role that the report has and how many there are; how its sentences score.
struct WholeReport {
  explicit WholeReport(const Roles& roles);
  std::array<float, roles_known> best{};
  std::array<std::size_t, roles_known> decided{};
  std::size_t violent_sentences = 0;
  float best_sentence = -9;
};

void telling_features(const IncidentContext& context, const WholeReport& report, const std::vector<OpenIncident>& all, const OpenIncident& h, HashList& out);

/// By number in `all`.
std::vector<bool> told_as_incidents(const IncidentContext& context, const std::vector<OpenIncident>& all);

}  // namespace sitrep
