// SPDX-License-Identifier: Apache-2.0
// Runs tests/ledgers/*.ledger, which tests/ledgers/README.md explains, in the order of the file and in others.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "base/checksum.h"
#include "base/file.h"
#include "base/format.h"
#include "base/strings.h"
#include "reconcile/reconcile.h"

using namespace sitrep;

namespace {

using Words = std::vector<std::string>;

Words words_of(std::string_view line) {
  Words words;
  for (const auto word : split(line, ' '))
    if (!word.empty()) words.emplace_back(word);
  return words;
}

std::optional<std::string> given(const std::string& text) { return text == "-" ? std::nullopt : std::optional(text); }

std::optional<std::string> option(const Words& words, std::string_view name) {
  for (const std::string& word : words)
    if (word.starts_with(std::string(name) + "=")) return word.substr(name.size() + 1);
  return std::nullopt;
}

bool has(const Words& words, std::string_view flag) { return std::find(words.begin(), words.end(), flag) != words.end(); }

std::vector<std::uint64_t> sketch_of_story(const std::string& number) {
  std::vector<std::uint64_t> hashes;
  for (int i = 0; i < 32; ++i) hashes.push_back(checksum(format("{} {}", number, i)));
  std::sort(hashes.begin(), hashes.end());
  return hashes;
}

Account account_of(const Words& words) {
  Account account;
  account.report = words[1];
  account.published = words[2];
  account.provenance.publisher = option(words, "publisher");
  account.provenance.agency = option(words, "agency");
  account.provenance.sketch = sketch_of_story(option(words, "story").value_or(words[1]));
  account.title = words[1];
  return account;
}

void set_what(const Words& words, Account& account) {
  account.kind = words[1];
  LedgerPlace place;
  place.name = words[2];
  place.lat = std::stod(words[3]);
  place.lon = std::stod(words[4]);
  account.places.push_back(place);
  account.from = account.to = given(words[5]);
  if (words[6] != "-")
    for (const auto side : split(words[6], ',')) account.sides.push_back({std::string(side), SideRole::party});
}

FigureAccount figure_of(const Words& words) {
  FigureAccount figure;
  figure.outcome = *from_name<Outcome>(words[1]);
  const bool is_open = words[2].ends_with('+');
  const bool is_about = words[2].starts_with('~');
  figure.best = figure.low = std::stoll(words[2].substr(is_about ? 1 : 0));
  if (!is_open) figure.high = figure.best;
  figure.qualifier = is_open ? Qualifier::at_least : is_about ? Qualifier::about : Qualifier::exact;
  figure.side = given(words[3]);
  figure.victim_class = *from_name<VictimClass>(words[4]);
  if (const auto by = option(words, "by")) {
    figure.claimant = by->substr(0, by->find('/'));
    figure.claimant_side = given(by->substr(by->find('/') + 1));
  }
  figure.place = option(words, "in");
  figure.is_part = has(words, "part");
  figure.is_running_total = has(words, "since");
  return figure;
}

struct LedgerCase {
  std::vector<Account> accounts;
  std::vector<Words> expectations;
};

LedgerCase read_case(const std::string& text) {
  LedgerCase result;
  bool is_expectation = false;
  for (const auto line : split(text, '\n')) {
    const Words words = words_of(line);
    if (words.empty() || words[0].starts_with('#')) continue;
    if (words[0] == "expect") is_expectation = true;
    else if (is_expectation) result.expectations.push_back(words);
    else if (words[0] == "report") result.accounts.push_back(account_of(words));
    else if (words[0] == "what") set_what(words, result.accounts.back());
    else if (words[0] == "figure") result.accounts.back().figures.push_back(figure_of(words));
    else if (words[0] == "people")
      for (const auto name : split(line.substr(7), ',')) result.accounts.back().people.push_back(checksum(name));
    else FAIL("unknown line: " << std::string(line));
  }
  for (Account& account : result.accounts) std::sort(account.people.begin(), account.people.end());
  return result;
}

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

std::vector<std::filesystem::path> case_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(SITREP_SOURCE_DIR "/tests/ledgers"))
    if (entry.path().extension() == ".ledger") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
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
