// SPDX-License-Identifier: Apache-2.0
#include "app/exports/table.h"

#include <algorithm>

#include "app/sheet.h"
#include "base/format.h"
#include "base/strings.h"

namespace sitrep::exports {
namespace {

bool starts_like_formula(std::string_view text) {
  return !text.empty() && (text.front() == '=' || text.front() == '+' || text.front() == '-' || text.front() == '@');
}

void append_quoted(std::string& line, std::string_view text, char separator) {
  if (text.find_first_of("\"\n\r") == text.npos && text.find(separator) == text.npos) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) line += c == '"' ? std::string("\"\"") : std::string(1, c);
  line += '"';
}

}  // namespace

std::string plain_cell(std::string_view text) {
  std::string plain(trimmed(harmless(text)));
  return starts_like_formula(plain) ? "'" + plain : plain;
}

void append_cell(std::string& line, const Cell& cell, const TableStyle& style) {
  if (const auto* integer = std::get_if<std::int64_t>(&cell)) {
    line += format("{}", *integer);
  } else if (const auto* real = std::get_if<double>(&cell)) {
    line += format("{}", *real);
  } else if (const auto* text = std::get_if<std::string>(&cell)) {
    std::string plain = plain_cell(*text);
    if (style.is_quoted) return append_quoted(line, plain, style.separator);
    std::replace(plain.begin(), plain.end(), '"', '\'');  // a reader may take it for the start of a quoted cell
    line += plain.empty() ? style.missing : std::string_view(plain);
  } else {
    line += style.missing;
  }
}

}  // namespace sitrep::exports
