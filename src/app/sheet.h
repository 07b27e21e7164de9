// SPDX-License-Identifier: Apache-2.0
// A page of text for people: headings, paragraphs, tables, lists. Made once, shown on a terminal, as Markdown or as HTML.
// Text from reports is made harmless here: control characters never reach a terminal, markup never reaches a page.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "record/ledger.h"

namespace sitrep {

struct Heading {
  int level = 1;
  std::string text;
};
struct Paragraph {
  std::string text;
};
struct Table {
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;
};
struct Bullets {
  std::vector<std::string> items;
};
/// Numbered from 1, to be pointed at by "[1]".
struct Footnotes {
  std::vector<std::string> items;
  std::vector<Evidence> evidence = {};  // of each item, where it is known
};

using Sheet = std::vector<std::variant<Heading, Paragraph, Table, Bullets, Footnotes>>;

enum class Form { terminal, markdown, html, html_part };  // html_part: without the page around it

std::string rendered(const Sheet& sheet, Form form);

/// Harmless as text of a page of HTML or XML, in attributes, too.
std::string escaped_markup(std::string_view text);

/// Without control characters, also those that turn the direction of text; line ends become spaces.
std::string harmless(std::string_view text);
/// For output by lines and columns: line ends and tabs stay, what a terminal obeys becomes U+FFFD.
std::string harmless_lines(std::string_view text);

/// At most so many characters, "…" at the end when it was cut.
std::string shortened(std::string_view text, std::size_t characters);

}  // namespace sitrep
