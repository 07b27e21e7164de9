// SPDX-License-Identifier: Apache-2.0
// `sitrep correct ACTION ID…`: a person's decision, kept with author and reason, replayed on every change. To undo one is
// another correction.
#include <algorithm>
#include <charconv>
#include <iostream>

#include "app/incident_filter.h"
#include "base/dates.h"
#include "base/error.h"
#include "base/format.h"
#include "base/strings.h"

namespace sitrep {
namespace {

std::string needed(const Arguments& arguments, std::string_view name) {
  const auto value = arguments.value(name);
  if (!value || trimmed(*value).empty()) throw Error(format("--{} is needed", name));
  return *value;
}

std::string incident_at(const Arguments& arguments, std::size_t position) {
  if (arguments.inputs().size() <= position) throw Error("an incident is missing; `sitrep correct --help` shows what each action takes");
  return arguments.inputs()[position];
}

void fill_merge(const Arguments& arguments, Store& store, Correction& correction) {
  correction.accounts = store.account_names(incident_at(arguments, 1));
  correction.others = store.account_names(incident_at(arguments, 2));
}

/// The named reports go, the others stay.
void fill_split(const Arguments& arguments, Store& store, Correction& correction) {
  const std::vector<std::string> reports = arguments.values("report");
  for (const AccountName& name : store.account_names(incident_at(arguments, 1)))
    (std::find(reports.begin(), reports.end(), name.report) != reports.end() ? correction.accounts : correction.others).push_back(name);
  if (correction.accounts.empty() || correction.others.empty()) throw Error("--report must name some, but not all, of the incident's reports");
}

void fill_one(const Arguments& arguments, Store& store, Correction& correction) {
  correction.accounts = store.account_names(incident_at(arguments, 1));
  if (correction.action == Action::set) {
    correction.field = needed(arguments, "field");
    correction.value = needed(arguments, "value");
  }
  if (correction.action == Action::reject) correction.report = arguments.value("report");
}

void fill_undo(const Arguments& arguments, Correction& correction) {
  const std::string text = incident_at(arguments, 1);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) throw Error(format("undo {}: the number of a correction is needed; `sitrep log` shows them", text));
  correction.undone = number;
}

int run(const Arguments& arguments) {
  const std::string action_name = arguments.inputs().empty() ? "" : arguments.inputs().front();
  const auto action = from_name<Action>(action_name);
  if (!action) throw Error(format("'{}' is no correction; there are {}", action_name, fmt::join(VocabularyOf<Action>::names, ", ")));
  Correction correction;
  correction.action = *action;
  correction.author = needed(arguments, "author");
  correction.reason = needed(arguments, "reason");
  correction.date = arguments.value("date").value_or("");
  if (!correction.date.empty() && !exact_day(correction.date)) throw Error(format("--date {}: no date; give it as YYYY-MM-DD", correction.date));
  Store store = Store::for_writing(*arguments.value("db"));
  switch (*action) {
    case Action::merge: fill_merge(arguments, store, correction); break;
    case Action::split: fill_split(arguments, store, correction); break;
    case Action::undo: fill_undo(arguments, correction); break;
    default: fill_one(arguments, store, correction);
  }
  std::cout << format("correction {}\n", store.correct(std::move(correction)));
  return exit_done;
}

constexpr Option options[] = {
    db_option,
    {"author", "NAME", "who decides"},
    {"reason", "TEXT", "why"},
    {"date", "DATE", "when"},
    {"report", "ID", "split: a report that goes; reject: the report whose figures do not count", "", true},
    {"field", "NAME", "set: title, kind, from, to, status, event_grade, responsibility_grade, figure_grade, or OUTCOME.SIDE.CLASS"},
    {"value", "TEXT", "set: the new value"},
};
constexpr std::string_view examples[] = {
    "sitrep correct --db war.db accept I17 --author AB --reason \"seen the footage\"",
    "sitrep correct --db war.db merge I17 I18 --author AB --reason \"same attack\"",
    "sitrep correct --db war.db split I17 --report r4 --author AB --reason \"the day after\"",
    "sitrep correct --db war.db set I17 --field killed.ARM.military --value 105 --author AB --reason \"list of names\"",
    "sitrep correct --db war.db undo 3 --author AB --reason \"withdrawn\"",
};

}  // namespace

extern const Command correct_command;
const Command correct_command{"correct", "accept, reject, merge, split, set a field, undo: with author and reason", "ACTION ID", options, examples, run};

}  // namespace sitrep
