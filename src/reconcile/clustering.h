// SPDX-License-Identifier: Apache-2.0
// Which accounts are one incident. Accounts are taken in the order of rank; each joins the incident of earlier ones that it
// fits best, or opens one. So an account's place depends on the earlier ones that it is linked to and on nothing else: a new
// account makes only those be judged anew that stand behind it and are linked to an incident which changed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "reconcile/account.h"
#include "reconcile/decisions.h"

namespace sitrep {

/// Evidence that two accounts are one incident, when there is enough to link them.
std::optional<double> link_between(const Account& a, const Account& b);

/// An incident that an account may belong to.
struct Candidate {
  std::vector<const Account*> members;  // before the account, in the order of rank
  double best_link = 0;                 // the strongest link to one of them; 0 when only a decision brings it here
};

/// The candidate that the account belongs to; of equals the first. Nothing: it opens an incident of its own.
std::optional<std::size_t> home_of(const Account& account, std::span<const Candidate> candidates, const Decisions& decisions);

/// Does any report of the incident tell of a happening?
bool is_incident(std::span<const Account* const> accounts);

/// Two accounts that stand close in a block and are linked, by their positions in a list.
struct Link {
  std::uint32_t account;
  std::uint32_t earlier;  // the one before it in the order of rank
  double evidence;
};
/// All links among accounts, by their blocks: what a store does with an index, here in memory.
std::vector<Link> links_among(std::span<const Account> accounts);

/// All accounts into incidents, in memory: positions in `accounts`, each list in the order of rank. Accounts that no chain of
/// links holds together can be given apart.
std::vector<std::vector<std::uint32_t>> clusters_of(std::span<const Account> accounts, std::span<const Link> links, const Decisions& decisions);

}  // namespace sitrep
