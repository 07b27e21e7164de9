// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_scan.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/strings.h"
#include "ingest/html_tree.h"

namespace sitrep {
namespace {

constexpr std::size_t most_attributes = 40;
constexpr std::size_t longest_name = 20;  // bytes of a name that anyone asks for

/// Elements whose whole content is no text of the page; scripts first.
constexpr std::array<std::string_view, 9> unread_elements = {"script", "style", "svg", "noscript", "template", "iframe", "textarea", "select", "object"};
/// Elements without content that tell nothing.
constexpr std::array<std::string_view, 7> unread_tags = {"img", "source", "input", "embed", "track", "param", "area"};

std::string_view name_at(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && !is_space(text[end]) && text[end] != '>' && text[end] != '/') ++end;
  return text.substr(0, end);
}

template <class Names>
std::size_t find_name(const Names& names, std::string_view name) {
  const auto at = std::find_if(names.begin(), names.end(), [&](std::string_view other) { return equal_ignoring_case(name, other); });
  return static_cast<std::size_t>(at - names.begin());
}

bool is_stored(std::string_view name) { return name.size() <= longest_name && is_stored_attribute(lowered(name)); }

class Scanner {
 public:
  explicit Scanner(std::string_view html) : html_(html) { out_.markup.reserve(html.size() / 2); }

  ScannedHtml run() {
    for (std::size_t at = 0; at < html_.size();) {
      const std::size_t open = std::min(html_.find('<', at), html_.size());
      out_.markup += html_.substr(at, open - at);
      if (open == html_.size()) break;
      const char next = open + 1 < html_.size() ? html_[open + 1] : ' ';
      if (is_letter(next)) {
        at = start_tag(open);
      } else if (next == '/') {
        at = end_of(open, ">");
        out_.markup += html_.substr(open, at - open);
      } else if (next == '!' || next == '?') {
        at = html_.substr(open).starts_with("<!--") ? end_of(open + 2, "-->") : end_of(open, ">");
      } else {
        out_.markup += "&lt;";
        at = open + 1;
      }
    }
    return std::move(out_);
  }

 private:
  /// The position behind the next `mark`, or the end of the page.
  std::size_t end_of(std::size_t at, std::string_view mark) const {
    const std::size_t found = html_.find(mark, at);
    return found == std::string_view::npos ? html_.size() : found + mark.size();
  }

  /// Copies a start tag with the attributes that are asked for, or skips it with its content. Returns the position behind.
  std::size_t start_tag(std::size_t open) {
    const std::size_t start = out_.markup.size();
    const std::string_view name = name_at(html_.substr(open + 1));
    out_.markup += '<';
    out_.markup += name;
    std::size_t at = open + 1 + name.size();
    for (std::size_t kept = 0; at < html_.size() && html_[at] != '>';) at = attribute(at, kept);
    const bool is_closed = html_[std::min(at, html_.size()) - 1] == '/';
    at = std::min(at + 1, html_.size());
    out_.markup += is_closed ? "/>" : ">";
    if (find_name(unread_tags, name) < unread_tags.size()) {
      out_.markup.resize(start);
      return at;
    }
    const std::size_t element = find_name(unread_elements, name);
    if (element == unread_elements.size()) return at;
    out_.markup.resize(start);
    out_.markup += ' ';
    return is_closed && element > 0 ? at : content(open, at, element);
  }

  /// Reads one attribute or one byte that belongs to none; copies it if it is stored.
  std::size_t attribute(std::size_t at, std::size_t& kept) {
    if (is_space(html_[at]) || html_[at] == '/') return at + 1;
    const std::size_t begin = at;
    while (at < html_.size() && !is_space(html_[at]) && html_[at] != '=' && html_[at] != '>' && html_[at] != '/') ++at;
    const std::string_view name = html_.substr(begin, at - begin);
    while (at < html_.size() && is_space(html_[at])) ++at;
    bool is_sound = !name.empty();
    if (at < html_.size() && html_[at] == '=') at = end_of_value(at + 1, is_sound);
    if (is_sound && kept < most_attributes && is_stored(name)) {
      ++kept;
      out_.markup += ' ';
      out_.markup += html_.substr(begin, at - begin);
    }
    return std::max(at, begin + 1);
  }

  std::size_t end_of_value(std::size_t at, bool& is_sound) const {
    while (at < html_.size() && is_space(html_[at])) ++at;
    if (at == html_.size()) return at;
    if (html_[at] == '"' || html_[at] == '\'') {
      const std::size_t close = html_.find(html_[at], at + 1);
      if (close != std::string_view::npos) return close + 1;
      is_sound = false;  // a quote that never ends would swallow the page
    }
    while (at < html_.size() && !is_space(html_[at]) && html_[at] != '>') ++at;
    return at;
  }

  /// Skips the content of an unread element. One that is never closed is read as if its tag were not there, a script goes
  /// on to the end of the page.
  std::size_t content(std::size_t open, std::size_t at, std::size_t element) {
    const std::size_t close = find_end_tag(at, element);
    if (close == std::string_view::npos) return element == 0 ? html_.size() : at;
    if (element == 0 && lowered(html_.substr(open, at - open)).find("ld+json") != std::string::npos) out_.json_ld.push_back(html_.substr(at, close - at));
    return end_of(close, ">");
  }

  std::size_t find_end_tag(std::size_t at, std::size_t element) {
    if (never_closed_again_[element]) return std::string_view::npos;
    for (at = html_.find("</", at); at != std::string_view::npos; at = html_.find("</", at + 2))
      if (equal_ignoring_case(name_at(html_.substr(at + 2, unread_elements[element].size() + 1)), unread_elements[element])) return at;
    never_closed_again_[element] = true;
    return std::string_view::npos;
  }

  std::string_view html_;
  ScannedHtml out_;
  std::array<bool, unread_elements.size()> never_closed_again_{};  // keeps the search for end tags linear
};

}  // namespace

ScannedHtml scan_html(std::string_view utf8) { return Scanner(utf8).run(); }

}  // namespace sitrep
