// SPDX-License-Identifier: Apache-2.0
#include "reconcile/clustering.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

#include "reconcile/matching.h"

namespace sitrep {
namespace {

AccountName name_of(const Account& account) { return {account.report, account.number}; }

/// What people decided: these are one incident, those are not.
class Decisions {
 public:
  explicit Decisions(const std::vector<Correction>& corrections) {
    for (const Correction& correction : corrections) {
      if (correction.action == Action::merge) merges_.push_back(joined(correction.accounts, correction.others));
      if (correction.action == Action::split) {
        const std::set<AccountName> gone(correction.accounts.begin(), correction.accounts.end());
        const std::set<AccountName> kept(correction.others.begin(), correction.others.end());
        splits_.emplace_back(gone, kept);
      }
    }
  }

  bool must_join(const AccountName& a, const AccountName& b) const {
    return std::any_of(merges_.begin(), merges_.end(), [&](const auto& merge) { return merge.contains(a) && merge.contains(b); });
  }
  bool must_part(const AccountName& a, const AccountName& b) const {
    return std::any_of(splits_.begin(), splits_.end(), [&](const auto& split) {
      return (split.first.contains(a) && split.second.contains(b)) || (split.first.contains(b) && split.second.contains(a));
    });
  }
  bool empty() const { return merges_.empty() && splits_.empty(); }
  const std::vector<std::set<AccountName>>& merges() const { return merges_; }

 private:
  static std::set<AccountName> joined(const std::vector<AccountName>& a, const std::vector<AccountName>& b) {
    std::set<AccountName> all(a.begin(), a.end());
    all.insert(b.begin(), b.end());
    return all;
  }
  std::vector<std::set<AccountName>> merges_;
  std::vector<std::pair<std::set<AccountName>, std::set<AccountName>>> splits_;
};

/// Earliest first, the dated before the undated: each account meets incidents of what came before it.
bool comes_before(const Account& a, const Account& b) {
  const auto rank = [](const Account& account) {
    const auto days = days_of(account);
    return std::tuple(days ? days->first : Day::max(), !account.from.has_value(), account.published.value_or(""), name_of(account));
  };
  return rank(a) < rank(b);
}

constexpr std::size_t most_compared = 24;  // members of an incident that an account is held against

}  // namespace

bool is_linked(const Account& a, const Account& b) {
  if (a.report == b.report || (a.is_bare && b.is_bare)) return false;  // two that tell of nothing tell of nothing together
  return evidence_for_same(a, b) >= same_happening;
}

std::vector<std::vector<std::uint32_t>> clusters_of(std::span<const Account* const> accounts, const std::vector<Correction>& corrections) {
  std::vector<std::uint32_t> order(accounts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return comes_before(*accounts[a], *accounts[b]); });
  const Decisions decisions(corrections);

  std::vector<std::vector<std::uint32_t>> clusters;
  // The best and the mean evidence against an incident's members must hold: one look-alike does not chain two incidents.
  const auto fit = [&](std::uint32_t item, const std::vector<std::uint32_t>& cluster) {
    double best = -1e9;
    double sum = 0;
    std::size_t compared = 0;
    const std::size_t step = cluster.size() / most_compared + 1;
    for (std::size_t i = 0; i < cluster.size(); i += step) {
      const Account& member = *accounts[cluster[i]];
      if (!decisions.empty()) {
        if (decisions.must_part(name_of(*accounts[item]), name_of(member))) return -1e9;
        if (decisions.must_join(name_of(*accounts[item]), name_of(member))) return 1e9;
      }
      if (member.report == accounts[item]->report) continue;  // told apart on reading; only other reports can say that they are one
      const double evidence = evidence_for_same(*accounts[item], member);
      best = std::max(best, evidence);
      sum += evidence;
      ++compared;
    }
    if (compared == 0) return -1e9;
    const double mean = sum / static_cast<double>(compared);
    return best >= same_happening && mean >= same_happening / 2 ? best + mean : -1e9;
  };
  for (const std::uint32_t item : order) {
    double best = 0;
    std::vector<std::uint32_t>* home = nullptr;
    for (auto& cluster : clusters)
      if (const double value = fit(item, cluster); value > best) {
        best = value;
        home = &cluster;
      }
    if (home) home->push_back(item);
    else clusters.push_back({item});
  }
  for (auto& cluster : clusters) std::sort(cluster.begin(), cluster.end());
  return clusters;
}

bool is_incident(std::span<const Account* const> accounts) {
  return std::any_of(accounts.begin(), accounts.end(), [](const Account* account) { return !account->is_bare; });
}

std::vector<std::vector<std::uint32_t>> components_of(std::span<const Account> accounts, const std::vector<Correction>& corrections) {
  std::vector<std::uint32_t> parent(accounts.size());
  std::iota(parent.begin(), parent.end(), 0U);
  const auto root = [&](std::uint32_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  const auto join = [&](std::uint32_t a, std::uint32_t b) { parent[std::max(root(a), root(b))] = std::min(root(a), root(b)); };

  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> filed;
  for (std::uint32_t i = 0; i < accounts.size(); ++i) {
    const BlockKeys keys = block_keys(accounts[i]);
    std::set<std::uint32_t> neighbours;
    for (const std::uint64_t key : keys.wanted)
      if (const auto at = filed.find(key); at != filed.end()) neighbours.insert(at->second.begin(), at->second.end());
    for (const std::uint32_t j : neighbours)
      if (root(i) != root(j) && is_linked(accounts[i], accounts[j])) join(i, j);
    for (const std::uint64_t key : keys.own) filed[key].push_back(i);
  }
  std::map<AccountName, std::uint32_t> by_name;
  for (std::uint32_t i = 0; i < accounts.size(); ++i) by_name[name_of(accounts[i])] = i;
  const Decisions decisions(corrections);
  for (const auto& merge : decisions.merges()) {
    std::optional<std::uint32_t> first;
    for (const AccountName& name : merge)
      if (const auto at = by_name.find(name); at != by_name.end()) join(first.value_or(at->second), at->second), first = first.value_or(at->second);
  }

  std::map<std::uint32_t, std::vector<std::uint32_t>> members;
  for (std::uint32_t i = 0; i < accounts.size(); ++i) members[root(i)].push_back(i);
  std::vector<std::vector<std::uint32_t>> components;
  for (auto& [first, list] : members) components.push_back(std::move(list));
  return components;
}

}  // namespace sitrep
