// SPDX-License-Identifier: Apache-2.0
#include "app/sheet.h"

#include <algorithm>

#include "base/format.h"
#include "base/strings.h"
#include "base/utf8.h"

namespace sitrep {
namespace {

constexpr std::size_t page_width = 110;

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || c == 0x061C || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

std::string escaped_markdown(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view("\\`*_|<>#").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::size_t width_of(std::string_view text) { return count_code_points(text); }

std::string padded(std::string_view text, std::size_t width) {
  const std::size_t own = width_of(text);
  return std::string(text) + std::string(own < width ? width - own : 0, ' ');
}

/// Lines of at most `width` characters, the further ones moved in by `indent`.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string out;
  std::size_t column = 0;
  for (const std::string_view word : split(text, ' ')) {
    if (word.empty()) continue;
    const std::size_t size = width_of(word);
    if (column > 0 && column + 1 + size > width) {
      out += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > 0) {
      out += ' ';
      ++column;
    }
    out += word;
    column += size;
  }
  return out;
}

struct Terminal {
  std::string operator()(const Heading& block) const {
    const std::string text = harmless(block.text);
    return block.level == 1 ? format("{}\n{}\n", text, std::string(std::min(width_of(text), page_width), '=')) : format("\n{}\n", text);
  }
  std::string operator()(const Paragraph& block) const { return wrapped(harmless(block.text), page_width, 0) + "\n"; }
  std::string operator()(const Bullets& block) const {
    std::string out;
    for (const std::string& item : block.items) out += wrapped("- " + harmless(item), page_width, 4).insert(0, "  ") + "\n";
    return out;
  }
  std::string operator()(const Footnotes& block) const {
    std::string out;
    for (std::size_t i = 0; i < block.items.size(); ++i) out += wrapped(format("[{}] {}", i + 1, harmless(block.items[i])), page_width, 5) + "\n";
    return out;
  }
  std::string operator()(const Table& block) const {
    std::vector<std::size_t> widths;
    const auto measure = [&](const std::vector<std::string>& cells) {
      widths.resize(std::max(widths.size(), cells.size()));
      for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], width_of(harmless(cells[i])));
    };
    measure(block.head);
    for (const auto& row : block.rows) measure(row);
    std::string out;
    const auto line = [&](const std::vector<std::string>& cells) {
      std::string text = "  ";
      for (std::size_t i = 0; i < cells.size(); ++i) text += padded(harmless(cells[i]), i + 1 < cells.size() ? widths[i] + 2 : 0);
      while (text.ends_with(' ')) text.pop_back();
      out += text + "\n";
    };
    if (!block.head.empty()) line(block.head);
    for (const auto& row : block.rows) line(row);
    return out;
  }
};

struct Markdown {
  static std::string safe(std::string_view text) { return escaped_markdown(harmless(text)); }
  std::string operator()(const Heading& block) const { return format("{} {}\n\n", std::string(static_cast<std::size_t>(block.level), '#'), safe(block.text)); }
  std::string operator()(const Paragraph& block) const { return safe(block.text) + "\n\n"; }
  std::string operator()(const Bullets& block) const {
    std::string out;
    for (const std::string& item : block.items) out += format("- {}\n", safe(item));
    return out + "\n";
  }
  std::string operator()(const Footnotes& block) const {
    std::string out;
    for (std::size_t i = 0; i < block.items.size(); ++i) out += format("{}. {}\n", i + 1, safe(block.items[i]));
    return out + "\n";
  }
  std::string operator()(const Table& block) const {
    std::string out;
    const auto line = [&](const std::vector<std::string>& cells) {
      out += "|";
      for (const std::string& cell : cells) out += format(" {} |", safe(cell));
      out += "\n";
    };
    line(block.head);
    out += "|";
    for (std::size_t i = 0; i < block.head.size(); ++i) out += "---|";
    out += "\n";
    for (const auto& row : block.rows) line(row);
    return out + "\n";
  }
};

struct Html {
  static std::string safe(std::string_view text) { return escaped_markup(text); }
  std::string operator()(const Heading& block) const { return format("<h{0}>{1}</h{0}>\n", block.level, safe(block.text)); }
  std::string operator()(const Paragraph& block) const { return format("<p>{}</p>\n", safe(block.text)); }
  std::string operator()(const Bullets& block) const {
    std::string out = "<ul>\n";
    for (const std::string& item : block.items) out += format("<li>{}</li>\n", safe(item));
    return out + "</ul>\n";
  }
  std::string operator()(const Footnotes& block) const {
    std::string out = "<ol>\n";
    for (const std::string& item : block.items) out += format("<li>{}</li>\n", safe(item));
    return out + "</ol>\n";
  }
  std::string operator()(const Table& block) const {
    std::string out = "<table>\n";
    const auto line = [&](const std::vector<std::string>& cells, std::string_view tag) {
      out += "<tr>";
      for (const std::string& cell : cells) out += format("<{0}>{1}</{0}>", tag, safe(cell));
      out += "</tr>\n";
    };
    line(block.head, "th");
    for (const auto& row : block.rows) line(row, "td");
    return out + "</table>\n";
  }
};

constexpr std::string_view html_head =
    "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>sitrep</title>\n<style>body{font:16px/1.5 sans-serif;max-width:52em;"
    "margin:2em auto;padding:0 1em}table{border-collapse:collapse;margin:.5em 0}td,th{text-align:left;padding:.2em .8em .2em 0;vertical-align:top;"
    "border-bottom:1px solid #ccc}ol{font-size:.85em}@media print{body{font-size:11pt;margin:0}}</style></head><body>\n";

}  // namespace

std::string rendered(const Sheet& sheet, Form form) {
  std::string out = form == Form::html ? std::string(html_head) : std::string();
  for (const auto& block : sheet) {
    switch (form) {
      case Form::terminal: out += std::visit(Terminal{}, block); break;
      case Form::markdown: out += std::visit(Markdown{}, block); break;
      case Form::html:
      case Form::html_part: out += std::visit(Html{}, block); break;
    }
  }
  return form == Form::html ? out + "</body></html>\n" : out;
}

std::string escaped_markup(std::string_view text) {
  std::string out;
  for (const char c : harmless(text)) {
    if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '&') out += "&amp;";
    else if (c == '"') out += "&quot;";
    else if (c == '\'') out += "&#39;";
    else out += c;
  }
  return out;
}

std::string harmless(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (c == '\n' || c == '\t') {
      if (!out.ends_with(' ')) out += ' ';
    } else if (!is_control(c)) {
      append_code_point(out, c);
    }
  }
  return out;
}

std::string harmless_lines(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    append_code_point(out, is_control(c) && c != '\n' && c != '\t' ? U'\uFFFD' : c);
  }
  return out;
}

std::string shortened(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  for (std::size_t n = 0; n + 1 < characters && at < text.size(); ++n) next_code_point(text, at);
  std::size_t next = at;
  if (next < text.size()) next_code_point(text, next);
  return next >= text.size() ? std::string(text) : std::string(text.substr(0, at)) + "…";
}

}  // namespace sitrep
