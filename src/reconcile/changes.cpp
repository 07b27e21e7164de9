// SPDX-License-Identifier: Apache-2.0
#include "reconcile/changes.h"

#include <algorithm>
#include <set>

#include "base/format.h"

namespace sitrep {
namespace {

const CasualtyRow* row_like(const LedgerIncident& incident, const CasualtyRow& wanted) {
  for (const CasualtyRow& row : incident.casualties)
    if (row.outcome == wanted.outcome && row.side == wanted.side && row.victim_class == wanted.victim_class) return &row;
  return nullptr;
}

std::string words(std::string_view name) {
  std::string text(name);
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string day_text(const LedgerIncident& incident) {
  if (!incident.from) return "not known";
  return incident.to && incident.to != incident.from ? format("{} to {}", *incident.from, *incident.to) : *incident.from;
}

void note_rows(const LedgerIncident& before, const LedgerIncident& after, std::vector<std::string>& changes) {
  for (const CasualtyRow& row : after.casualties) {
    const CasualtyRow* old = row_like(before, row);
    if (!old) changes.push_back(format("{}: {}", row_name(row), row_value(row)));
    else if (row_value(*old) != row_value(row)) changes.push_back(format("{}: {}, was {}", row_name(row), row_value(row), row_value(*old)));
    if (old && old->agreement != row.agreement)
      changes.push_back(format("{}: now {}, was {}", row_name(row), words(name_of(row.agreement)), words(name_of(old->agreement))));
  }
  for (const CasualtyRow& row : before.casualties)
    if (!row_like(after, row)) changes.push_back(format("{}: no longer a row of its own", row_name(row)));
}

template <class T, class Name>
void note_new(std::string_view what, const std::vector<T>& before, const std::vector<T>& after, Name name, std::vector<std::string>& changes) {
  std::set<std::string> known;
  for (const T& item : before) known.insert(name(item));
  std::vector<std::string> added;
  for (const T& item : after)
    if (known.insert(name(item)).second) added.push_back(name(item));
  if (!added.empty()) changes.push_back(format("{}: {}", what, fmt::join(added, ", ")));
}

}  // namespace

std::vector<std::string> changes_between(const LedgerIncident& before, const LedgerIncident& after) {
  std::vector<std::string> changes;
  const bool is_new = before.reports.empty();
  const auto note = [&](std::string_view what, std::string_view now, std::string_view was) {
    if (now != was) changes.push_back(is_new ? format("{}: {}", what, now) : format("{}: {}, was {}", what, now, was));
  };
  note_rows(before, after, changes);
  note("day", day_text(after), day_text(before));
  note("kind", words(after.kind), words(before.kind));
  if (before.title != after.title) changes.push_back(format("title: {}", after.title));
  if (before.status != after.status) changes.push_back(format("status: {}", name_of(after.status)));
  note("event", name_of(after.event_grade), name_of(before.event_grade));
  note("responsibility", name_of(after.responsibility_grade), name_of(before.responsibility_grade));
  note_new("places", before.places, after.places, [](const LedgerPlace& place) { return place.name; }, changes);
  note_new("sides", before.sides, after.sides, [](const LedgerSide& side) { return side.key; }, changes);
  note_new("reports", before.reports, after.reports, [](const std::string& report) { return report; }, changes);
  return changes;
}

std::string row_name(const CasualtyRow& row) {
  std::string name = words(name_of(row.outcome));
  if (row.side) name += ", " + *row.side;
  if (row.victim_class != VictimClass::unknown) name += (row.side ? " " : ", ") + words(name_of(row.victim_class));
  return name;
}

std::string row_value(const CasualtyRow& row) {
  if (!row.best && !row.low) return "?";
  const std::int64_t low = row.low.value_or(*row.best);
  if (!row.high) return low == row.best.value_or(low) ? format("at least {}", low) : format("at least {}, best {}", low, *row.best);
  if (low == *row.high) return format("{}", low);
  return format("{} to {}, best {}", low, *row.high, row.best.value_or(low));
}

}  // namespace sitrep
