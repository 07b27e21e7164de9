// SPDX-License-Identifier: Apache-2.0
// Rows of a CSV file one by one, with their line numbers, in bounded memory. A row that is broken is told and passed over;
// reading goes on with the line behind its start. What the columns mean is told by who reads them.
#pragma once

#include <istream>
#include <optional>
#include <string>
#include <vector>

namespace sitrep::imports {

struct CsvRow {
  long line = 0;                   // of its start, from 1
  std::vector<std::string> cells;  // valid UTF-8
  std::string problem;             // not empty: what is wrong with it; then there are no cells
};

class CsvRows {
 public:
  explicit CsvRows(std::istream& in) : in_(in) {}
  /// Nothing at the end.
  std::optional<CsvRow> next();

 private:
  bool fill();
  void skip_line();

  std::istream& in_;
  std::string ahead_;
  std::size_t at_ = 0;
  long line_ = 1;
};

}  // namespace sitrep::imports
