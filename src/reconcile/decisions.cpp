// SPDX-License-Identifier: Apache-2.0
#include "reconcile/decisions.h"

#include <algorithm>

namespace sitrep {

Decisions::Decisions(const std::vector<Correction>& corrections) {
  for (const Correction& correction : corrections) {
    if (correction.action != Action::merge && correction.action != Action::split) continue;
    Decision decision{correction.action, {correction.accounts.begin(), correction.accounts.end()}, {correction.others.begin(), correction.others.end()}};
    named_.insert(decision.these.begin(), decision.these.end());
    named_.insert(decision.those.begin(), decision.those.end());
    decisions_.push_back(std::move(decision));
  }
  std::reverse(decisions_.begin(), decisions_.end());
}

/// A split parts the two groups and says nothing of accounts within one; what is merged is all one.
bool Decisions::Decision::speaks_of(const AccountName& a, const AccountName& b) const {
  const bool is_across = (these.contains(a) && those.contains(b)) || (these.contains(b) && those.contains(a));
  if (action == Action::split) return is_across;
  return is_across || (these.contains(a) && these.contains(b)) || (those.contains(a) && those.contains(b));
}

std::optional<Action> Decisions::verdict(const AccountName& a, const AccountName& b) const {
  for (const Decision& decision : decisions_)
    if (decision.speaks_of(a, b)) return decision.action;
  return std::nullopt;
}

std::vector<AccountName> Decisions::merged_with(const AccountName& name) const {
  std::vector<AccountName> names;
  for (const Decision& decision : decisions_) {
    if (decision.action != Action::merge || (!decision.these.contains(name) && !decision.those.contains(name))) continue;
    names.insert(names.end(), decision.these.begin(), decision.these.end());
    names.insert(names.end(), decision.those.begin(), decision.those.end());
  }
  return names;
}

}  // namespace sitrep
