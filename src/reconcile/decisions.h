// SPDX-License-Identifier: Apache-2.0
// What people decided about which accounts are one incident: these are, those are not. Drawn from the corrections that hold.
#pragma once

#include <set>
#include <utility>
#include <vector>

#include "reconcile/corrections.h"

namespace sitrep {

class Decisions {
 public:
  Decisions() = default;
  /// `corrections` without undone ones; the later of two that speak of the same accounts holds.
  explicit Decisions(const std::vector<Correction>& corrections);

  /// Does any decision speak of the account?
  bool concern(const AccountName& name) const { return named_.contains(name); }
  bool must_join(const AccountName& a, const AccountName& b) const { return verdict(a, b) == Action::merge; }
  bool must_part(const AccountName& a, const AccountName& b) const { return verdict(a, b) == Action::split; }
  /// The accounts that the account was merged with.
  std::vector<AccountName> merged_with(const AccountName& name) const;

 private:
  struct Decision {
    Action action;
    std::set<AccountName> these;
    std::set<AccountName> those;
    bool speaks_of(const AccountName& a, const AccountName& b) const;
  };
  std::optional<Action> verdict(const AccountName& a, const AccountName& b) const;

  std::vector<Decision> decisions_;  // latest first
  std::set<AccountName> named_;
};

}  // namespace sitrep
