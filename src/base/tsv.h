// SPDX-License-Identifier: Apache-2.0
// Tables of knowledge: tab-separated, UTF-8, a header line, `#` comment lines, lists in a cell separated by `|`.
// Everything unexpected (column, number of cells, encoding) is an Error with file:line. The loader of a table names its
// columns once and then asks by number:
//
//   const Tsv table("knowledge/actors/states.tsv", {"key", "name", "aliases"});
//   for (const Tsv::Row& row : table.rows()) use(row[0], list_items(row[2]));
#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep {

class Tsv {
 public:
  class Row {
   public:
    /// The cell of the n-th column that the loader named.
    std::string_view operator[](std::size_t column) const { return cells_[column]; }
    long line() const { return line_; }
    /// Throws Error "file:line: message".
    [[noreturn]] void fail(std::string_view message) const;

   private:
    friend class Tsv;
    const Tsv* table_ = nullptr;
    long line_ = 0;
    std::vector<std::string_view> cells_;
  };

  /// Reads the file. Its header must name exactly `columns`, in any order.
  Tsv(const std::filesystem::path& path, std::initializer_list<std::string_view> columns);
  /// The same for text in memory; `name` stands in messages.
  Tsv(std::string text, std::string name, std::initializer_list<std::string_view> columns);
  Tsv(const Tsv&) = delete;

  const std::vector<Row>& rows() const { return rows_; }
  const std::string& name() const { return name_; }

 private:
  void parse(std::initializer_list<std::string_view> columns);

  std::string name_;
  std::string text_;
  std::vector<Row> rows_;
};

}  // namespace sitrep
