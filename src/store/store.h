// SPDX-License-Identifier: Apache-2.0
// The store: reports, their readings and accounts, the ledger with its revisions, and what people corrected, in one file.
// One writer and many readers at a time. What add() or correct() has returned from is safe against a kill and a power cut.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "reconcile/account.h"
#include "reconcile/corrections.h"
#include "record/ledger.h"
#include "record/reading.h"
#include "store/account_table.h"
#include "store/database.h"

namespace sitrep {

struct NewReport {
  Reading reading;
  Provenance provenance;
  std::uint64_t content = 0;  // checksum of what came in
};

struct Filter {
  std::optional<std::string> from;   // YYYY-MM-DD, inclusive
  std::optional<std::string> to;
  std::optional<std::string> place;  // a name
  struct Box {
    double south, north, west, east;
  };
  std::optional<Box> box;
  struct Circle {
    double lat, lon, km;
  };
  std::optional<Circle> circle;      // counts beside the box, which should be the one around it
  std::optional<std::string> side;
  std::optional<std::string> kind;
  std::int64_t least_dead = 0;
  bool contested_only = false;
  std::optional<std::string> words;  // full-text search in titles, places and reports
};

enum class Order : std::uint8_t { oldest, newest, deadliest };

/// Which of the incidents that a filter finds.
struct Listing {
  Order order = Order::oldest;
  std::int64_t most = -1;  // -1: all
  std::int64_t offset = 0;
};

struct Revision {
  std::uint32_t revision = 0;
  std::string cause;
  std::vector<std::string> changes;
  std::int64_t ledger_revision = 0;  // 0: older than these numbers
  std::optional<std::string> at;     // when it was stored
};

/// A revision of an incident, as part of what happened to the ledger.
struct LedgerChange {
  std::string incident;
  Revision revision;
};

struct Days {
  std::optional<std::string> from;  // YYYY-MM-DD, inclusive
  std::optional<std::string> to;
};

/// Someone as a report calls him, and the side that he stands for.
struct DealingParty {
  std::string key;  // ISO alpha-3 or an actor's key
  std::string name;
  std::string kind;
};

/// An event short of force between two sides, as a report tells it.
struct Dealing {
  DealingParty from;
  DealingParty to;
  std::string type;  // PLOVER
  std::optional<std::string> mode;
  Evidence evidence;
};

/// A sentence of a report that tells history.
struct ToldHistory {
  Evidence evidence;
  std::string text;
};

struct ReportHead {
  std::string id;
  std::optional<std::string> title;
  std::optional<std::string> publisher;
  std::optional<std::string> published;
  std::optional<std::string> url;
};
struct ReportHeads {
  std::int64_t total = 0;
  std::vector<ReportHead> heads;
};

/// The ledger in numbers: its visible incidents.
struct Overview {
  std::int64_t incidents = 0;
  std::int64_t reports = 0;
  std::optional<std::string> first;  // day
  std::optional<std::string> last;
  std::map<std::string, std::int64_t> kinds;
  std::map<std::string, std::int64_t> sides;
  std::int64_t ledger_revision = 0;
};

class Store {
 public:
  static Store for_writing(const std::filesystem::path& file);
  static Store for_reading(const std::filesystem::path& file);

  /// Is this very report there already?
  bool has(const std::string& report, std::uint64_t content);
  /// One transaction: stores the reports and brings the incidents that they touch up to date. Known ones change nothing.
  /// `at` is the time to note, if the caller has a clock.
  void add(const std::vector<NewReport>& batch, const std::optional<std::string>& at = std::nullopt);

  std::vector<LedgerIncident> find(const Filter& filter);
  /// Calls back with the JSON of each incident, without making values of them.
  void for_each(const Filter& filter, const std::function<void(const std::string&)>& use, const Listing& listing = {});
  /// The same with the cells of summary_columns.
  void for_each_summary(const Filter& filter, const std::function<void(const std::string&)>& use, const Listing& listing = {});
  /// The same with the JSON of the readings of all their reports, each once, in the order in which they were stored.
  void for_each_reading(const Filter& filter, const std::function<void(const std::string&)>& use);
  std::int64_t count(const Filter& filter);
  Overview overview();
  /// The incident, also under an id that was merged away. Throws Error when there is none.
  LedgerIncident incident(const std::string& id);
  std::vector<Revision> revisions(const std::string& id);
  std::vector<Correction> corrections(const std::string& id);
  /// The ids that now lead to this incident.
  std::vector<std::string> merged_ids(const std::string& id);
  std::optional<Reading> reading(const std::string& report);
  /// A reading with nothing but the report and its sentences; much quicker.
  std::optional<Reading> outline(const std::string& report);
  std::int64_t count_reports();

  /// Of the incident's reports: those with one number rest on one source.
  std::map<std::string, std::uint32_t> source_groups(const std::string& id);
  /// The ids of the visible incidents that a report tells of.
  std::vector<std::string> incidents_of_report(const std::string& report);

  /// Did a person set the incident aside?
  bool is_set_aside(const std::string& id);

  std::vector<Dealing> dealings(const Days& days);
  std::vector<ToldHistory> history(const Days& days, const Listing& listing);
  /// Newest first; `words`: those that hold all of them.
  ReportHeads report_heads(const std::optional<std::string>& words, const Listing& listing);

  /// The accounts that make up an incident, which corrections name it by.
  std::vector<AccountName> account_names(const std::string& id);
  /// Stores the correction and brings the ledger up to date. Gives its number.
  std::int64_t correct(Correction correction, const std::optional<std::string>& at = std::nullopt);

  /// The number of the ledger's state: rises with whatever is stored.
  std::int64_t ledger_revision();
  /// Tells the ledger's states apart, those of different stores, too.
  std::string ledger_mark();
  /// What happened to incidents after this state, oldest first, at most so many.
  std::vector<LedgerChange> changes_since(std::int64_t ledger_revision, std::int64_t most);
  /// The last ones, newest first.
  std::vector<LedgerChange> latest_changes(std::int64_t most);
  /// While it lives, all answers are of one state of the ledger.
  std::unique_ptr<Snapshot> snapshot() { return std::make_unique<Snapshot>(*database_); }

 private:
  explicit Store(std::unique_ptr<Database> database) : database_(std::move(database)), accounts_(std::make_unique<AccountTable>(*database_)) {}
  std::int64_t resolved(const std::string& id);
  std::vector<LedgerChange> changes(std::string_view sql, std::int64_t after, std::int64_t most);
  void for_each_row(std::string_view what, const Filter& filter, const Listing& listing, const std::function<void(Query&)>& use);
  std::unique_ptr<Database> database_;
  std::unique_ptr<AccountTable> accounts_;
};

/// "I17", and the number in it; Error for what is no id.
std::string incident_id(std::int64_t number);
std::int64_t incident_number(const std::string& id);

}  // namespace sitrep
