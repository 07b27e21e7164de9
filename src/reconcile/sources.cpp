// SPDX-License-Identifier: Apache-2.0
#include "reconcile/sources.h"

#include <map>
#include <numeric>
#include <set>

#include "base/strings.h"
#include "reconcile/matching.h"

namespace sitrep {
namespace {

class Groups {
 public:
  explicit Groups(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0U); }
  std::uint32_t of(std::uint32_t item) const {
    while (parent_[item] != item) item = parent_[item];
    return item;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    a = of(a);
    b = of(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::uint32_t> parent_;
};

/// Accounts with the same text in a field of their origin are one source.
void join_by(Groups& groups, std::span<const Account* const> accounts, std::optional<std::string> Provenance::*field) {
  std::map<std::string, std::uint32_t> first;
  for (std::uint32_t i = 0; i < accounts.size(); ++i)
    if (const auto& text = accounts[i]->provenance.*field) groups.join(first.emplace(lowered(*text), i).first->second, i);
}

/// An outlet that is named as an agency elsewhere is that agency.
void join_outlets_to_agencies(Groups& groups, std::span<const Account* const> accounts) {
  std::map<std::string, std::uint32_t> outlets;
  for (std::uint32_t i = 0; i < accounts.size(); ++i)
    if (const auto& publisher = accounts[i]->provenance.publisher) outlets.emplace(lowered(*publisher), i);
  for (std::uint32_t i = 0; i < accounts.size(); ++i) {
    const auto& agency = accounts[i]->provenance.agency;
    const auto at = agency ? outlets.find(lowered(*agency)) : outlets.end();
    if (at != outlets.end()) groups.join(at->second, i);
  }
}

}  // namespace

Sources sources_of(std::span<const Account* const> accounts) {
  Groups groups(accounts.size());
  std::map<std::string, std::uint32_t> by_report;
  for (std::uint32_t i = 0; i < accounts.size(); ++i) {
    groups.join(by_report.emplace(accounts[i]->report, i).first->second, i);
    for (std::uint32_t j = 0; j < i; ++j)
      if (text_overlap(accounts[i]->provenance.sketch, accounts[j]->provenance.sketch) >= same_story) groups.join(j, i);
  }
  join_by(groups, accounts, &Provenance::publisher);
  join_by(groups, accounts, &Provenance::agency);
  join_by(groups, accounts, &Provenance::byline);
  join_outlets_to_agencies(groups, accounts);

  Sources sources;
  std::set<std::uint32_t> known;
  for (std::uint32_t i = 0; i < accounts.size(); ++i) {
    sources.group.push_back(groups.of(i));
    if (accounts[i]->provenance.publisher || accounts[i]->provenance.agency) known.insert(groups.of(i));
  }
  for (const std::uint32_t group : sources.group) sources.is_known.push_back(known.contains(group));
  sources.independent = accounts.empty() ? 0 : static_cast<std::uint32_t>(std::max<std::size_t>(1, known.size()));
  return sources;
}

std::string source_name(const Account& account) {
  if (account.provenance.agency) return *account.provenance.agency;
  return account.provenance.publisher.value_or(account.report);
}

}  // namespace sitrep
