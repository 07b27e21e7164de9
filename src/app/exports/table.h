// SPDX-License-Identifier: Apache-2.0
// Tables as text: a format is a list of columns, a column is a name and a function from a row to a cell. The function's
// result says what the column holds. What a report says cannot break out of its cell: see plain_cell().
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "record/vocabulary.h"

namespace sitrep {
VOCABULARY(ColumnType, text, integer, real);
}

namespace sitrep::exports {

/// Nothing for what is not known.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string>;

/// What --list tells of a column; `is_given` is false where the format asks for what no ledger holds.
struct ColumnInfo {
  std::string_view name;
  ColumnType type{};
  bool is_given = true;
};

template <class Row>
struct Column {
  ColumnInfo info;
  Cell (*value)(const Row&) = nullptr;
};

namespace detail {
template <class T> struct Plain { using type = T; };
template <class T> struct Plain<std::optional<T>> { using type = T; };

inline Cell cell_of(std::string text) { return text.empty() ? Cell() : Cell(std::move(text)); }
inline Cell cell_of(std::string_view text) { return cell_of(std::string(text)); }
inline Cell cell_of(const char* text) { return cell_of(std::string(text)); }
inline Cell cell_of(double number) { return number; }
template <std::integral T> Cell cell_of(T number) { return static_cast<std::int64_t>(number); }
template <class T> Cell cell_of(std::optional<T> value) { return value ? cell_of(*std::move(value)) : Cell(); }
}  // namespace detail

/// A column from a function without state, as in column<Row>("id", [](const Row& row) { return row.id; }).
template <class Row, class Function>
constexpr Column<Row> column(std::string_view name, Function) {
  using Value = typename detail::Plain<std::remove_cvref_t<std::invoke_result_t<Function, const Row&>>>::type;
  constexpr ColumnType type = std::is_integral_v<Value> ? ColumnType::integer : std::is_floating_point_v<Value> ? ColumnType::real : ColumnType::text;
  return {{name, type, true}, [](const Row& row) { return detail::cell_of(Function{}(row)); }};
}

/// A column of the format that we have nothing for.
template <class Row>
constexpr Column<Row> not_known(std::string_view name, ColumnType type = ColumnType::text) {
  return {{name, type, false}, [](const Row&) { return Cell(); }};
}

struct TableStyle {
  char separator = ',';
  bool has_header = true;
  bool is_quoted = true;  // cells are quoted where need be; else what would need it is replaced
  std::string_view missing = "";
};
inline constexpr TableStyle csv{};

/// The text without line ends, control and bidi characters, and harmless in a spreadsheet: what starts like a formula
/// (= + - @) has an apostrophe before it.
std::string plain_cell(std::string_view text);

/// Appends a cell in the style's way.
void append_cell(std::string& line, const Cell& cell, const TableStyle& style);

template <class Row>
class TableWriter {
 public:
  TableWriter(std::ostream& out, std::span<const Column<Row>> columns, const TableStyle& style) : out_(out), columns_(columns), style_(style) {
    if (style_.has_header) write([](const Column<Row>& c) { return Cell(std::string(c.info.name)); });
  }
  void row(const Row& row) {
    write([&](const Column<Row>& c) { return c.value(row); });
  }

 private:
  template <class Value>
  void write(Value value) {
    line_.clear();
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (i > 0) line_ += style_.separator;
      append_cell(line_, value(columns_[i]), style_);
    }
    line_ += '\n';
    out_ << line_;
  }

  std::ostream& out_;
  std::span<const Column<Row>> columns_;
  TableStyle style_;
  std::string line_;
};

template <class Row, std::size_t N>
std::vector<ColumnInfo> infos_of(const std::array<Column<Row>, N>& columns) {
  std::vector<ColumnInfo> infos;
  for (const Column<Row>& column : columns) infos.push_back(column.info);
  return infos;
}

}  // namespace sitrep::exports
