// SPDX-License-Identifier: Apache-2.0
// `sitrep timeline`: incidents day by day, or the figures of one incident in the order in which they were given.
#include <iostream>
#include <map>

#include "app/incident_filter.h"
#include "app/incident_sheet.h"
#include "app/output_form.h"
#include "base/format.h"
#include "reconcile/changes.h"

namespace sitrep {
namespace {

Table days_table(const std::vector<LedgerIncident>& incidents) {
  Table table;
  table.head = {"day", "id", "kind", "place", "what"};
  for (const LedgerIncident& incident : incidents)
    table.rows.push_back({days_text(incident), incident.id, in_words(incident.kind), shortened(place_names(incident), 30), shortened(incident.title, 60)});
  return table;
}

Table figures_table(const LedgerIncident& incident) {
  std::multimap<std::string, std::vector<std::string>> by_day;
  for (const CasualtyRow& row : incident.casualties)
    for (const FigureClaim& claim : row.claims) {
      const std::string day = claim.as_of ? claim.as_of->substr(0, 16) : "no date";
      const std::string value = claim.best ? format("{}", *claim.best) : claim.low ? format("{}", *claim.low) : "?";
      by_day.emplace(day, std::vector{day, row_name(row), value, claim.claimant, in_words(name_of(claim.standing)), claim.evidence.report});
    }
  Table table;
  table.head = {"as of", "what", "figure", "claimant", "standing", "report"};
  for (auto& [day, cells] : by_day) table.rows.push_back(std::move(cells));
  return table;
}

int run(const Arguments& arguments) {
  Store store = Store::for_reading(*arguments.value("db"));
  Sheet sheet;
  if (arguments.inputs().empty()) sheet.push_back(days_table(store.find(filter_of(arguments))));
  for (const std::string& id : arguments.inputs()) {
    const LedgerIncident incident = store.incident(id);
    sheet.push_back(Heading{1, format("{}  {}", incident.id, incident.title)});
    sheet.push_back(figures_table(incident));
  }
  std::cout << rendered(sheet, form_of(arguments));
  return exit_done;
}

constexpr Option options[] = {
    db_option, from_option, to_option, place_option, box_option, near_option, side_option, kind_option, dead_option, contested_option, search_option,
    markdown_option, html_option,
};
constexpr std::string_view examples[] = {"sitrep timeline --db war.db --side ARM", "sitrep timeline --db war.db I17"};

}  // namespace

extern const Command timeline_command;
const Command timeline_command{"timeline", "incidents day by day, or one incident's figures over time", "ID", options, examples, run};

}  // namespace sitrep
