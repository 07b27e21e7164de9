// SPDX-License-Identifier: Apache-2.0
// The one file that knows SQLite.
#include "store/database.h"

#include <sqlite3.h>

#include <utility>

#include "base/error.h"
#include "base/format.h"

namespace sitrep {
namespace {

constexpr int patience_ms = 30000;  // for another writer

[[noreturn]] void fail(sqlite3* connection, const std::string& file, int code) {
  switch (code & 0xFF) {
    case SQLITE_FULL: throw Error(format("{}: the disk is full; nothing of the last batch was stored, all before it is safe. Free space and run again", file));
    case SQLITE_BUSY: throw Error(format("{}: another program has been writing for {} s; try again when it is done", file, patience_ms / 1000));
    case SQLITE_NOTADB: throw Error(format("{}: is no store; name a file that sitrep made, or a new one", file));
    case SQLITE_CANTOPEN: throw Error(format("{}: cannot be opened; check that it is there and may be read", file));
    case SQLITE_READONLY: throw Error(format("{}: cannot be written to; check the rights of the file and its folder", file));
    case SQLITE_IOERR:
      throw Error(format("{}: reading or writing failed ({}); the disk may be full or damaged. All that was reported as stored is safe", file,
                         sqlite3_errstr(connection ? sqlite3_extended_errcode(connection) : code)));
    case SQLITE_CORRUPT: throw Error(format("{}: is damaged; restore it from a copy, or ingest again into a new file", file));
    default: throw Error(format("{}: {}", file, connection ? sqlite3_errmsg(connection) : sqlite3_errstr(code)));
  }
}

}  // namespace

Query::Query(sqlite3* connection, sqlite3_stmt* statement, const std::string& file) : connection_(connection), statement_(statement), file_(&file) {}
Query::Query(Query&& other) noexcept
    : connection_(other.connection_), statement_(std::exchange(other.statement_, nullptr)), file_(other.file_), bound_(other.bound_) {}
Query::~Query() {
  if (!statement_) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Query& Query::bind(std::int64_t value) {
  sqlite3_bind_int64(statement_, ++bound_, value);
  return *this;
}
Query& Query::bind(double value) {
  sqlite3_bind_double(statement_, ++bound_, value);
  return *this;
}
Query& Query::bind(std::string_view value) {
  sqlite3_bind_text(statement_, ++bound_, value.data(), static_cast<int>(value.size()), SQLITE_TRANSIENT);
  return *this;
}
Query& Query::bind(const std::optional<std::string>& value) { return value ? bind(std::string_view(*value)) : bind(nullptr); }
Query& Query::bind(std::nullptr_t) {
  sqlite3_bind_null(statement_, ++bound_);
  return *this;
}

bool Query::next() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) fail(connection_, *file_, code);
  return false;
}

bool Query::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }
std::int64_t Query::number(int column) const { return sqlite3_column_int64(statement_, column); }
double Query::real(int column) const { return sqlite3_column_double(statement_, column); }
std::string Query::text(int column) const {
  const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))) : std::string();
}
std::optional<std::string> Query::optional_text(int column) const { return is_null(column) ? std::nullopt : std::optional(text(column)); }

Database::Database(const std::filesystem::path& file, Mode mode) : file_(file.string()) {
  const int flags = mode == Mode::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
  int code = sqlite3_open_v2(file_.c_str(), &connection_, flags, nullptr);
  if (code == SQLITE_OK && mode == Mode::read && sqlite3_db_readonly(connection_, "main") == 1) code = SQLITE_OK;
  if (code != SQLITE_OK) {
    sqlite3_close(connection_);
    fail(nullptr, file_, code);
  }
  sqlite3_busy_timeout(connection_, patience_ms);
}

Database::~Database() {
  for (auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(connection_);
}

Query Database::query(std::string_view sql) {
  sqlite3_stmt*& statement = statements_[std::string(sql)];
  if (!statement)
    if (const int code = sqlite3_prepare_v3(connection_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
        code != SQLITE_OK)
      fail(connection_, file_, code);
  return Query(connection_, statement, file_);
}

void Database::execute(const std::string& sql) {
  if (const int code = sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK) fail(connection_, file_, code);
}

std::int64_t Database::last_row_id() const { return sqlite3_last_insert_rowid(connection_); }
std::int64_t Database::changes() const { return sqlite3_changes(connection_); }

Snapshot::Snapshot(Database& database) : database_(database) { database_.execute("BEGIN"); }
Snapshot::~Snapshot() {
  try {
    database_.execute("ROLLBACK");
  } catch (const Error&) {  // SQLite has rolled back already
  }
}

Transaction::Transaction(Database& database) : database_(database) { database_.execute("BEGIN IMMEDIATE"); }
Transaction::~Transaction() {
  if (!is_open_) return;
  try {
    database_.execute("ROLLBACK");
  } catch (const Error&) {  // SQLite has rolled back already
  }
}
void Transaction::commit() {
  database_.execute("COMMIT");
  is_open_ = false;
}

}  // namespace sitrep
