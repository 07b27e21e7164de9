// SPDX-License-Identifier: Apache-2.0
// SQLite, as much as the store needs: a connection, prepared statements, transactions. Every failure is an Error that says
// what happened to which file. Knows nothing of reports.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace sitrep {

/// A prepared statement in use: bind, then step through rows. Going out of scope resets it for the next use.
class Query {
 public:
  ~Query();
  Query(Query&& other) noexcept;
  Query& operator=(Query&&) = delete;

  Query& bind(std::int64_t value);
  Query& bind(double value);
  Query& bind(std::string_view value);
  Query& bind(const std::string& value) { return bind(std::string_view(value)); }
  Query& bind(const std::optional<std::string>& value);
  Query& bind(std::nullptr_t);

  /// Moves to the next row; false at the end.
  bool next();
  /// For statements without rows.
  void run() { while (next()) {} }

  bool is_null(int column) const;
  std::int64_t number(int column) const;
  double real(int column) const;
  std::string text(int column) const;
  std::optional<std::string> optional_text(int column) const;

 private:
  friend class Database;
  Query(sqlite3* connection, sqlite3_stmt* statement, const std::string& file);
  sqlite3* connection_;
  sqlite3_stmt* statement_;
  const std::string* file_;
  int bound_ = 0;
};

class Database {
 public:
  enum class Mode { read, write };

  /// Opens the file; in Mode::write it is made when it is not there.
  Database(const std::filesystem::path& file, Mode mode);
  ~Database();
  Database(const Database&) = delete;

  /// The statement, prepared once and kept.
  Query query(std::string_view sql);
  /// Statements without parameters.
  void execute(const std::string& sql);
  std::int64_t last_row_id() const;
  std::int64_t changes() const;
  const std::string& file() const { return file_; }

 private:
  std::string file_;
  sqlite3* connection_ = nullptr;
  std::unordered_map<std::string, sqlite3_stmt*> statements_;
};

/// While it lives, all that is read is of one state of the file, whatever is written meanwhile.
class Snapshot {
 public:
  explicit Snapshot(Database& database);
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;

 private:
  Database& database_;
};

/// All or nothing: rolled back unless committed.
class Transaction {
 public:
  explicit Transaction(Database& database);
  ~Transaction();
  void commit();

 private:
  Database& database_;
  bool is_open_ = true;
};

}  // namespace sitrep
