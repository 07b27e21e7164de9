// SPDX-License-Identifier: Apache-2.0
// `sitrep import`: files of UCDP GED and ACLED into a store, as a third party's claims beside those of the news.
#include <fstream>
#include <iostream>

#include "app/commands.h"
#include "app/data_paths.h"
#include "app/imports/peer_files.h"
#include "app/sheet.h"
#include "base/checksum.h"
#include "base/dates.h"
#include "base/error.h"
#include "base/format.h"
#include "record/json.h"
#include "store/store.h"

namespace sitrep {
namespace {

constexpr std::size_t stored_together = 256;
constexpr std::size_t most_told = 20;  // skipped rows told one by one, a file

/// Collects events and stores them in batches of one transaction each.
class Intake {
 public:
  explicit Intake(const std::filesystem::path& file) : store_(Store::for_writing(file)) {}

  void add(const imports::PeerEvent& event) {
    NewReport report{imports::reading_of(event), {}, 0};  // no publisher: what rests on the news is no source of its own
    report.content = checksum(to_json(report.reading.report));
    if (store_.has(report.reading.report.id, report.content)) {
      ++known;
      return;
    }
    waiting_.push_back(std::move(report));
    if (waiting_.size() >= stored_together) finish();
  }
  void finish() {
    if (!waiting_.empty()) store_.add(waiting_);
    stored += waiting_.size();
    waiting_.clear();
  }

  std::size_t stored = 0;
  std::size_t known = 0;
  std::size_t skipped = 0;
  std::size_t passed_over = 0;

 private:
  Store store_;
  std::vector<NewReport> waiting_;
};

int run(const Arguments& arguments) {
  if (arguments.inputs().empty()) throw Error("import needs a file: UCDP GED or ACLED, as CSV");
  const auto released = arguments.value("released");
  if (released && !exact_day(*released)) throw Error(format("--released {}: a day is needed, as 2026-06-01", *released));
  const std::filesystem::path knowledge = find_data().knowledge;
  const Actors actors = Actors::load(knowledge);
  const PeerCodes codes = PeerCodes::load(knowledge, actors);
  Intake intake(*arguments.value("db"));
  for (const std::string& name : arguments.inputs()) {
    std::ifstream file;
    if (name != "-") file.open(name, std::ios::binary);
    if (name != "-" && !file) throw Error(format("{}: cannot be opened", name));
    std::size_t told = 0;
    const imports::PeerFileSink sink{
        [&](const imports::PeerEvent& event) { intake.add(event); },
        [&](long line, const std::string& reason) {
          ++intake.skipped;
          if (++told <= most_told) std::cerr << format("{}:{}: skipped: {}\n", name, line, harmless(reason));
          else if (told == most_told + 1) std::cerr << format("{}: further skipped rows are counted, not told\n", name);
        },
        [&](const std::string&) { ++intake.passed_over; },
    };
    imports::read_peer_file(name == "-" ? std::cin : file, name, released, actors, codes, sink);
  }
  intake.finish();
  std::cerr << format("{} events stored, {} known before, {} rows skipped, {} rows of no kind of incident\n", intake.stored, intake.known, intake.skipped, intake.passed_over);
  return intake.skipped > 0 ? exit_skipped : exit_done;
}

constexpr Option options[] = {
    {"db", "FILE", "the store; made when it is not there", "sitrep.db"},
    {"released", "DATE", "the day on which the data set was published: what it says is as of then"},
};
constexpr std::string_view examples[] = {
    "sitrep import --db war.db --released 2025-06-01 GEDEvent_v25_1.csv   what UCDP says, beside what the news says",
    "sitrep import --db war.db acled.csv && sitrep export --db war.db --format figures",
};

}  // namespace

extern const Command import_command;
const Command import_command{"import", "take UCDP GED or ACLED files into a store, as a third party's claims to compare with", "FILE", options, examples, run};

}  // namespace sitrep
