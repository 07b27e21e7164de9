// SPDX-License-Identifier: Apache-2.0
#include "reconcile/clustering.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

#include "extract/incident_kinds.h"
#include "reconcile/blocking.h"
#include "reconcile/matching.h"

namespace sitrep {
namespace {

constexpr std::size_t most_compared = 24;  // members of an incident that an account is held against

AccountName name_of(const Account& account) { return {account.report, account.number}; }

/// What people say of the account and an incident's members, when they say anything.
std::optional<Action> decided(const Account& account, const Candidate& candidate, const Decisions& decisions) {
  std::optional<Action> verdict;
  if (!decisions.concern(name_of(account))) return verdict;
  for (const Account* member : candidate.members) {
    if (decisions.must_part(name_of(account), name_of(*member))) return Action::split;
    if (decisions.must_join(name_of(account), name_of(*member))) verdict = Action::merge;
  }
  return verdict;
}

/// A war is told in pieces: its sides count their dead day by day.
bool is_fighting(const Account& account) {
  return is_fighting_kind(account.kind) || std::any_of(account.figures.begin(), account.figures.end(), [](const FigureAccount& figure) { return figure.side.has_value(); });
}

/// One report that gives each of two happenings its own losses, and puts them on different days or tells them as different
/// sorts, does not mean one.
bool are_told_apart(const Account& a, const Account& b) {
  if (a.report != b.report || a.figures.empty() || b.figures.empty()) return false;
  if (!kinds_agree(a.kind, b.kind)) return true;
  const auto x = days_of(a);
  const auto y = days_of(b);
  const bool is_other_day = a.from && b.from && x && y && (x->last < y->first || y->last < x->first);
  return is_other_day && !is_fighting(a) && !is_fighting(b);
}

bool tells_apart(const Account& account, const Candidate& candidate) {
  return std::any_of(candidate.members.begin(), candidate.members.end(), [&](const Account* member) { return are_told_apart(account, *member); });
}

/// The best and the mean evidence against an incident's members must hold: one look-alike does not chain two incidents.
std::optional<double> fit(const Account& account, const Candidate& candidate) {
  double sum = 0;
  std::size_t compared = 0;
  const std::size_t step = candidate.members.size() / most_compared + 1;
  for (std::size_t i = 0; i < candidate.members.size(); i += step) {
    const Account& member = *candidate.members[i];
    if (member.report == account.report) continue;  // told apart on reading; only other reports can say that they are one
    sum += evidence_for_same(account, member);
    ++compared;
  }
  if (compared == 0) return std::nullopt;
  const double mean = sum / static_cast<double>(compared);
  return mean >= same_happening / 2 ? std::optional(candidate.best_link + mean) : std::nullopt;
}

/// Positions in the order of rank.
std::vector<std::uint32_t> order_of(std::span<const Account> accounts) {
  std::vector<std::int64_t> ranks;
  for (const Account& account : accounts) ranks.push_back(rank_of(account));
  std::vector<std::uint32_t> order(accounts.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(ranks[a], name_of(accounts[a])) < std::pair(ranks[b], name_of(accounts[b]));
  });
  return order;
}

/// Accounts in the order of rank, gathered one by one.
class Gathering {
 public:
  Gathering(std::vector<const Account*> ranked, const Decisions& decisions) : ranked_(std::move(ranked)), decisions_(decisions) {
    for (std::uint32_t i = 0; i < ranked_.size(); ++i) position_[name_of(*ranked_[i])] = i;
  }

  /// `links`: of each account in the order of rank, with positions in that order.
  std::vector<std::vector<std::uint32_t>> gather(const std::vector<std::vector<Link>>& links) {
    cluster_of_.resize(ranked_.size());
    for (std::uint32_t i = 0; i < ranked_.size(); ++i) {
      std::map<std::uint32_t, double> best_link;  // cluster -> evidence
      for (const Link& link : links[i]) {
        double& best = best_link[cluster_of_[link.earlier]];
        best = std::max(best, link.evidence);
      }
      for (const AccountName& name : decisions_.merged_with(name_of(*ranked_[i])))
        if (const auto at = position_.find(name); at != position_.end() && at->second < i) best_link.emplace(cluster_of_[at->second], 0);
      place(i, best_link);
    }
    return std::move(clusters_);
  }

