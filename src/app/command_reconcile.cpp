// SPDX-License-Identifier: Apache-2.0
// `sitrep reconcile`: readings in, ledger out, in memory and without a store. The pure function as a command: for other
// programs that keep readings themselves, and for tests.
#include <iostream>

#include "app/commands.h"
#include "app/data_paths.h"
#include "app/provenance_of.h"
#include "base/file.h"
#include "base/format.h"
#include "base/strings.h"
#include "reconcile/reconcile.h"
#include "record/json.h"

namespace sitrep {
namespace {

int run(const Arguments& arguments) {
  const Agencies agencies = Agencies::load(find_data().knowledge);
  std::vector<Account> accounts;
  for (const std::string& input : arguments.inputs()) {
    long number = 0;
    const std::string bytes = read_file(input);
    for (const std::string_view line : split(bytes, '\n')) {
      ++number;
      if (trimmed(line).empty()) continue;
      const Reading reading = reading_from_json(line, format("{}:{}", input, number));
      for (Account& account : accounts_of(reading, provenance_of(reading.report, agencies))) accounts.push_back(std::move(account));
    }
  }
  for (const LedgerIncident& incident : reconcile(std::move(accounts), {})) std::cout << to_json(incident) << '\n';
  return exit_done;
}

constexpr std::string_view examples[] = {"sitrep read --json reports.jsonl > readings.jsonl && sitrep reconcile readings.jsonl"};

}  // namespace

extern const Command reconcile_command;
const Command reconcile_command{"reconcile", "readings to incidents, without a store: JSON lines by the data contract", "FILE", {}, examples, run};

}  // namespace sitrep
