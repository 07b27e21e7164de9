// SPDX-License-Identifier: Apache-2.0
#include "app/correction_request.h"

#include <algorithm>
#include <charconv>

#include "base/dates.h"
#include "base/error.h"
#include "base/format.h"
#include "base/strings.h"

namespace sitrep {
namespace {

const std::string& needed(const std::string& value, std::string_view what) {
  if (trimmed(value).empty()) throw Error(format("a correction needs {}", what));
  return value;
}

const std::string& target(const CorrectionRequest& request, std::size_t position) {
  if (request.targets.size() <= position)
    throw Error(format("{}: an incident is missing; merge takes two, undo the number of a correction, all others take one", request.action));
  return request.targets[position];
}

/// What the incident is made of. Throws Error when there is no such incident.
std::vector<AccountName> accounts_of_target(const CorrectionRequest& request, Store& store, std::size_t position) {
  const std::string& id = target(request, position);
  std::vector<AccountName> accounts = store.account_names(id);
  if (accounts.empty()) throw Error(format("{}: there is no incident {}; `sitrep incidents` lists them", request.action, id));
  return accounts;
}

/// The named reports go, the others stay.
void fill_split(const CorrectionRequest& request, Store& store, Correction& correction) {
  for (const AccountName& name : accounts_of_target(request, store, 0))
    (std::find(request.reports.begin(), request.reports.end(), name.report) != request.reports.end() ? correction.accounts : correction.others).push_back(name);
  if (correction.accounts.empty() || correction.others.empty()) throw Error("split: some, but not all, of the incident's reports must be named as those that go");
}

void fill_set(const CorrectionRequest& request, Correction& correction) {
  correction.field = needed(request.field.value_or(""), "the field that is to be set");
  if (!request.value) throw Error("a correction needs the value that the field gets");
  correction.value = request.value;
}

std::int64_t correction_number(const std::string& text) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) throw Error(format("undo {}: the number of a correction is needed; `sitrep log` shows them", text));
  return number;
}

}  // namespace

Correction correction_of(const CorrectionRequest& request, Store& store) {
  const auto action = from_name<Action>(request.action);
  if (!action) throw Error(format("'{}' is no correction; there are {}", request.action, fmt::join(VocabularyOf<Action>::names, ", ")));
  Correction correction;
  correction.action = *action;
  correction.author = needed(request.author, "an author");
  correction.reason = needed(request.reason, "a reason");
  correction.date = request.date;
  if (!correction.date.empty() && !exact_day(correction.date)) throw Error(format("{}: no date of a correction; give it as YYYY-MM-DD", correction.date));
  if (*action == Action::undo) {
    correction.undone = correction_number(target(request, 0));
    return correction;
  }
  if (*action == Action::split) {
    fill_split(request, store, correction);
    return correction;
  }
  correction.accounts = accounts_of_target(request, store, 0);
  if (*action == Action::merge) {
    correction.others = accounts_of_target(request, store, 1);
    if (correction.others == correction.accounts) throw Error("merge: two incidents are needed; these are one");
  }
  if (*action == Action::set) fill_set(request, correction);
  if (*action == Action::reject && !request.reports.empty()) correction.report = request.reports.front();
  return correction;
}

}  // namespace sitrep
