// SPDX-License-Identifier: Apache-2.0
#include "ingest/markdown.h"

#include <algorithm>

#include "base/strings.h"

namespace sitrep {
namespace {

constexpr std::size_t longest_link = 2000;

bool is_word_byte(char c) { return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

char at(std::string_view text, std::size_t position) { return position < text.size() ? text[position] : ' '; }

/// A `*` or `_` that opens or closes stress: it touches a word on one side only.
bool is_stress(std::string_view line, std::size_t begin, std::size_t end) {
  const bool behind = begin > 0 && !is_space(line[begin - 1]);
  const bool before = end < line.size() && !is_space(line[end]);
  if (!behind && !before) return false;
  return line[begin] == '*' || !(begin > 0 && is_word_byte(line[begin - 1]) && is_word_byte(at(line, end)));
}

/// "[words](address)" at `position`: its words, and where it ends. An address in it never holds white space.
bool take_link(std::string_view line, std::size_t& position, std::string_view& words) {
  line = line.substr(0, position + longest_link);
  const std::size_t middle = line.find("](", position);
  if (middle == std::string_view::npos || line.substr(position + 1, middle - position - 1).find('[') != std::string_view::npos) return false;
  const std::size_t end = line.find(')', middle);
  if (end == std::string_view::npos) return false;
  words = line.substr(position + 1, middle - position - 1);
  position = end + 1;
  return true;
}

std::string without_inline_marks(std::string_view line) {
  std::string text;
  for (std::size_t i = 0; i < line.size();) {
    const char c = line[i];
    const std::size_t bracket = c == '!' && at(line, i + 1) == '[' ? i + 1 : i;
    std::size_t end = bracket;
    std::string_view words;
    if (at(line, bracket) == '[' && take_link(line, end, words)) {
      if (c != '!') text += without_inline_marks(words);
      i = end;
    } else if (c == '\\' && i + 1 < line.size() && !is_word_byte(line[i + 1]) && !is_space(line[i + 1])) {
      text += line[i + 1];
      i += 2;
    } else if (c == '*' || c == '_') {
      for (end = i; end < line.size() && line[end] == c; ++end) {
      }
      if (!is_stress(line, i, end)) text.append(line, i, end - i);
      i = end;
    } else {
      if (c != '`') text += c;
      ++i;
    }
  }
  return text;
}

bool is_rule(std::string_view line) {
  return line.size() >= 3 && (line[0] == '-' || line[0] == '=' || line[0] == '*' || line[0] == '_') && std::all_of(line.begin(), line.end(), [&](char c) { return c == line[0]; });
}

/// "- words", "* words", "12. words": bytes of the mark, 0 if there is none.
std::size_t item_mark(std::string_view line) {
  std::size_t size = 0;
  while (size < line.size() && size < 3 && is_digit(line[size])) ++size;
  const char mark = at(line, size);
  if (size > 0 ? mark != '.' && mark != ')' : mark != '-' && mark != '*' && mark != '+') return 0;
  return at(line, size + 1) == ' ' && size + 1 < line.size() ? size + 2 : 0;
}

/// The header block between two lines of "---", with its lines, or nothing.
std::string_view header_block(std::string_view text) {
  if (!text.starts_with("---\n")) return {};
  const std::size_t end = text.find("\n---\n", 3);
  return end == std::string_view::npos ? std::string_view{} : text.substr(0, end + 5);
}

}  // namespace

bool is_markdown(std::string_view name, std::string_view head) {
  if (name.ends_with(".md") || name.ends_with(".markdown")) return true;
  return head.starts_with("# ") || head.find("](http") != std::string_view::npos || head.starts_with("---\ntitle:");
}

std::string text_of_markdown(std::string_view markdown) {
  const std::string_view header = header_block(markdown);
  std::string text(header);
  markdown.remove_prefix(header.size());
  bool is_first_heading = true;
  for (std::string_view line : split(markdown, '\n')) {
    line = trimmed(line);
    while (line.starts_with('>')) line = trimmed(line.substr(1));
    if (line.starts_with("```") || line.starts_with("~~~") || is_rule(line)) continue;
    const std::size_t hashes = std::min(line.find_first_not_of('#'), line.size());
    if (hashes > 0 && hashes <= 6 && at(line, hashes) == ' ') {
      text += is_first_heading && hashes == 1 ? "# " : "\n";
      is_first_heading = false;
      text += without_inline_marks(trimmed(line.substr(hashes))) + "\n\n";
      continue;
    }
    if (const std::size_t mark = item_mark(line)) {
      text += "\n" + without_inline_marks(line.substr(mark)) + "\n";
      continue;
    }
    text += without_inline_marks(line) + "\n";
  }
  return text;
}

}  // namespace sitrep