 private:
  void place(std::uint32_t i, const std::map<std::uint32_t, double>& best_link) {
    std::vector<Candidate> candidates;
    std::vector<std::uint32_t> clusters;
    for (const auto& [cluster, evidence] : best_link) {
      Candidate candidate{{}, evidence};
      for (const std::uint32_t member : clusters_[cluster]) candidate.members.push_back(ranked_[member]);
      candidates.push_back(std::move(candidate));
      clusters.push_back(cluster);
    }
    const auto home = home_of(*ranked_[i], candidates, decisions_);
    cluster_of_[i] = home ? clusters[*home] : static_cast<std::uint32_t>(clusters_.size());
    if (!home) clusters_.emplace_back();
    clusters_[cluster_of_[i]].push_back(i);
  }

  std::vector<const Account*> ranked_;
  const Decisions& decisions_;
  std::map<AccountName, std::uint32_t> position_;
  std::vector<std::uint32_t> cluster_of_;
  std::vector<std::vector<std::uint32_t>> clusters_;  // in the order of their first accounts
};

}  // namespace

std::optional<double> link_between(const Account& a, const Account& b) {
  if (a.report == b.report || (a.is_bare && b.is_bare)) return std::nullopt;  // two that tell of nothing tell of nothing together
  const double evidence = evidence_for_same(a, b);
  return evidence >= same_happening ? std::optional(evidence) : std::nullopt;
}

std::optional<std::size_t> home_of(const Account& account, std::span<const Candidate> candidates, const Decisions& decisions) {
  std::optional<std::size_t> home;
  double best = 0;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const auto verdict = decided(account, candidates[i], decisions);
    if (verdict == Action::merge) return i;
    if (verdict == Action::split || candidates[i].best_link < same_happening || tells_apart(account, candidates[i])) continue;
    const auto value = fit(account, candidates[i]);
    if (!value || *value <= best) continue;
    best = *value;
    home = i;
  }
  return home;
}

bool is_incident(std::span<const Account* const> accounts) {
  return std::any_of(accounts.begin(), accounts.end(), [](const Account* account) { return !account->is_bare; });
}

std::vector<Link> links_among(std::span<const Account> accounts) {
  std::unordered_map<std::int64_t, std::vector<std::uint32_t>> blocks;
  std::vector<Link> links;
  for (const std::uint32_t i : order_of(accounts)) {
    std::set<std::uint32_t> neighbours;
    for (const std::int64_t key : block_keys(accounts[i])) {
      std::vector<std::uint32_t>& block = blocks[key];
      neighbours.insert(block.end() - static_cast<std::ptrdiff_t>(std::min(block.size(), most_apart)), block.end());
      block.push_back(i);
    }
    for (const std::uint32_t j : neighbours)
      if (const auto evidence = link_between(accounts[i], accounts[j])) links.push_back({i, j, *evidence});
  }
  return links;
}

std::vector<std::vector<std::uint32_t>> clusters_of(std::span<const Account> accounts, std::span<const Link> links, const Decisions& decisions) {
  const std::vector<std::uint32_t> order = order_of(accounts);
  std::vector<std::uint32_t> rank(accounts.size());
  std::vector<const Account*> ranked;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    rank[order[i]] = i;
    ranked.push_back(&accounts[order[i]]);
  }
  std::vector<std::vector<Link>> ranked_links(accounts.size());
  for (const Link& link : links) ranked_links[rank[link.account]].push_back({rank[link.account], rank[link.earlier], link.evidence});
  std::vector<std::vector<std::uint32_t>> clusters = Gathering(std::move(ranked), decisions).gather(ranked_links);
  for (auto& cluster : clusters)
    for (std::uint32_t& position : cluster) position = order[position];
  return clusters;
}

}  // namespace sitrep
