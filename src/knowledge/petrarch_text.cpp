// SPDX-License-Identifier: Apache-2.0
#include "knowledge/petrarch_text.h"

#include "base/format.h"
#include "base/strings.h"

namespace sitrep {

std::vector<PetrarchLine> petrarch_lines(std::string_view text) {
  std::vector<PetrarchLine> lines;
  bool in_comment = false;
  long number = 0;
  for (std::string_view line : split(text, '\n')) {
    ++number;
    if (in_comment) {
      const std::size_t end = line.find("-->");
      if (end == std::string_view::npos) continue;
      in_comment = false;
      line.remove_prefix(end + 3);
    }
    if (const std::size_t begin = line.find("<!"); begin != std::string_view::npos) {
      in_comment = line.find("-->", begin) == std::string_view::npos;
      line = line.substr(0, begin);
    }
    line = trimmed(line.substr(0, line.find_first_of("#;")));
    if (!line.empty()) lines.push_back({line, number});
  }
  return lines;
}

std::vector<std::string> petrarch_words(std::string_view text) {
  std::vector<std::string> words;
  std::string current;
  for (const char c : text) {
    if (c != '_' && !is_space(c)) {
      current += to_lower(c);
    } else if (!current.empty()) {
      words.push_back(std::move(current));
      current.clear();
    }
  }
  if (!current.empty()) words.push_back(std::move(current));
  return words;
}

void PetrarchProblems::add(long line, std::string_view sentence) { sentences_.push_back(format("{}:{}: {}", file_, line, sentence)); }

}  // namespace sitrep
