// SPDX-License-Identifier: Apache-2.0
// Tables with a header line: comma, semicolon or tab between cells, quotes as in RFC 4180. One report a row.
#include <algorithm>
#include <vector>

#include "base/format.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "ingest/charset.h"
#include "ingest/readers.h"

namespace sitrep {
namespace {

constexpr std::size_t longest_header = 64 * 1024;

/// Splits the row at the front of the text into cells and returns its size in bytes, line end included; 0 when the row goes
/// on behind the text. A quote counts only at the start of a cell: elsewhere it is a quotation mark.
std::size_t split_row(std::string_view text, char separator, bool is_all, std::vector<std::string>& cells) {
  cells.assign(1, {});
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted) {
      if (c != '"') cells.back() += c;
      else if (text.substr(at + 1, 1) == "\"") cells.back() += text[++at];
      else quoted = false;
    } else if (c == '"' && (cells.back().empty() || text[at - 1] == '"')) {
      quoted = true;
    } else if (c == separator) {
      cells.emplace_back();
    } else if (c == '\n') {
      return at + 1;
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return is_all && !quoted ? text.size() : 0;
}

char separator_of(std::string_view header) {
  const auto count = [&](char c) { return std::count(header.begin(), header.end(), c); };
  return std::max({'\t', ',', ';', '|'}, [&](char a, char b) { return count(a) < count(b); });
}

using Columns = std::vector<std::optional<FieldSlot>>;

Columns columns_of(std::string_view header, char separator, const FieldTable& fields) {
  std::vector<std::string> names;
  split_row(header, separator, true, names);
  Columns columns;
  for (const std::string& name : names) columns.push_back(fields.find(trimmed(name)));
  return columns;
}

bool has_text(const Columns& columns) {
  return std::any_of(columns.begin(), columns.end(), [](const auto& slot) { return slot && slot->field == Field::text; });
}

std::string_view header_line(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return text.substr(0, text.find('\n'));
}

}  // namespace

bool is_table(const Sight& sight) {
  const std::string_view header = header_line(sight.start);
  const std::string name = lowered(sight.info.name);
  const bool is_named_so = name.ends_with(".csv") || name.ends_with(".tsv");
  const char separator = separator_of(header);
  if (header.find(separator) == std::string_view::npos && !is_named_so) return false;
  const Columns columns = columns_of(header, separator, sight.fields);
  const auto known = std::count_if(columns.begin(), columns.end(), [](const auto& slot) { return slot.has_value(); });
  return is_named_so || (has_text(columns) && known >= 2);
}

void read_table(Source& source, Intake& intake) {
  const std::size_t limit = intake.options.limits.record_bytes;
  const std::string header(header_line(source.peek(longest_header)));
  const char separator = separator_of(header);
  const Columns columns = columns_of(header, separator, intake.fields);
  if (!has_text(columns))
    throw Damaged(format("has no column that is known to hold the text; name it with --map text=COLUMN (columns are {})", trimmed(header)));
  source.take(header.size() + 1 + (source.peek(3) == "\xEF\xBB\xBF" ? 3 : 0));

  std::vector<std::string> cells;
  RecordFields values;
  std::size_t window = 1 << 16;
  for (std::size_t number = 1; !source.at_end();) {
    const std::uint64_t offset = source.offset();
    const std::string_view ahead = source.peek(window);
    const bool is_all = ahead.size() < window;
    const std::size_t size = split_row(ahead, separator, is_all, cells);
    if (size == 0 && !is_all && window < limit) {
      window *= 2;
      continue;
    }
    window = std::size_t{1} << 16;
    if (size == 0) {
      intake.skip(source, offset, format("row {}: a quote is never closed", number++));
      if (source.seek("\n", 0)) source.take(1);
      continue;
    }
    if (const std::string_view bytes = ahead.substr(0, size); !is_valid_utf8(bytes)) split_row(decoded(bytes, source.info.charset), separator, true, cells);
    source.take(size);
    if (cells.size() == 1 && trimmed(cells[0]).empty()) continue;
    if (cells.size() > columns.size()) {
      intake.skip(source, offset, format("row {}: {} cells, but the header has {}", number++, cells.size(), columns.size()));
      continue;
    }
    values.clear();
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (columns[i]) values.offer(*columns[i], cells[i]);
    if (values.has(Field::text)) intake.report(values.page(intake.options.knowledge), source, offset, number);
    else intake.pass_over();
    ++number;
  }
}

}  // namespace sitrep
