// SPDX-License-Identifier: Apache-2.0
// `sitrep log ID`: how an incident came to what it says: its revisions, corrections, and the ids that lead to it.
#include <iostream>

#include "app/incident_filter.h"
#include "app/sheet.h"
#include "base/error.h"
#include "base/format.h"

namespace sitrep {
namespace {

std::string line_of(const Correction& correction) {
  std::string text = format("{}  {}  {} by {}: {}", correction.number, correction.date, name_of(correction.action), correction.author, correction.reason);
  if (correction.field) text += format(" ({} = {})", *correction.field, correction.value.value_or(""));
  if (correction.report) text += format(" (figures of report {})", *correction.report);
  if (correction.undone) text += format(" (undoes {})", *correction.undone);
  return text;
}

int run(const Arguments& arguments) {
  if (arguments.inputs().size() != 1) throw Error("name one incident: `sitrep log I17`");
  Store store = Store::for_reading(*arguments.value("db"));
  const std::string& id = arguments.inputs().front();
  const LedgerIncident incident = store.incident(id);
  Sheet sheet{Heading{1, format("{}  {}", incident.id, incident.title)}};
  if (const auto merged = store.merged_ids(incident.id); !merged.empty()) sheet.push_back(Paragraph{format("merged into it: {}", fmt::join(merged, ", "))});
  Bullets revisions;
  for (const Revision& revision : store.revisions(incident.id))
    revisions.items.push_back(format("{}, by {}: {}", revision.revision, revision.cause, fmt::join(revision.changes, "; ")));
  sheet.push_back(std::move(revisions));
  Bullets corrections;
  for (const Correction& correction : store.corrections(incident.id)) corrections.items.push_back(line_of(correction));
  if (!corrections.items.empty()) {
    sheet.push_back(Heading{2, "CORRECTIONS"});
    sheet.push_back(std::move(corrections));
  }
  std::cout << rendered(sheet, Form::terminal);
  return exit_done;
}

constexpr Option options[] = {db_option};
constexpr std::string_view examples[] = {"sitrep log --db war.db I17"};

}  // namespace

extern const Command log_command;
const Command log_command{"log", "an incident's revisions and corrections", "ID", options, examples, run};

}  // namespace sitrep
