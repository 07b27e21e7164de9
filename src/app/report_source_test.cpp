// SPDX-License-Identifier: Apache-2.0
#include "app/report_source.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "base/error.h"

using namespace sitrep;

namespace {

/// A file of 2,000 reports and a broken line, gone with the object.
struct ManyReports {
  std::filesystem::path path = std::filesystem::temp_directory_path() / "sitrep_report_source_test.jsonl";
  ManyReports() {
    std::ofstream file(path);
    for (int i = 0; i < 2000; ++i) file << "{\"id\": \"" << i << "\", \"text\": \"Report.\", \"language\": \"en\"}\n";
    file << "{broken}\n";
  }
  ~ManyReports() { std::filesystem::remove(path); }
};

}  // namespace

TEST_CASE("batches come in order, and broken records are told") {
  const ManyReports file;
  const PageKnowledge knowledge;
  const ReadOptions options{knowledge, {}, {}};
  std::vector<std::string> skipped;
  ReportSource source({file.path.string()}, options, [&](const Skipped& record) { skipped.push_back(record.reason); });
  int next = 0;
  while (const auto batch = source.next(16))
    for (const IngestedReport& report : *batch) REQUIRE(report.report.id == std::to_string(next++));
  CHECK(next == 2000);
  CHECK(source.counts().reports == 2000);
  CHECK(source.counts().skipped == 1);
  CHECK(skipped.size() == 1);
}

TEST_CASE("a source may be left before its end, and a failure reaches who takes the reports") {
  const ManyReports file;
  const PageKnowledge knowledge;
  const ReadOptions options{knowledge, {}, {}};
  { ReportSource(std::vector<std::string>{file.path.string()}, options, {}).next(1); }
  ReportSource missing({"/no/such/file"}, options, {});
  CHECK_THROWS_AS(missing.next(1), Error);
}
