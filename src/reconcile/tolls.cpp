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
  claim.standing = figure.is_running_total ? Standing::running_total : figure.has_died ? Standing::superseded : figure.is_part ? Standing::part : Standing::current;
  claim.victim_class = figure.victim_class;
  claim.place = figure.place;
  return item;
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

bool is_fighter(VictimClass victim_class) {
  return victim_class == VictimClass::military || victim_class == VictimClass::militant || victim_class == VictimClass::guard;
}

/// Wide rows ("people", side not told) against the narrow ones that they cover.
class WideRows {
 public:
  WideRows(Rows& rows, Rows& totals) : rows_(rows), totals_(totals) {}

  void settle() {
    std::vector<TollKey> wide;
    for (const auto& candidate : rows_)
      if (std::any_of(rows_.begin(), rows_.end(), [&](const auto& row) { return is_total_of(candidate.first, row.first); })) wide.push_back(candidate.first);
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

    const std::vector<TollKey> narrow = covered_by(wide);
    Rows unmarked;
    for (const TollKey& key : narrow) {
      unmarked[key] = rows_[key];
      mark_parts(rows_[key], rest);
    }
    const bool is_one_group = narrow.size() == 1 && (wide.side == narrow.front().side || !is_fighter(narrow.front().victim_class));
    if (is_one_group) return merge(wide, narrow.front(), std::move(rest));
    if (!narrow.empty() && has_other_people(wide, narrow, rest)) {
      for (auto& [key, items] : unmarked) rows_[key] = std::move(items);
      return keep_apart(wide, std::move(rest));
    }
    for (const TollKey& key : narrow) take_over(key, rest, Standing::part);
    rows_[wide] = std::move(rest);
  }

  std::vector<TollKey> covered_by(const TollKey& wide) const {
    std::vector<TollKey> keys;
    for (const auto& [key, items] : rows_)
      if (is_total_of(wide, key)) keys.push_back(key);
    return keys;
  }

  /// Several sides or classes: the wide figure is their sum, or counts others too, unless one side's classes are fewer than it says.
  bool has_other_people(const TollKey& wide, const std::vector<TollKey>& narrow, const TollItems& rest) {
    std::set<std::optional<std::string>> sides;
    std::int64_t sum = 0;
    bool counts_alone = false;
    for (const TollKey& key : narrow) {
      const auto best = best_of(rows_[key]);
      sides.insert(key.side);
      counts_alone |= best.has_value();
      sum += best.value_or(0);
    }
    if (!counts_alone) return false;  // "nine, three of them soldiers of A, four of B": parts alone, and the nine count
    if (best_of(rest).value_or(0) * 10 <= sum * 11) return true;
    const bool is_side_of_fighters = !wide.side && narrow.front().side && std::any_of(narrow.begin(), narrow.end(), [](const TollKey& key) { return is_fighter(key.victim_class); });
    sides.erase(std::nullopt);
    return sides.size() > 1 || is_side_of_fighters;
  }

  /// One class ("civilians") and people of whom nothing is told, in different reports: the same people counted otherwise. The
  /// number with more behind it decides how closely the row says who they were; the doubtful count in the maximum.
  void merge(const TollKey& wide, const TollKey& narrow, TollItems rest) {
    TollItems& closer = rows_[narrow];
    const bool is_wide_larger = best_of(rest).value_or(0) > best_of(closer).value_or(0);
    if (is_wide_larger && weight_behind(rest) >= weight_behind(closer)) {
      take_over(narrow, rest, std::nullopt);
      rows_[wide] = std::move(rest);
      return;
    }
    for (TollItem& item : rest) {
      item.key = narrow;
      item.claim.relation = relation_in(item);
      closer.push_back(std::move(item));
    }
  }

  void keep_apart(const TollKey& wide, TollItems rest) {
    for (TollItem& item : rest)
      if (item.claim.standing == Standing::current) item.claim.standing = Standing::total;
    auto& list = totals_[wide];
    list.insert(list.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
  }

  /// A report that gives a larger number for more people has told of these among them.
  static void mark_parts(TollItems& narrow, const TollItems& wide) {
    for (TollItem& item : narrow)
      if (item.claim.standing == Standing::current && std::any_of(wide.begin(), wide.end(), [&](const TollItem& other) {
            return other.claim.evidence.report == item.claim.evidence.report && number_of(other.claim) > number_of(item.claim);
          }))
        item.claim.standing = Standing::part;
  }

  void take_over(const TollKey& key, TollItems& into, std::optional<Standing> standing) {
    for (TollItem& item : rows_[key]) {
      if (standing && item.claim.standing == Standing::current) item.claim.standing = *standing;
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

/// The wounded of earlier reports who are the dead of later ones: as many, of the same side, and no report has both.
bool have_died(const TollKey& wounded_key, const TollItems& wounded, const TollKey& killed_key, const TollItems& killed) {
  const bool is_same_side = !wounded_key.side || !killed_key.side || wounded_key.side == killed_key.side;
  if (!is_same_side || !best_of(wounded) || best_of(wounded) != best_of(killed)) return false;
  const auto comes_after = [](const TollItem& a, const TollItem& b) {
    return a.claim.evidence.report != b.claim.evidence.report && a.claim.as_of && b.claim.as_of && *a.claim.as_of >= *b.claim.as_of;
  };
  return std::all_of(wounded.begin(), wounded.end(), [&](const TollItem& earlier) {
    return std::all_of(killed.begin(), killed.end(), [&](const TollItem& later) { return comes_after(later, earlier); });
  });
}

void mark_died_later(Rows& rows) {
  for (auto& wounded : rows) {
    if (wounded.first.outcome != Outcome::injured) continue;
    const bool has_died = std::any_of(rows.begin(), rows.end(), [&](const auto& row) {
      return row.first.outcome == Outcome::killed && have_died(wounded.first, wounded.second, row.first, row.second);
    });
    for (TollItem& item : wounded.second)
      if (has_died && item.claim.standing == Standing::current) item.claim.standing = Standing::superseded;
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
  mark_died_later(rows);

  Tolls tolls;
  for (auto& [key, items] : rows) {
    mark_superseded(items);
    tolls.rows.push_back(settled(key, std::move(items)));
  }
  for (auto& [key, items] : totals) tolls.totals.push_back(settled(key, std::move(items)));
  return tolls;
}

}  // namespace sitrep
