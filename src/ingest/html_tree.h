// SPDX-License-Identifier: Apache-2.0
// A page's elements and texts as one flat array in document order, built from the events of libxml2's HTML parser, which is
// included in html_tree.cpp only. No DOM: a subtree is a range, a walk is a loop, and depth costs no stack.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/span.h"

namespace sitrep {

enum class Tag : std::uint8_t {
  other, text, a, abbr, address, amp_img, article, aside, b, blockquote, body, br, button, caption, center, cite, code, dd, del, details, div, dl, dt,
  em, fieldset, figcaption, figure, font, footer, form, h1, h2, h3, h4, h5, h6, head, header, hr, html, i, img, input, ins, label, li, link, main,
  mark, meta, nav, ol, option, p, picture, pre, q, s, section, small, span, strong, sub, summary, sup, table, tbody, td, tfoot, th, thead, time,
  title, tr, u, ul, video
};

struct HtmlAttribute {
  std::string_view name;   // lower case
  std::string_view value;
};

struct HtmlNode {
  Tag tag = Tag::other;
  std::uint32_t parent = 0;            // index; the root is its own parent
  std::uint32_t end = 0;               // one behind the last node of the subtree
  std::uint32_t first_attribute = 0, attributes = 0;
  Span text;                           // of a text node, in HtmlTree::text
};

/// Is this an attribute that a tree stores? Others need not reach it.
bool is_stored_attribute(std::string_view lower_case_name);

class HtmlTree {
 public:
  /// Parses markup in UTF-8. Nesting deeper than any author's ends the page there, and is_cut() says so.
  explicit HtmlTree(std::string_view markup);
  HtmlTree(HtmlTree&&) = default;

  const std::vector<HtmlNode>& nodes() const { return nodes_; }
  std::string_view text(const HtmlNode& node) const { return node.text.of(text_); }
  /// The value of an attribute, empty if the element has none.
  std::string_view attribute(const HtmlNode& node, std::string_view name) const;
  /// All text below a node, white space collapsed.
  std::string text_below(std::uint32_t node) const;
  bool is_cut() const { return is_cut_; }

 private:
  friend struct TreeBuilder;
  struct StoredAttribute {
    std::string_view name;  // a literal
    Span value;             // in values_
  };
  std::vector<HtmlNode> nodes_;
  std::vector<StoredAttribute> attributes_;
  std::string text_;
  std::string values_;
  bool is_cut_ = false;
};

}  // namespace sitrep
