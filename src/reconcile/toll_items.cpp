// SPDX-License-Identifier: Apache-2.0
// One row of a toll: which of its claims count, and what they come down to.
#include "reconcile/toll_items.h"

#include <algorithm>
#include <map>
#include <set>

namespace sitrep {
namespace {

bool counts(const TollItem& item) { return item.claim.standing == Standing::current; }

/// Does a later, larger figure take the place of an earlier one of another speaker? Reports and onlookers pass on what is known
/// at the time; what a side says of its own dead gives way to a report that has a later count; the other side's word does not.
bool overtakes(ClaimantRelation newer, ClaimantRelation older) {
  if (newer == ClaimantRelation::opponent || older == ClaimantRelation::opponent) return false;
  return older != ClaimantRelation::own_side || newer == ClaimantRelation::report;
}

bool is_fuzzy(Qualifier qualifier) {
  return qualifier == Qualifier::about || qualifier == Qualifier::nearly || qualifier == Qualifier::vague || qualifier == Qualifier::range;
}

bool is_open(Qualifier qualifier) { return qualifier == Qualifier::at_least || qualifier == Qualifier::more_than; }

/// Do two figures say the same, each as exactly as it wants to?
bool agrees(const TollItem& a, const TollItem& b) {
  const auto x = number_of(a.claim);
  const auto y = number_of(b.claim);
  if (!x || !y || *x == *y) return true;
  const std::int64_t larger = std::max(*x, *y);
  const std::int64_t difference = larger - std::min(*x, *y);
  if (is_fuzzy(a.qualifier) || is_fuzzy(b.qualifier)) return difference * 10 <= larger;
  const TollItem& smaller = *x < *y ? a : b;
  return is_open(smaller.qualifier) && difference * 20 <= larger;
}

bool is_later(const TollItem& a, const TollItem& b) { return a.claim.as_of && b.claim.as_of && *a.claim.as_of > *b.claim.as_of; }

/// The figures of one speaker in the order in which they were given.
void mark_own_series(std::vector<TollItem*>& series) {
  std::stable_sort(series.begin(), series.end(), [](const TollItem* a, const TollItem* b) { return is_later(*b, *a); });
  std::set<std::int64_t> said;  // numbers already overtaken: who repeats one has not heard the news
  const TollItem* newest = nullptr;
  for (TollItem* item : series) {
    const auto number = number_of(item->claim);
    if (newest && is_later(*item, *newest) && number && number_of(newest->claim) != number) {
      if (said.contains(*number)) continue;
      said.insert(*number_of(newest->claim));
      newest = item;
    } else if (!newest && number) {
      newest = item;
    }
  }
  if (!newest) return;
  for (TollItem* item : series) {
    const auto number = number_of(item->claim);
    const bool is_stale = number && (said.contains(*number) || is_later(*newest, *item)) && number != number_of(newest->claim);
    if (is_stale) item->claim.standing = Standing::superseded;
  }
}

struct Support {
  double weight = 0;
  std::string as_of;
  std::int64_t number = 0;
  auto rank() const { return std::tie(weight, as_of, number); }
};

double weight_of(ClaimantRelation relation) {
  switch (relation) {
    case ClaimantRelation::own_side: return 1.5;
    case ClaimantRelation::opponent: return 0.4;
    default: return 1.0;
  }
}

/// A report that tells of one victim by name or in passing does not say that there was only one.
constexpr double weight_of_one = 0.6;
constexpr double part_weight = 0.5;

/// What stands behind the number that has most behind it: how many speakers, who they are, how new it is.
std::optional<Support> best_support(const TollItems& items) {
  std::map<std::int64_t, Support> support;
  std::set<std::pair<std::int64_t, std::string>> heard;
  for (const TollItem& item : items) {
    const auto number = counts(item) ? number_of(item.claim) : std::nullopt;
    if (!number) continue;
    Support& of = support[*number];
    of.number = *number;
    of.as_of = std::max(of.as_of, item.claim.as_of.value_or(""));
    if (heard.emplace(*number, item.speaker).second) of.weight += weight_of(item.claim.relation) * (*number == 1 ? weight_of_one : 1);
  }
  // What one report counts among more is all of it to another: both tell of these people.
  for (const TollItem& item : items) {
    const auto number = item.claim.standing == Standing::part ? number_of(item.claim) : std::nullopt;
    const auto at = number ? support.find(*number) : support.end();
    if (at != support.end() && heard.emplace(*number, item.speaker).second) at->second.weight += part_weight * weight_of(item.claim.relation) * (*number == 1 ? weight_of_one : 1);
  }
  const auto best = std::max_element(support.begin(), support.end(), [](const auto& a, const auto& b) { return a.second.rank() < b.second.rank(); });
  return best == support.end() ? std::nullopt : std::optional(best->second);
}

Agreement agreement_of(const TollItems& items) {
  std::vector<const TollItem*> current;
  for (const TollItem& item : items)
    if (counts(item) && number_of(item.claim)) current.push_back(&item);
  if (current.empty()) return std::any_of(items.begin(), items.end(), counts) ? Agreement::single_source : Agreement::superseded;
  std::set<std::string> independent;
  for (const TollItem* a : current) {
    if (a->is_known_speaker) independent.insert(a->speaker);
    for (const TollItem* b : current)
      if (a->speaker != b->speaker && !agrees(*a, *b)) return Agreement::contested;
  }
  return independent.size() >= 2 ? Agreement::corroborated : Agreement::single_source;
}

}  // namespace

std::optional<std::int64_t> best_of(const TollItems& items) {
  const auto best = best_support(items);
  return best ? std::optional(best->number) : std::nullopt;
}

double weight_behind(const TollItems& items) {
  const auto best = best_support(items);
  return best ? best->weight : 0;
}

std::optional<std::int64_t> number_of(const FigureClaim& claim) {
  return claim.best ? claim.best : claim.low ? claim.low : claim.high;
}

ClaimantRelation relation_in(const TollItem& item) {
  if (item.claim.relation == ClaimantRelation::report) return ClaimantRelation::report;
  if (!item.claimant_side || !item.key.side) return ClaimantRelation::third_party;
  if (item.claimant_side == item.key.side) return ClaimantRelation::own_side;
  const bool is_party = std::find(item.parties.begin(), item.parties.end(), *item.claimant_side) != item.parties.end();
  return is_party ? ClaimantRelation::opponent : ClaimantRelation::third_party;
}

void mark_superseded(TollItems& row) {
  std::map<std::string, std::vector<TollItem*>> by_speaker;
  for (TollItem& item : row)
    if (counts(item)) by_speaker[item.speaker].push_back(&item);
  for (auto& [speaker, series] : by_speaker) mark_own_series(series);
  for (TollItem& old : row) {
    if (!counts(old)) continue;
    const bool has_grown = std::any_of(row.begin(), row.end(), [&](const TollItem& newer) {
      return counts(newer) && overtakes(newer.claim.relation, old.claim.relation) && is_later(newer, old) && number_of(newer.claim) > number_of(old.claim);
    });
    if (has_grown) old.claim.standing = Standing::superseded;
  }
}

CasualtyRow settled(const TollKey& key, TollItems items) {
  std::sort(items.begin(), items.end(), [](const TollItem& a, const TollItem& b) {
    return std::tie(a.claim.as_of, a.claim.claimant, a.claim.evidence) < std::tie(b.claim.as_of, b.claim.claimant, b.claim.evidence);
  });
  CasualtyRow row{key.outcome, key.side, key.victim_class, {}, best_of(items), {}, agreement_of(items), {}};
  bool is_open_end = false;
  std::int64_t highest_open = 0;
  for (const TollItem& item : items) {
    const FigureClaim& claim = item.claim;
    const auto number = number_of(claim);
    if (counts(item) && number) {
      const std::int64_t low = claim.low.value_or(claim.best ? *claim.best : 0);
      row.low = std::min(row.low.value_or(low), low);
      if (claim.high) row.high = std::max(row.high.value_or(*claim.high), *claim.high);
      if (!claim.high) {
        is_open_end = true;
        highest_open = std::max(highest_open, *number);
      }
    }
    row.claims.push_back(claim);
  }
  // "At least 60" leaves the end open, unless somebody names a number beyond it.
  if (is_open_end && row.high.value_or(0) <= highest_open) row.high.reset();
  return row;
}

}  // namespace sitrep
