// SPDX-License-Identifier: Apache-2.0
// `sitrep incidents`: the ledger as a list, filtered; a table for people, JSON lines by the data contract for programs.
#include <iostream>

#include "app/incident_filter.h"
#include "app/incident_sheet.h"
#include "base/format.h"
#include "reconcile/changes.h"

namespace sitrep {
namespace {

std::string dead_text(const LedgerIncident& incident) {
  std::string text;
  for (const CasualtyRow& row : incident.casualties)
    if (row.outcome == Outcome::killed && row.agreement != Agreement::superseded)
      text += format("{}{}{}", text.empty() ? "" : ", ", row.side ? *row.side + " " : "", row_value(row));
  return text.empty() ? "–" : text;
}

int run(const Arguments& arguments) {
  Store store = Store::for_reading(*arguments.value("db"));
  const Filter filter = filter_of(arguments);
  if (arguments.flag("json")) {
    store.for_each(filter, [](const std::string& body) { std::cout << body << '\n'; });
    return exit_done;
  }
  Table table;
  table.head = {"id", "days", "kind", "place", "sides", "killed", "sources", ""};
  for (const LedgerIncident& incident : store.find(filter)) {
    const bool is_contested = incident.figure_grade == Grade::contested || incident.responsibility_grade == Grade::contested;
    table.rows.push_back({incident.id, days_text(incident), in_words(incident.kind), shortened(place_names(incident), 30), side_names(incident),
                          dead_text(incident), format("{}/{}", incident.independent_sources, incident.reports.size()), is_contested ? "contested" : ""});
  }
  std::cout << rendered({table}, Form::terminal);
  return exit_done;
}

constexpr Option options[] = {
    db_option, {"json", "", "incidents as JSON lines, by the data contract"}, from_option, to_option, place_option, box_option, near_option, side_option, kind_option,
    dead_option, contested_option, search_option,
};
constexpr std::string_view examples[] = {
    "sitrep incidents --db war.db --from 2022-09-12 --side ARM --contested",
    "sitrep incidents --db war.db --near 40.2,45.7,100 --json",
};

}  // namespace

extern const Command incidents_command;
const Command incidents_command{"incidents", "list the ledger's incidents", "", options, examples, run};

}  // namespace sitrep
