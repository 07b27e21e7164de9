// SPDX-License-Identifier: Apache-2.0
#include "parse/passages.h"

#include <algorithm>
#include <span>

#include "base/strings.h"

namespace sitrep {
namespace {

constexpr std::size_t shortest_run = 5;       // words in capitals within a usual line
constexpr std::size_t shortest_headline = 5, longest_headline = 25;
constexpr std::size_t long_word = 4;          // letters; shorter words are often small in headlines

/// The case of a word and whether it counts: numbers and single letters say nothing.
struct Printed {
  Case form = Case::lower;
  bool counts = false;
  bool is_long = false;
};

Printed printed(std::string_view text, const CaseWord& word) {
  return {case_of(word.span.of(text)), !word.is_number && word.lower.size() > 1 && word.before != Gap::apostrophe, word.lower.size() >= long_word};
}

bool is_capitals(std::span<const Printed> line) {
  std::size_t counted = 0, upper = 0;
  for (const Printed& word : line) {
    counted += word.counts;
    upper += word.counts && word.form == Case::upper;
  }
  return counted >= 3 && upper * 10 >= counted * 8;
}

/// Nearly all long words begin with a capital, and the line does not end like a sentence.
bool is_headline(std::span<const Printed> line, char last) {
  if (line.size() < shortest_headline || line.size() > longest_headline || last == '.' || last == ',' || last == '"') return false;
  std::size_t long_words = 0, capitalised = 0, title = 0;
  for (const Printed& word : line) {
    if (!word.counts) continue;
    title += word.form == Case::title;
    if (!word.is_long) continue;
    ++long_words;
    capitalised += word.form != Case::lower;
  }
  return long_words >= 4 && capitalised * 10 >= long_words * 9 && title * 10 >= line.size() * 6;
}

void mark_runs(std::span<const Printed> line, std::span<Print> prints) {
  for (std::size_t begin = 0; begin < line.size();) {
    std::size_t end = begin, long_words = 0;
    for (; end < line.size() && (!line[end].counts || line[end].form == Case::upper); ++end) long_words += line[end].counts && line[end].is_long;
    if (end - begin >= shortest_run && long_words >= 3) std::fill(prints.begin() + static_cast<std::ptrdiff_t>(begin), prints.begin() + static_cast<std::ptrdiff_t>(end), Print::capitals);
    begin = std::max(end, begin + 1);
  }
}

char last_sign(std::string_view text, std::size_t end) {
  while (end < text.size() && text[end] != '\n') ++end;
  const std::string_view line = trimmed(text.substr(0, end));
  return line.empty() ? '\0' : line.back();
}

}  // namespace

std::vector<Print> prints_of(std::string_view text, const std::vector<CaseWord>& words) {
  std::vector<Print> prints(words.size(), Print::usual);
  std::vector<Printed> forms;
  forms.reserve(words.size());
  for (const CaseWord& word : words) forms.push_back(printed(text, word));
  for (std::size_t begin = 0; begin < words.size();) {
    std::size_t end = begin + 1;
    while (end < words.size() && !begins_line(words[end].before)) ++end;
    const std::span<const Printed> line = std::span(forms).subspan(begin, end - begin);
    const std::span<Print> line_prints = std::span(prints).subspan(begin, end - begin);
    if (is_capitals(line)) std::fill(line_prints.begin(), line_prints.end(), Print::capitals);
    else if (is_headline(line, last_sign(text, words[end - 1].span.end))) std::fill(line_prints.begin(), line_prints.end(), Print::headline);
    else mark_runs(line, line_prints);
    begin = end;
  }
  return prints;
}

bool may_need_restoring(std::string_view text) {
  std::size_t upper = 0, letters = 0, run = 0;  // run: capitals since the last small letter
  for (const char c : text) {
    if (is_lower(c)) {
      ++letters;
      run = 0;
    } else if (is_upper(c)) {
      ++letters;
      ++upper;
      if (++run >= 12) return true;
    } else if (c == '\n') {
      if (letters >= 20 && upper * 8 >= letters) return true;
      upper = letters = run = 0;
    }
  }
  return letters >= 20 && upper * 8 >= letters;
}

}  // namespace sitrep
