// SPDX-License-Identifier: Apache-2.0
// The public header as its manual says: reports read one by one and many, ingested, reconciled, corrected.
#include <doctest/doctest.h>

#include "sitrep.h"

using namespace sitrep;

namespace {

DataPaths data() {
  DataPaths paths = data_in(SITREP_SOURCE_DIR "/build/data");
  paths.knowledge = SITREP_SOURCE_DIR "/knowledge";
  return paths;
}

const Engine& engine() {
  static const Engine loaded(data());
  return loaded;
}

Report report_of(int dead) {
  Report report;
  report.id = "r" + std::to_string(dead);
  report.published = "2031-05-06";
  report.text = "Officials said " + std::to_string(dead) + " soldiers were killed in Gori on Tuesday.";
  return report;
}

/// Reports of 10, 11, … dead; throws behind them when asked to.
struct Many {
  int left;
  bool breaks = false;
  int next_dead = 10;
  std::optional<Report> operator()() {
    if (left-- > 0) return report_of(next_dead++);
    if (breaks) throw Error("the line is dead");
    return std::nullopt;
  }
};

}  // namespace

TEST_CASE("many reports give the readings of one by one, in order") {
  Engine::Thread thread = engine().new_thread();
  int dead = 10;
  engine().read_many(Many{40}, [&](const Reading& reading) { CHECK(to_json(reading) == to_json(engine().read(report_of(dead++), thread))); }, 3);
  CHECK(dead == 50);
}

TEST_CASE("what the caller's functions throw ends the run and comes out") {
  CHECK_THROWS_WITH_AS(engine().read_many(Many{5, true}, [](const Reading&) {}, 2), "the line is dead", Error);
  const auto full = [](const Reading&) { throw Error("no room"); };
  CHECK_THROWS_WITH_AS(engine().read_many(Many{1000}, full, 2), "no room", Error);
}

TEST_CASE("bytes at hand are ingested, and what is damaged is told") {
  Ingest news(data(), "news.jsonl", "{\"id\": \"a\", \"text\": \"Two soldiers were killed.\"}\n{broken\n{\"id\": \"b\", \"text\": \"Rain fell.\"}\n");
  std::vector<std::string> ids;
  while (const auto report = news.next_report()) ids.push_back(report->id);
  CHECK(ids == std::vector<std::string>{"a", "b"});
  CHECK(news.skipped().size() == 1);
  CHECK(news.skipped().empty());
  CHECK(news.counts().reports == 2);

  Ingest of_concern(data(), "news.jsonl", "{\"text\": \"Two soldiers were killed.\"}\n{\"text\": \"Rain fell on the meadows.\"}\n", {.of_concern_only = true, .map = {}, .limits = {}});
  CHECK(of_concern.next()->report.text == "Two soldiers were killed.");
  CHECK(!of_concern.next());
  CHECK_THROWS_AS(Ingest(data(), {"/nowhere/at/all.txt"}).next(), Error);
}

TEST_CASE("a ledger knows reports again, and keeps corrections") {
  Engine::Thread thread = engine().new_thread();
  Ledger ledger(data());
  CHECK(ledger.add({engine().read(report_of(12), thread), engine().read(report_of(15), thread)}) == 2);
  CHECK(ledger.add({engine().read(report_of(12), thread)}) == 0);
  CHECK(ledger.count_reports() == 2);
  const std::vector<LedgerIncident> incidents = ledger.incidents();
  REQUIRE(!incidents.empty());
  const std::string id = incidents.front().id;
  CorrectionRequest request{"set", {id}, "AB", "the usual name", "", {}, "title", "Attack on Gori"};
  const std::int64_t number = ledger.correct(request);
  CHECK(ledger.incident(id).title == "Attack on Gori");
  CHECK(ledger.sheet(id, Form::html_part).find("<html") == std::string::npos);
  ledger.correct({"undo", {std::to_string(number)}, "AB", "withdrawn", "", {}, std::nullopt, std::nullopt});
  CHECK(ledger.incident(id).title == incidents.front().title);
  request.author.clear();
  CHECK_THROWS_AS(ledger.correct(request), Error);
  CHECK_THROWS_AS(ledger.correct({"merge", {id}, "AB", "one is missing", "", {}, std::nullopt, std::nullopt}), Error);
}
