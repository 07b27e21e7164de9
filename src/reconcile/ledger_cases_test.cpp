// SPDX-License-Identifier: Apache-2.0
// Runs tests/ledgers/*.ledger, which tests/ledgers/README.md explains, in the order of the file and in others.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "base/format.h"
#include "reconcile/ledger_case.h"
#include "reconcile/reconcile.h"

using namespace sitrep;
using namespace sitrep::ledger_case;

namespace {

const LedgerIncident& incident_with(const std::vector<LedgerIncident>& ledger, const std::optional<std::string>& report) {
  for (const LedgerIncident& incident : ledger)
    if (!report || std::find(incident.reports.begin(), incident.reports.end(), *report) != incident.reports.end()) return incident;
  FAIL("no incident holds " << *report);
  return ledger.front();
}

std::string text_of(const std::optional<std::int64_t>& number) { return number ? std::to_string(*number) : "-"; }

std::string row_of(const LedgerIncident& incident, const Words& words) {
  for (const CasualtyRow& row : incident.casualties)
    if (name_of(row.outcome) == words[1] && row.side == given(words[2]) && name_of(row.victim_class) == words[3])
      return format("{} {} {} {}", text_of(row.low), text_of(row.best), text_of(row.high), name_of(row.agreement));
  return "no such row";
}

std::string standing_of(const std::vector<LedgerIncident>& ledger, const Words& words) {
  for (const LedgerIncident& incident : ledger)
    for (const auto* rows : {&incident.casualties, &incident.totals})
      for (const CasualtyRow& row : *rows)
        for (const FigureClaim& claim : row.claims)
          if (claim.evidence.report == words[1] && text_of(claim.best) == words[2]) return std::string(name_of(claim.standing));
  return "no such figure";
}

void check(const std::vector<LedgerIncident>& ledger, const Words& words) {
  INFO(format("{}", fmt::join(words, " ")));
  if (words[0] == "incidents") CHECK(ledger.size() == std::stoul(words[1]));
  else if (words[0] == "row") CHECK(row_of(incident_with(ledger, option(words, "of")), words) == format("{} {} {} {}", words[4], words[5], words[6], words[7]));
  else if (words[0] == "no-row") CHECK(row_of(incident_with(ledger, option(words, "of")), words) == "no such row");
  else if (words[0] == "standing") CHECK(standing_of(ledger, words) == words[3]);
  else if (words[0] == "sources") CHECK(ledger.front().independent_sources == std::stoul(words[1]));
  else FAIL("unknown expectation");
}

std::string json_of(const std::vector<LedgerIncident>& ledger) {
  std::string text;
  for (const LedgerIncident& incident : ledger) text += to_json(incident) + "\n";
  return text;
}

}  // namespace

TEST_CASE("ledger cases hold") {
  const auto files = case_files();
  REQUIRE(!files.empty());
  for (const auto& file : files) {
    CAPTURE(file.filename().string());
    const LedgerCase test = read_case(read_file(file));
    const std::vector<LedgerIncident> ledger = reconcile(test.accounts, {});
    REQUIRE(!ledger.empty());
    for (const Words& words : test.expectations) check(ledger, words);
  }
}

TEST_CASE("the order of reports does not matter") {
  std::mt19937 random(1);
  std::vector<Account> all;
  for (const auto& file : case_files()) {
    CAPTURE(file.filename().string());
    LedgerCase test = read_case(read_file(file));
    const std::string expected = json_of(reconcile(test.accounts, {}));
    for (int round = 0; round < 20; ++round) {
      std::shuffle(test.accounts.begin(), test.accounts.end(), random);
      CHECK(json_of(reconcile(test.accounts, {})) == expected);
    }
    for (Account& account : test.accounts) {
      account.report = file.stem().string() + "/" + account.report;
      all.push_back(std::move(account));
    }
  }
  // All cases in one heap: many look-alikes in one town.
  const std::string expected = json_of(reconcile(all, {}));
  for (int round = 0; round < 20; ++round) {
    std::shuffle(all.begin(), all.end(), random);
    CHECK(json_of(reconcile(all, {})) == expected);
  }
}
