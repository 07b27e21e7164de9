// SPDX-License-Identifier: Apache-2.0
// Ledger cases for tests: reads tests/ledgers/*.ledger, whose README tells the format. No part of the program.
#pragma once

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/checksum.h"
#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/strings.h"
#include "reconcile/account.h"

namespace sitrep::ledger_case {

using Words = std::vector<std::string>;

inline Words words_of(std::string_view line) {
  Words words;
  for (const auto word : split(line, ' '))
    if (!word.empty()) words.emplace_back(word);
  return words;
}

inline std::optional<std::string> given(const std::string& text) { return text == "-" ? std::nullopt : std::optional(text); }

inline std::optional<std::string> option(const Words& words, std::string_view name) {
  for (const std::string& word : words)
    if (word.starts_with(std::string(name) + "=")) return word.substr(name.size() + 1);
  return std::nullopt;
}

inline bool has(const Words& words, std::string_view flag) { return std::find(words.begin(), words.end(), flag) != words.end(); }

inline std::vector<std::uint64_t> sketch_of_story(const std::string& number) {
  std::vector<std::uint64_t> hashes;
  for (int i = 0; i < 32; ++i) hashes.push_back(checksum(format("{} {}", number, i)));
  std::sort(hashes.begin(), hashes.end());
  return hashes;
}

inline Account account_of(const Words& words) {
  Account account;
  account.report = words[1];
  account.published = words[2];
  account.provenance.publisher = option(words, "publisher");
  account.provenance.agency = option(words, "agency");
  account.provenance.sketch = sketch_of_story(option(words, "story").value_or(words[1]));
  account.title = words[1];
  return account;
}

inline void set_what(const Words& words, Account& account) {
  account.kind = words[1];
  LedgerPlace place;
  place.name = words[2];
  place.lat = words[3] == "-" ? 0 : std::stod(words[3]);
  place.lon = words[4] == "-" ? 0 : std::stod(words[4]);
  if (given(words[2])) account.places.push_back(place);
  account.from = account.to = given(words[5]);
  if (words[6] != "-")
    for (const auto side : split(words[6], ',')) account.sides.push_back({std::string(side), SideRole::party});
}

/// The report's first, or one more of what it tells of.
inline Account& next_account(std::vector<Account>& accounts) {
  if (accounts.back().kind.empty()) return accounts.back();
  Account another;
  another.report = accounts.back().report;
  another.number = accounts.back().number + 1;
  another.published = accounts.back().published;
  another.provenance = accounts.back().provenance;
  another.title = accounts.back().title;
  accounts.push_back(std::move(another));
  return accounts.back();
}

inline FigureAccount figure_of(const Words& words) {
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

inline LedgerCase read_case(const std::string& text) {
  LedgerCase result;
  bool is_expectation = false;
  for (const auto line : split(text, '\n')) {
    const Words words = words_of(line);
    if (words.empty() || words[0].starts_with('#')) continue;
    if (words[0] == "expect") is_expectation = true;
    else if (is_expectation) result.expectations.push_back(words);
    else if (words[0] == "report") result.accounts.push_back(account_of(words));
    else if (words[0] == "what") set_what(words, next_account(result.accounts));
    else if (words[0] == "figure") result.accounts.back().figures.push_back(figure_of(words));
    else if (words[0] == "people")
      for (const auto name : split(line.substr(7), ',')) result.accounts.back().people.push_back(checksum(name));
    else throw Error(format("a ledger case has no line '{}'", line));
  }
  for (Account& account : result.accounts) std::sort(account.people.begin(), account.people.end());
  return result;
}

inline std::vector<std::filesystem::path> case_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(SITREP_SOURCE_DIR "/tests/ledgers"))
    if (entry.path().extension() == ".ledger") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace sitrep::ledger_case
