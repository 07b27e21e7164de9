// SPDX-License-Identifier: Apache-2.0
#include "knowledge/cells.h"

#include <charconv>

namespace sitrep {

std::int64_t whole_number(const Tsv::Row& row, std::string_view cell) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (error != std::errc{} || end != cell.data() + cell.size()) row.fail(format("'{}' is no whole number", cell));
  return number;
}

std::optional<std::int64_t> optional_number(const Tsv::Row& row, std::string_view cell) {
  return cell.empty() ? std::nullopt : std::optional(whole_number(row, cell));
}

bool yes_or_no(const Tsv::Row& row, std::string_view cell) {
  if (cell != "yes" && cell != "no") row.fail(format("'{}' is neither yes nor no", cell));
  return cell == "yes";
}

}  // namespace sitrep
