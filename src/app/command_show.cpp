// SPDX-License-Identifier: Apache-2.0
// `sitrep show ID`: one incident with every figure, claim, sentence and revision.
#include <iostream>

#include "app/incident_filter.h"
#include "app/incident_sheet.h"
#include "app/output_form.h"
#include "base/error.h"

namespace sitrep {
namespace {

int run(const Arguments& arguments) {
  if (arguments.inputs().empty()) throw Error("name an incident: `sitrep show I17`; `sitrep incidents` lists them");
  Store store = Store::for_reading(*arguments.value("db"));
  for (const std::string& id : arguments.inputs()) {
    const LedgerIncident incident = store.incident(id);
    std::cout << (arguments.flag("json") ? to_json(incident) + "\n" : rendered(incident_sheet(store, incident), form_of(arguments)));
  }
  return exit_done;
}

constexpr Option options[] = {db_option, {"json", "", "the incident as JSON, by the data contract"}, markdown_option, html_option};
constexpr std::string_view examples[] = {"sitrep show --db war.db I17", "sitrep show --db war.db I17 --html > I17.html"};

}  // namespace

extern const Command show_command;
const Command show_command{"show", "show an incident: figures by claimant over time, claims, sentences, revisions", "ID", options, examples, run};

}  // namespace sitrep
