// SPDX-License-Identifier: Apache-2.0
#include "store/schema.h"

#include <array>
#include <span>

#include "base/error.h"
#include "base/format.h"
#include "record/json.h"
#include "record/ledger.h"
#include "store/incident_summary.h"
#include "store/ledger_update.h"
#include "store/reading_extracts.h"

namespace sitrep {
namespace {

/// Marks the file as ours ("sitr"), so that another program's database is never taken for a store.
constexpr std::int64_t application_id = 0x73697472;

/// Takes a store from the version before it to its own: statements, and what statements cannot do. The latter is done when
/// the statements of all steps are, because our code knows the tables as they are now and no other.
struct Step {
  std::string_view sql;
  void (*fill)(Database&) = nullptr;
};

void fill_summaries(Database& database) {
  Query query = database.query("SELECT id, body FROM incidents WHERE body <> ''");
  while (query.next()) {
    const LedgerIncident incident = incident_from_json(query.text(1), format("{}: incident {}", database.file(), query.number(0)));
    database.query("INSERT OR REPLACE INTO summaries (incident, cells) VALUES (?, ?)").bind(query.number(0)).bind(summary_cells(incident)).run();
  }
}

void fill_extracts(Database& database) {
  Query query = database.query("SELECT id, reading FROM reports");
  while (query.next()) file_extracts(database, query.number(0), reading_from_json(query.text(1), format("{}: report {}", database.file(), query.number(0))));
}

/// 1, 2, …: add at the end, never change one.
constexpr auto steps = std::to_array<Step>({
    {R"sql(
CREATE TABLE reports (
  id        INTEGER PRIMARY KEY,
  name      TEXT NOT NULL UNIQUE,   -- the report's own id
  content   INTEGER NOT NULL,       -- checksum of the report: the same again changes nothing
  published TEXT,
  publisher TEXT,
  title     TEXT,
  reading   TEXT NOT NULL           -- the reading's JSON, text included
);
CREATE TABLE accounts (
  id       INTEGER PRIMARY KEY,
  report   INTEGER NOT NULL REFERENCES reports(id),
  number   INTEGER NOT NULL,        -- among the accounts of the report
  incident INTEGER,
  body     TEXT NOT NULL,
  UNIQUE (report, number)
);
CREATE INDEX accounts_by_incident ON accounts(incident);
CREATE TABLE blocks (               -- which accounts may be neighbours
  key     INTEGER NOT NULL,
  account INTEGER NOT NULL,
  PRIMARY KEY (key, account)
) WITHOUT ROWID;
CREATE INDEX blocks_by_account ON blocks(account);
CREATE TABLE links (                -- neighbours that may be one incident, both ways
  account INTEGER NOT NULL,
  other   INTEGER NOT NULL,
  PRIMARY KEY (account, other)
) WITHOUT ROWID;
CREATE TABLE incidents (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  revision   INTEGER NOT NULL,
  kind       TEXT NOT NULL,
  first_day  TEXT,                  -- of the happening, or of the first report
  last_day   TEXT,
  dead       INTEGER NOT NULL,      -- best, over all rows
  contested  INTEGER NOT NULL,
  is_visible INTEGER NOT NULL,      -- 0: rejected by a person
  body       TEXT NOT NULL
);
CREATE INDEX incidents_by_day ON incidents(first_day);
CREATE TABLE sides (
  key      TEXT NOT NULL,
  incident INTEGER NOT NULL,
  PRIMARY KEY (key, incident)
) WITHOUT ROWID;
CREATE INDEX sides_by_incident ON sides(incident);
CREATE TABLE redirects (old INTEGER PRIMARY KEY, new INTEGER NOT NULL);
CREATE TABLE revisions (
  incident INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  cause    TEXT NOT NULL,           -- "report NAME" or "correction N by AUTHOR: REASON"
  changes  TEXT NOT NULL,           -- JSON list of sentences
  PRIMARY KEY (incident, revision)
) WITHOUT ROWID;
CREATE TABLE corrections (number INTEGER PRIMARY KEY AUTOINCREMENT, incident INTEGER, body TEXT NOT NULL);
CREATE VIRTUAL TABLE incident_words USING fts5(title, places, sides);
CREATE VIRTUAL TABLE report_words USING fts5(title, text, content='');
CREATE VIRTUAL TABLE areas USING rtree(id, south, north, west, east);
)sql"},
    {R"sql(
CREATE TABLE ledger_revisions (     -- states of the ledger as a whole: one a batch of reports, one a correction
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  at     TEXT,                      -- when it was stored, as the caller says
  cause  TEXT NOT NULL
);
ALTER TABLE revisions ADD COLUMN ledger INTEGER NOT NULL DEFAULT 0;  -- 0: older than these numbers
CREATE INDEX revisions_by_ledger ON revisions(ledger);
ALTER TABLE incidents ADD COLUMN summary TEXT NOT NULL DEFAULT '';   -- summary_cells()
)sql", fill_summaries},
    {R"sql(
DROP TABLE blocks;
DROP TABLE links;
ALTER TABLE accounts ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;  -- the order in which accounts are judged
ALTER TABLE accounts ADD COLUMN leader INTEGER;                   -- the account that opened the incident
CREATE INDEX accounts_by_leader ON accounts(leader, rank);
CREATE TABLE blocks (               -- which accounts stand close to each other
  key     INTEGER NOT NULL,
  rank    INTEGER NOT NULL,
  account INTEGER NOT NULL,
  PRIMARY KEY (key, rank, account)
) WITHOUT ROWID;
CREATE TABLE links (                -- pairs that may be one incident, both ways
  account  INTEGER NOT NULL,
  rank     INTEGER NOT NULL,        -- of the other
  other    INTEGER NOT NULL,
  evidence REAL NOT NULL,
  support  INTEGER NOT NULL,        -- blocks in which the two stand close enough
  PRIMARY KEY (account, rank, other)
) WITHOUT ROWID;
)sql"},
    {R"sql(
CREATE TABLE dealings (             -- who dealt with whom, by the reports: events short of force
  report    INTEGER NOT NULL,
  day       TEXT,
  from_key  TEXT NOT NULL,          -- a side: ISO alpha-3 or an actor's key
  from_name TEXT NOT NULL,          -- as the report calls the one who acts for it
  from_kind TEXT NOT NULL,
  to_key    TEXT NOT NULL,
  to_name   TEXT NOT NULL,
  to_kind   TEXT NOT NULL,
  type      TEXT NOT NULL,          -- PLOVER
  mode      TEXT,
  start     INTEGER NOT NULL,       -- code points
  end       INTEGER NOT NULL
);
CREATE INDEX dealings_by_report ON dealings(report);
CREATE INDEX dealings_by_day ON dealings(day);
CREATE TABLE history (              -- sentences that tell history
  report INTEGER NOT NULL,
  start  INTEGER NOT NULL,
  end    INTEGER NOT NULL,
  text   TEXT NOT NULL
);
CREATE INDEX history_by_report ON history(report);
CREATE INDEX reports_by_day ON reports(published);
)sql", fill_extracts},
    {R"sql(
CREATE TABLE summaries (            -- apart from the incidents: a list of all must not walk over their bodies
  incident INTEGER PRIMARY KEY,
  cells    TEXT NOT NULL            -- summary_cells()
);
INSERT INTO summaries SELECT id, summary FROM incidents WHERE summary <> '';
ALTER TABLE incidents DROP COLUMN summary;
DROP INDEX incidents_by_day;
CREATE INDEX incidents_listed ON incidents(first_day, last_day, kind, dead, contested, is_visible);  -- all that a filter asks
)sql"},
    {"", derive_accounts},  // accounts say which of the wounded died, and are filed by a side's toll
});

std::int64_t pragma(Database& database, const std::string& name) {
  Query query = database.query("PRAGMA " + name);
  return query.next() ? query.number(0) : 0;
}

[[noreturn]] void refuse_newer(const Database& database, std::int64_t version) {
  throw Error(format("{}: made by a newer sitrep (schema {}, this one knows {}); use that one", database.file(), version, steps.size()));
}

bool is_empty(Database& database) { return !database.query("SELECT 1 FROM sqlite_master LIMIT 1").next(); }

}  // namespace

void prepare_schema(Database& database) {
  database.execute("PRAGMA journal_mode = WAL");
  database.execute("PRAGMA synchronous = FULL");  // what is committed survives a power cut, too
  database.execute("PRAGMA cache_size = -32768");
  Transaction upgrade(database);  // rolled back when there is nothing to do
  const bool is_ours = pragma(database, "application_id") == application_id;
  if (!is_ours && !is_empty(database)) throw Error(format("{}: is a database of another program; name another file", database.file()));
  const std::int64_t version = pragma(database, "user_version");
  if (version > static_cast<std::int64_t>(steps.size())) refuse_newer(database, version);
  if (version == static_cast<std::int64_t>(steps.size())) return;
  const auto pending = std::span(steps).subspan(static_cast<std::size_t>(version));
  for (const Step& step : pending) database.execute(std::string(step.sql));
  for (const Step& step : pending)
    if (step.fill) step.fill(database);
  database.execute(format("PRAGMA application_id = {}", application_id));
  database.execute(format("PRAGMA user_version = {}", steps.size()));
  upgrade.commit();
}

void check_schema(Database& database) {
  if (pragma(database, "application_id") != application_id) throw Error(format("{}: is no store; make one with `sitrep ingest --db`", database.file()));
  const std::int64_t version = pragma(database, "user_version");
  if (version > static_cast<std::int64_t>(steps.size())) refuse_newer(database, version);
  if (version < static_cast<std::int64_t>(steps.size()))
    throw Error(format("{}: made by an older sitrep (schema {}); `sitrep ingest --db` brings it up to date", database.file(), version));
}

}  // namespace sitrep
