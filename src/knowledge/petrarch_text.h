// SPDX-License-Identifier: Apache-2.0
// What dictionaries of the PETRARCH and TABARI kind have in common as text: comments, lines, and problems told by file and
// line. Such files are written by hand over decades; a line that cannot be read is told and left out, the rest counts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sitrep {

struct PetrarchLine {
  std::string_view text;  // trimmed, not empty, without comments
  long number = 0;
};

/// The lines that say something. Comments are `<!-- … -->` over any number of lines, and `#` or `;` to the end of a line.
std::vector<PetrarchLine> petrarch_lines(std::string_view text);

/// The words of a name or pattern, in lower case: `_` and blanks part them.
std::vector<std::string> petrarch_words(std::string_view text);

/// Problems of one file, one sentence each.
class PetrarchProblems {
 public:
  explicit PetrarchProblems(std::string_view file) : file_(file) {}
  void add(long line, std::string_view sentence);
  std::vector<std::string> take() { return std::move(sentences_); }

 private:
  std::string file_;
  std::vector<std::string> sentences_;
};

}  // namespace sitrep
