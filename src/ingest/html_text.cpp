// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_text.h"

#include "base/strings.h"
#include "ingest/html_tree.h"

namespace sitrep {
namespace {

/// Starts a new paragraph before and behind it.
bool is_block(Tag tag) {
  switch (tag) {
    case Tag::address: case Tag::article: case Tag::aside: case Tag::blockquote: case Tag::br: case Tag::caption: case Tag::dd: case Tag::div: case Tag::dt:
    case Tag::figcaption: case Tag::figure: case Tag::h1: case Tag::h2: case Tag::h3: case Tag::h4: case Tag::h5: case Tag::h6: case Tag::hr:
    case Tag::li: case Tag::ol: case Tag::p: case Tag::pre: case Tag::section: case Tag::table: case Tag::td: case Tag::th: case Tag::tr: case Tag::ul:
      return true;
    default:
      return false;
  }
}

class Paragraphs {
 public:
  void add(std::string_view text) {
    for (const char c : text) {
      if (is_space(c)) {
        is_gap_ = true;
        continue;
      }
      if (is_break_ && !text_.empty()) text_ += "\n\n";
      else if (is_gap_ && !text_.empty()) text_ += ' ';
      is_break_ = is_gap_ = false;
      text_ += c;
    }
  }
  void end() { is_break_ = true; }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  bool is_break_ = false;
  bool is_gap_ = false;
};

}  // namespace

std::string text_of_html(std::string_view fragment) {
  if (fragment.find_first_of("<&") == std::string_view::npos) {
    Paragraphs plain;
    plain.add(fragment);
    return plain.take();
  }
  const HtmlTree tree{fragment};
  Paragraphs paragraphs;
  std::vector<std::uint32_t> ends;  // of the open blocks
  const std::vector<HtmlNode>& nodes = tree.nodes();
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    for (; !ends.empty() && ends.back() <= i; ends.pop_back()) paragraphs.end();
    const HtmlNode& node = nodes[i];
    if (node.tag == Tag::text) {
      paragraphs.add(tree.text(node));
    } else if (is_block(node.tag)) {
      paragraphs.end();
      ends.push_back(node.end);
    }
  }
  return paragraphs.take();
}

}  // namespace sitrep
