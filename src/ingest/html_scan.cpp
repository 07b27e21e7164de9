// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_scan.h"

#include <algorithm>
#include <array>

#include "base/strings.h"

namespace sitrep {
namespace {

constexpr std::size_t max_attributes = 200;

/// Elements whose whole content is no text of the page.
constexpr std::array<std::string_view, 9> unread_elements = {"script", "style",    "svg",      "noscript", "template",
                                                             "iframe", "textarea", "select", "object"};

bool starts_with_name(std::string_view text, std::string_view name) {
  if (text.size() < name.size() || !equal_ignoring_case(text.substr(0, name.size()), name)) return false;
  return text.size() == name.size() || !is_letter(text[name.size()]);
}

struct Scanner {
  std::string_view html;
  ScannedHtml out;
  std::array<bool, unread_elements.size()> never_closed_again{};  // keeps the search for end tags linear

  std::size_t end_of_tag(std::size_t at, std::size_t& attributes) const {
    for (; at < html.size(); ++at) {
      const char c = html[at];
      if (c == '>') return at + 1;
      if (is_space(c)) ++attributes;
      if ((c == '"' || c == '\'') && html[at - 1] == '=') {
        const std::size_t close = html.find(c, at + 1);
        if (close == std::string_view::npos) continue;
        at = close;
      }
    }
    return html.size();
  }

  /// The position of "</name", or npos.
  std::size_t find_end_tag(std::size_t at, std::size_t element) {
    if (never_closed_again[element]) return std::string_view::npos;
    const std::string_view name = unread_elements[element];
    for (at = html.find("</", at); at != std::string_view::npos; at = html.find("</", at + 2))
      if (starts_with_name(html.substr(at + 2), name)) return at;
    never_closed_again[element] = true;
    return std::string_view::npos;
  }

  void keep_script(std::string_view tag, std::string_view body) {
    if (lowered(tag).find("ld+json") != std::string::npos) out.json_ld.push_back(body);
    else if (body.find("ublish") != std::string_view::npos || body.find("dateCreated") != std::string_view::npos)
      out.scripts.push_back(body);
  }

  /// Reads one tag at `at`; returns the position behind it and behind what is cut out with it.
  std::size_t tag(std::size_t at) {
    if (html.substr(at).starts_with("<!--")) {
      const std::size_t close = html.find("-->", at + 2);
      return close == std::string_view::npos ? html.size() : close + 3;
    }
    std::size_t attributes = 0;
    const std::size_t end = end_of_tag(at + 1, attributes);
    const std::string_view whole = html.substr(at, end - at);
    const std::string_view name = whole.substr(1);
    for (std::size_t element = 0; element < unread_elements.size(); ++element) {
      if (!starts_with_name(name, unread_elements[element])) continue;
      if (whole.ends_with("/>") && element != 0) return end;
      const std::size_t close = find_end_tag(end, element);
      if (close == std::string_view::npos) return element == 0 ? html.size() : end;
      if (element == 0) keep_script(whole, html.substr(end, close - end));
      out.markup += ' ';
      const std::size_t behind = html.find('>', close);
      return behind == std::string_view::npos ? html.size() : behind + 1;
    }
    if (attributes <= max_attributes) out.markup += whole;
    return end;
  }

  void run() {
    out.markup.reserve(html.size() / 2);
    for (std::size_t at = 0; at < html.size();) {
      const std::size_t open = std::min(html.find('<', at), html.size());
      out.markup += html.substr(at, open - at);
      at = open;
      if (at >= html.size()) break;
      const char next = at + 1 < html.size() ? html[at + 1] : ' ';
      if (is_letter(next) || next == '/' || next == '!' || next == '?') at = tag(at);
      else out.markup += "&lt;", ++at;
    }
  }
};

}  // namespace

ScannedHtml scan_html(std::string_view utf8) {
  Scanner scanner{utf8, {}, {}};
  scanner.run();
  return std::move(scanner.out);
}

}  // namespace sitrep
