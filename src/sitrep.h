// SPDX-License-Identifier: Apache-2.0
// sitrep reads news reports on armed conflict and keeps what they say: events, casualties and claims, each with its
// speaker and its sentence; many reports it reconciles into one ledger of incidents. This header is the way in, and its manual.
//
//   #include <sitrep.h>
//
//   const sitrep::DataPaths data = sitrep::find_data();
//   const sitrep::Engine engine(data);                         // loads once; < 1 s
//
// One report:
//
//   sitrep::Engine::Thread thread = engine.new_thread();       // one for each thread of yours
//   sitrep::Report report;
//   report.id = "dispatch";
//   report.published = "2031-05-06";
//   report.text = "Norland said at least 49 of its soldiers were killed.";
//   const sitrep::Reading reading = engine.read(report, thread);
//   std::puts(sitrep::to_json(reading).c_str());               // the data contract, one line
//
// Many reports, of any format, on all cores, into a ledger:
//
//   sitrep::Ingest news(data, {"news/", "archive.warc.gz"});
//   sitrep::Ledger ledger(data, "war.db");
//   engine.read_many([&] { return news.next_report(); }, [&](sitrep::Reading reading) { ledger.add({reading}); });
//   for (const sitrep::LedgerIncident& incident : ledger.incidents({.side = "ARM"}))
//     std::puts(incident.title.c_str());
//
// What a reading holds is in record/reading.h, what an incident holds in record/ledger.h. Everything that cannot go on
// throws sitrep::Error with one sentence that says what is wrong and what is allowed; an odd report never does.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/brief_sheet.h"
#include "app/correction_request.h"
#include "app/data_paths.h"
#include "app/provenance_of.h"
#include "app/reading_sheet.h"
#include "base/error.h"
#include "ingest/ingest.h"
#include "reconcile/blocking.h"
#include "reconcile/clustering.h"
#include "reconcile/reconcile.h"
#include "record/json.h"
#include "record/ledger.h"
#include "record/reading.h"

namespace sitrep {

/// Language model and knowledge, loaded once, immutable, shared by threads.
class Engine {
 public:
  /// What a thread needs of its own: the parser's memory of words. Keep it; it gets faster with use.
  class Thread {
   public:
    ~Thread();
    Thread(Thread&&) noexcept;

   private:
    friend class Engine;
    struct Parts;
    explicit Thread(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
  };

  /// Throws Error when a file of the data is missing or no good.
  explicit Engine(const DataPaths& data);
  ~Engine();
  Engine(Engine&&) noexcept;

  Thread new_thread() const;

  /// What the report says. Text that is not UTF-8 is repaired; a report in another language than English is not read, which
  /// a finding of its reading tells. The same report gives the same reading in any thread.
  Reading read(Report report, Thread& thread) const;

  /// The same readings as one by one, in order; faster for many short reports.
  std::vector<Reading> read(std::vector<Report> reports, Thread& thread) const;

  /// Readings of as many reports as come, in their order, on `threads` threads (0: one for each core). `next` gives the next
  /// report, nothing at the end, and `use` takes the readings, both on the calling thread; what they throw ends the run and
  /// comes out here. Memory is bounded: some dozens of reports are under way at a time.
  void read_many(const std::function<std::optional<Report>()>& next, const std::function<void(Reading)>& use, unsigned threads = 0) const;

  struct Parts;
  const Parts& parts() const { return *parts_; }  // for the commands that show the parse or the knowledge

 private:
  std::unique_ptr<const Parts> parts_;
};

struct IngestOptions {
  bool of_concern_only = false;  // by their words (conflict, casualties, diplomacy): leaves most other news out
  std::vector<FieldName> map;    // names of the fields of JSON and tables: see parse_field_map()
  Limits limits;
};

/// Clean reports of any inputs, one after the other: files, folders, globs and addresses; pages, feeds, web archives, JSON
/// lines, tables, texts, and archives of them. Reads ahead on a thread of its own, with bounded memory.
class Ingest {
 public:
  Ingest(const DataPaths& data, std::vector<std::string> inputs, IngestOptions options = {});
  /// The same of bytes at hand, in any of the formats; `name` stands in for a file's.
  Ingest(const DataPaths& data, std::string name, std::string bytes, IngestOptions options = {});
  ~Ingest();

  /// Nothing at the end. Throws Error when an input is not there.
  std::optional<IngestedReport> next();
  /// The same without where it came from.
  std::optional<Report> next_report();
  /// Damaged records met since the last call; they are left out and end nothing.
  std::vector<Skipped> skipped();
  /// Complete when next() has given nothing.
  ReadCounts counts() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Incidents reconciled from readings, with revisions and people's corrections, in one file or in memory. For one thread at
/// a time; other programs may read the file meanwhile. What add() and correct() have returned from is safe in the file.
class Ledger {
 public:
  /// Opens the store or makes it; ":memory:" keeps nothing. Throws Error when the file is no store.
  explicit Ledger(const DataPaths& data, const std::filesystem::path& file = ":memory:");
  ~Ledger();
  Ledger(Ledger&&) noexcept;

  /// Takes readings in, all or none, and brings the incidents that they touch up to date. A report that is there is left
  /// alone; another text under its id takes its place. Returns how many were new. Faster with some dozens at a time.
  std::size_t add(std::vector<Reading> readings);

  /// Sorted by day.
  std::vector<LedgerIncident> incidents(const Filter& filter = {});
  /// Also under an id that was merged away. Throws Error when there is none.
  LedgerIncident incident(const std::string& id);
  std::vector<Revision> revisions(const std::string& id);
  std::optional<Reading> reading(const std::string& report);
  std::int64_t count_reports();

  /// A situation report: what happened, losses by side, who says what, history apart, each with its sentence.
  std::string brief(const BriefScope& scope, Form form);
  /// In a format of the field, as `sitrep export` writes it: "ucdp-ged", "acled", "figures"; `sitrep export --list` names all.
  /// Throws Error for another.
  std::string exported(const std::string& format, const Filter& filter = {});
  /// One incident in full, with its sentences and revisions.
  std::string sheet(const std::string& incident, Form form);

  /// A person's decision; holds through re-reading, and can be undone by its number, which is returned.
  std::int64_t correct(const CorrectionRequest& request);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// For a ledger on many machines there are the pieces that the one above is made of: accounts_of() cuts a reading into
// accounts of single happenings; block_keys() files them, and in each block, in the order of rank_of(), neighbours up to
// most_apart are held against each other with link_between(); reconcile() makes the incidents of accounts and their links.
// provenance_of() finds the origin of a report, which accounts_of() asks for. All are pure functions of their values.

}  // namespace sitrep
