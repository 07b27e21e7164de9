// SPDX-License-Identifier: Apache-2.0
#include "app/imports/csv_rows.h"

#include <algorithm>

#include "base/strings.h"
#include "base/utf8.h"

namespace sitrep::imports {
namespace {

constexpr std::size_t chunk = 1 << 16;
constexpr std::size_t longest_row = 1 << 20;

/// Takes a row apart. Gives its size with the line end, or 0 when it goes on behind the text.
std::size_t split_row(std::string_view text, bool is_all, std::vector<std::string>& cells) {
  cells.assign(1, {});
  bool is_quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_quoted) {
      if (c != '"') cells.back() += c;
      else if (text.substr(i + 1, 1) == "\"") cells.back() += text[++i];
      else is_quoted = false;
    } else if (c == '"' && cells.back().empty()) {
      is_quoted = true;
    } else if (c == ',') {
      cells.emplace_back();
    } else if (c == '\n') {
      return i + 1;
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return is_all && !is_quoted ? text.size() : 0;
}

}  // namespace

bool CsvRows::fill() {
  ahead_.erase(0, at_);
  at_ = 0;
  const std::size_t had = ahead_.size();
  const std::size_t wanted = std::max(chunk, had);  // twice as much each time, so that a long row is not read over and over
  ahead_.resize(had + wanted);
  in_.read(ahead_.data() + had, static_cast<std::streamsize>(wanted));
  ahead_.resize(had + static_cast<std::size_t>(in_.gcount()));
  return ahead_.size() > had;
}

void CsvRows::skip_line() {
  ++line_;
  for (std::size_t end = ahead_.find('\n', at_);; end = ahead_.find('\n', at_)) {
    at_ = end == std::string::npos ? ahead_.size() : end + 1;
    if (end != std::string::npos || !fill()) return;
  }
}

std::optional<CsvRow> CsvRows::next() {
  if (line_ == 1 && at_ == 0 && ahead_.empty() && fill() && ahead_.starts_with("\xEF\xBB\xBF")) at_ = 3;
  CsvRow row;
  while (true) {
    const std::string_view text = std::string_view(ahead_).substr(at_);
    const bool is_long = text.size() > longest_row;
    std::size_t size = text.empty() ? 0 : split_row(text, false, row.cells);
    if (size == 0 && !is_long && fill()) continue;
    const std::string_view rest = std::string_view(ahead_).substr(at_);
    if (rest.empty()) return std::nullopt;
    if (size == 0) size = split_row(rest, !is_long, row.cells);
    row.line = line_;
    if (size == 0 || size > longest_row) {
      row.problem = "a quote is never closed, or the row is longer than a mebibyte";
      row.cells.clear();
      skip_line();
      return row;
    }
    line_ += std::count(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(size), '\n');
    at_ += size;
    if (row.problem.empty() && row.cells.size() == 1 && trimmed(row.cells[0]).empty()) continue;  // an empty line
    for (std::string& cell : row.cells)
      if (!is_valid_utf8(cell) || cell.find('\0') != std::string::npos) cell = repaired_utf8(cell);
    return row;
  }
}

}  // namespace sitrep::imports
