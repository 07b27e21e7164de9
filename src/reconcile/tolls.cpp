// SPDX-License-Identifier: Apache-2.0
#include "reconcile/tolls.h"

#include <algorithm>
#include <map>

#include "base/format.h"
#include "reconcile/toll_items.h"

namespace sitrep {
namespace {

using Rows = std::map<TollKey, TollItems>;

bool is_total_of(const TollKey& wide, const TollKey& narrow) {
  return wide != narrow && wide.outcome == narrow.outcome && (!wide.side || wide.side == narrow.side) &&
         (wide.victim_class == VictimClass::unknown || wide.victim_class == narrow.victim_class);
}

TollItem item_of(const Account& account, const FigureAccount& figure, std::uint32_t group, bool is_known) {
  TollItem item;
  item.key = {figure.outcome, figure.side, figure.victim_class};
  item.qualifier = figure.qualifier;
  item.speaker = figure.claimant ? *figure.claimant : format("source {}", group);
  item.is_known_speaker = is_known || (figure.claimant && figure.claimant_side);
  FigureClaim& claim = item.claim;
  claim.claimant = figure.claimant ? *figure.claimant : "report: " + source_name(account);
  claim.relation = figure.claimant ? ClaimantRelation::third_party : ClaimantRelation::report;
  item.claimant_side = figure.claimant_side;
  for (const LedgerSide& side : account.sides)
    if (side.role != SideRole::mediator) item.parties.push_back(side.key);
  claim.relation = relation_in(item);
  claim.low = figure.low;
  claim.best = figure.best;
  claim.high = figure.high;
  claim.as_of = account.published ? account.published : account.from;
  claim.evidence = {account.report, figure.start, figure.end};
  claim.standing = figure.is_running_total ? Standing::running_total : figure.is_part ? Standing::part : Standing::current;
  claim.victim_class = figure.victim_class;
  claim.place = figure.place;
  return item;
}

std::int64_t sum_of_best(const std::vector<const TollItems*>& rows) {
  std::int64_t sum = 0;
  for (const TollItems* items : rows) {
    std::int64_t largest = 0;
    for (const TollItem& item : *items)
      if (item.claim.standing == Standing::current) largest = std::max(largest, number_of(item.claim).value_or(0));
    sum += largest;
  }
  return sum;
}

/// The row that counts the same people more closely: one of its figures is the same number.
Rows::iterator same_people(Rows& rows, const TollKey& wide, const TollItem& item) {
  for (auto at = rows.begin(); at != rows.end(); ++at) {
    if (!is_total_of(wide, at->first)) continue;
    for (const TollItem& other : at->second)
      if (number_of(other.claim) && number_of(other.claim) == number_of(item.claim) && other.claim.standing != Standing::part) return at;
  }
  return rows.end();
}

/// Wide rows ("people", side not told) against the narrow ones that they cover.
class WideRows {
 public:
  WideRows(Rows& rows, Rows& totals) : rows_(rows), totals_(totals) {}

  void settle() {
    std::vector<TollKey> wide;
    for (const auto& [key, items] : rows_)
      if (std::any_of(rows_.begin(), rows_.end(), [&](const auto& row) { return is_total_of(key, row.first); })) wide.push_back(key);
    // From the less wide to the widest.
    std::stable_sort(wide.begin(), wide.end(), [](const TollKey& a, const TollKey& b) { return width(a) < width(b); });
    for (const TollKey& key : wide) settle(key);
  }

 private:
  static int width(const TollKey& key) { return (key.side ? 0 : 1) + (key.victim_class == VictimClass::unknown ? 1 : 0); }

  void settle(const TollKey& wide) {
    TollItems rest;
    for (TollItem& item : rows_[wide]) {
      const auto same = same_people(rows_, wide, item);
      if (same == rows_.end()) {
        rest.push_back(std::move(item));
        continue;
      }
      item.key = same->first;
      item.claim.relation = relation_in(item);
      same->second.push_back(std::move(item));
    }
    rows_.erase(wide);
    if (rest.empty()) return;

    std::vector<TollKey> covered;
    std::vector<const TollItems*> covered_items;
    std::set<std::optional<std::string>> sides;
    for (const auto& [key, items] : rows_)
      if (is_total_of(wide, key)) {
        covered.push_back(key);
        covered_items.push_back(&items);
        sides.insert(key.side);
      }
    const std::int64_t total = sum_of_best({&rest});
    const bool has_parts_only = total > sum_of_best(covered_items) && sides.size() < 2;
    if (covered.empty() || has_parts_only) {
      for (const TollKey& key : covered) make_parts(key, rest);
      rows_[wide] = std::move(rest);
    } else {
      for (TollItem& item : rest)
        if (item.claim.standing == Standing::current) item.claim.standing = Standing::total;
      auto& list = totals_[wide];
      list.insert(list.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
    }
  }

  void make_parts(const TollKey& key, TollItems& into) {
    for (TollItem& item : rows_[key]) {
      if (item.claim.standing == Standing::current) item.claim.standing = Standing::part;
      into.push_back(std::move(item));
    }
    rows_.erase(key);
  }

  Rows& rows_;
  Rows& totals_;
};

/// A smaller number of the same report for the same people lies within its larger one.
void mark_parts_within_reports(TollItems& row) {
  for (TollItem& item : row) {
    if (item.claim.standing != Standing::current || !item.claim.place) continue;
    for (const TollItem& other : row)
      if (other.claim.standing == Standing::current && other.claim.evidence.report == item.claim.evidence.report && other.speaker == item.speaker &&
          other.claim.place != item.claim.place && number_of(other.claim) > number_of(item.claim))
        item.claim.standing = Standing::part;
  }
}

}  // namespace

Tolls tolls_of(std::span<const Account* const> accounts, const Sources& sources, const std::set<std::string>& rejected) {
  Rows rows;
  Rows totals;
  for (std::size_t i = 0; i < accounts.size(); ++i)
    for (const FigureAccount& figure : accounts[i]->figures) {
      TollItem item = item_of(*accounts[i], figure, sources.group[i], sources.is_known[i]);
      if (rejected.contains(accounts[i]->report)) item.claim.standing = Standing::rejected;
      (figure.is_running_total ? totals : rows)[item.key].push_back(std::move(item));
    }
  for (auto& [key, items] : rows) mark_parts_within_reports(items);
  WideRows(rows, totals).settle();

  Tolls tolls;
  for (auto& [key, items] : rows) {
    mark_superseded(items);
    tolls.rows.push_back(settled(key, std::move(items)));
  }
  for (auto& [key, items] : totals) tolls.totals.push_back(settled(key, std::move(items)));
  return tolls;
}

}  // namespace sitrep
