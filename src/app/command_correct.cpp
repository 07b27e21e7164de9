// SPDX-License-Identifier: Apache-2.0
// `sitrep correct ACTION ID…`: a person's decision, kept with author and reason, replayed on every change. To undo one is
// another correction.
#include <iostream>

#include "app/clock.h"
#include "app/correction_request.h"
#include "app/incident_filter.h"
#include "base/format.h"

namespace sitrep {
namespace {

int run(const Arguments& arguments) {
  const std::vector<std::string>& inputs = arguments.inputs();
  CorrectionRequest request;
  if (!inputs.empty()) {
    request.action = inputs.front();
    request.targets.assign(inputs.begin() + 1, inputs.end());
  }
  request.author = arguments.value("author").value_or("");
  request.reason = arguments.value("reason").value_or("");
  request.date = arguments.value("date").value_or("");
  request.reports = arguments.values("report");
  request.field = arguments.value("field");
  request.value = arguments.value("value");
  Store store = Store::for_writing(*arguments.value("db"));
  std::cout << format("correction {}\n", store.correct(correction_of(request, store), utc_now()));
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
