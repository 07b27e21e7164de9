// SPDX-License-Identifier: Apache-2.0
#include "base/tsv.h"

#include <algorithm>

#include "base/error.h"
#include "base/file.h"
#include "base/format.h"
#include "base/strings.h"
#include "base/utf8.h"

namespace sitrep {
namespace {

/// For each wanted column its position in the header.
std::vector<std::size_t> header_order(std::string_view header, std::vector<std::string_view> wanted,
                                      const std::string& file, long line) {
  const std::vector<std::string_view> present = split(header, '\t');
  std::vector<std::size_t> order;
  for (const std::string_view column : wanted) {
    const auto at = std::find(present.begin(), present.end(), column);
    if (at == present.end())
      throw Error(file, line, format("column '{}' is missing; columns are {}", column, fmt::join(wanted, ", ")));
    order.push_back(static_cast<std::size_t>(at - present.begin()));
  }
  for (const std::string_view column : present)
    if (std::find(wanted.begin(), wanted.end(), column) == wanted.end())
      throw Error(file, line, format("unknown column '{}'; columns are {}", column, fmt::join(wanted, ", ")));
  if (present.size() != wanted.size()) throw Error(file, line, "a column is named twice");
  return order;
}

}  // namespace

void Tsv::Row::fail(std::string_view message) const { throw Error(table_->name_, line_, message); }

Tsv::Tsv(const std::filesystem::path& path, std::initializer_list<std::string_view> columns)
    : name_(path.string()), text_(read_file(path)) {
  parse(columns);
}

Tsv::Tsv(std::string text, std::string name, std::initializer_list<std::string_view> columns)
    : name_(std::move(name)), text_(std::move(text)) {
  parse(columns);
}

void Tsv::parse(std::initializer_list<std::string_view> columns) {
  std::vector<std::size_t> order;
  long number = 0;
  for (std::string_view line : split(text_, '\n')) {
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (trimmed(line).empty() || line.starts_with('#')) continue;
    if (!is_valid_utf8(line)) throw Error(name_, number, "is not UTF-8");
    if (order.empty()) {
      order = header_order(line, columns, name_, number);
      continue;
    }
    const std::vector<std::string_view> cells = split(line, '\t');
    if (cells.size() != order.size())
      throw Error(name_, number, format("has {} cells, the header has {}", cells.size(), order.size()));
    Row row;
    row.table_ = this;
    row.line_ = number;
    for (const std::size_t column : order) row.cells_.push_back(trimmed(cells[column]));
    rows_.push_back(std::move(row));
  }
  if (order.empty()) throw Error(name_, 1, "has no header line");
}

}  // namespace sitrep
