// SPDX-License-Identifier: Apache-2.0
// A store that takes accounts one by one, in any order, holds the ledger that reconcile() makes of all at once.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <span>

#include "base/format.h"
#include "reconcile/blocking.h"
#include "reconcile/ledger_case.h"
#include "reconcile/reconcile.h"
#include "store/ledger_update.h"
#include "store/schema.h"

using namespace sitrep;

namespace {

using Told = std::vector<Account>;  // by one report

class TemporaryStore {
 public:
  TemporaryStore() {
    prepare_schema(database_);
    database_.execute("PRAGMA synchronous = OFF");  // nobody cuts the power of a test
  }
  ~TemporaryStore() {
    for (const char* end : {"", "-wal", "-shm"}) std::filesystem::remove(file_.string() + end);
  }

  void put(std::span<const Told> batch) {
    Transaction transaction(database_);
    LedgerUpdate update(database_, accounts_, "test", std::nullopt);
    for (const Told& told : batch) update.put(row_of(told.front().report), told);
    update.finish();
    transaction.commit();
  }

  void remove(const std::string& report) {
    Transaction transaction(database_);
    LedgerUpdate update(database_, accounts_, "test", std::nullopt);
    update.put(row_of(report), {});
    update.finish();
    transaction.commit();
  }

  /// The incidents without id and revision, which belong to the store.
  std::vector<std::string> ledger() {
    std::vector<std::string> lines;
    Query query = database_.query("SELECT body FROM incidents WHERE is_visible = 1");
    while (query.next()) lines.push_back(plain(incident_from_json(query.text(0), "test")));
    std::sort(lines.begin(), lines.end());
    return lines;
  }

  static std::string plain(LedgerIncident incident) {
    incident.id.clear();
    incident.revision = 1;
    return to_json(incident);
  }

 private:
  std::int64_t row_of(const std::string& report) {
    database_.query("INSERT OR IGNORE INTO reports (name, content, reading) VALUES (?, 0, '')").bind(report).run();
    Query query = database_.query("SELECT id FROM reports WHERE name = ?");
    query.bind(report).next();
    return query.number(0);
  }

  static std::filesystem::path new_file() {
    static int number = 0;  // of this process' tests
    return std::filesystem::temp_directory_path() / format("sitrep_ledger_update_test_{}_{}.db", std::random_device{}(), ++number);
  }

  std::filesystem::path file_ = new_file();
  Database database_{file_, Database::Mode::write};
  AccountTable accounts_{database_};
};

std::vector<std::string> all_at_once(std::span<const Told> reports) {
  std::vector<Account> accounts;
  for (const Told& told : reports) accounts.insert(accounts.end(), told.begin(), told.end());
  std::vector<std::string> lines;
  for (LedgerIncident& incident : reconcile(accounts, {})) lines.push_back(TemporaryStore::plain(std::move(incident)));
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// The accounts of all ledger cases together, three times over: many look-alikes in one town, more than a block lets meet.
std::vector<Told> heap() {
  std::vector<Told> all;
  for (const int copy : {1, 2, 3})
    for (const auto& file : ledger_case::case_files())
      for (Account& account : ledger_case::read_case(read_file(file)).accounts) {
        account.report = format("{}/{}/{}", file.stem().string(), account.report, copy);
        if (account.number == 0) all.emplace_back();
        all.back().push_back(std::move(account));
      }
  return all;
}

}  // namespace

TEST_CASE("accounts that come one by one or in batches, in any order, make one ledger") {
  std::vector<Told> reports = heap();
  REQUIRE(reports.size() > 2 * most_apart);  // blocks are full
  const std::vector<std::string> expected = all_at_once(reports);
  std::mt19937 random(7);
  for (const std::size_t together : {std::size_t{1}, std::size_t{8}, reports.size()}) {
    std::shuffle(reports.begin(), reports.end(), random);
    TemporaryStore store;
    for (std::size_t i = 0; i < reports.size(); i += together) store.put(std::span(reports).subspan(i, std::min(together, reports.size() - i)));
    CHECK(store.ledger() == expected);
  }
}

TEST_CASE("what is taken out or read otherwise leaves no trace") {
  std::vector<Told> reports = heap();
  std::mt19937 random(11);
  std::shuffle(reports.begin(), reports.end(), random);
  TemporaryStore store;
  store.put(reports);
  const std::size_t half = reports.size() / 2;
  for (std::size_t i = half; i < reports.size(); ++i) store.remove(reports[i].front().report);
  CHECK(store.ledger() == all_at_once(std::span(reports).first(half)));
  for (std::size_t i = 0; i < half; ++i) {  // each tells what another one told
    Told other = reports[half + i];
    for (Account& account : other) account.report = reports[i].front().report;
    reports[i] = other;
    store.put(std::span(reports).subspan(i, 1));
  }
  CHECK(store.ledger() == all_at_once(std::span(reports).first(half)));
}
