// SPDX-License-Identifier: Apache-2.0
#include "ingest/page_blocks.h"

#include <algorithm>

#include "base/strings.h"

namespace sitrep {
namespace {

constexpr Tag inline_tags[] = {Tag::text, Tag::a,    Tag::abbr, Tag::b,   Tag::cite,  Tag::code, Tag::del,    Tag::em,  Tag::font, Tag::i,  Tag::ins, Tag::img,
                               Tag::mark, Tag::q,    Tag::s,    Tag::small, Tag::span, Tag::strong, Tag::sub, Tag::sup, Tag::time, Tag::u,  Tag::label, Tag::other,
                               Tag::br,   Tag::link, Tag::meta, Tag::amp_img, Tag::picture, Tag::input};
constexpr Tag silent_tags[] = {Tag::head, Tag::option, Tag::button, Tag::video};

template <std::size_t n>
constexpr bool is_one_of(Tag tag, const Tag (&tags)[n]) {
  return std::find(tags, tags + n, tag) != tags + n;
}

constexpr std::size_t longest_data_row = 400;  // bytes

/// A row of a table of data, not of layout: its cells are one block.
bool is_data_row(const HtmlTree& tree, std::uint32_t row) {
  std::size_t bytes = 0;
  for (std::uint32_t i = row + 1; i < tree.nodes()[row].end; ++i) {
    const HtmlNode& node = tree.nodes()[i];
    bytes += node.text.size();
    const bool is_cell = node.tag == Tag::td || node.tag == Tag::th;
    if (bytes > longest_data_row || (!is_cell && !is_one_of(node.tag, inline_tags))) return false;
  }
  return true;
}

/// Walks the tree once and cuts its text into blocks.
struct Cutter {
  const HtmlTree& tree;
  std::vector<Block> blocks;
  Block current;
  bool space = false;
  int breaks = 0;

  void flush() {
    while (!current.text.empty() && is_space(current.text.back())) current.text.pop_back();
    if (!current.text.empty()) blocks.push_back(std::move(current));
    current = {};
    space = false;
    breaks = 0;
  }

  void line_break() {
    if (++breaks >= 2) {
      const std::uint32_t node = current.node;
      flush();
      current.node = node;
      breaks = 2;
    }
  }

  void append(std::string_view text, std::uint32_t holder, bool in_link, bool in_bold) {
    for (std::size_t at = 0; at < text.size();) {
      if (is_space(text[at]) || text.substr(at).starts_with("\xC2\xA0")) {
        at += is_space(text[at]) ? 1 : 2;
        space = true;
        continue;
      }
      std::size_t end = at;
      while (end < text.size() && !is_space(text[end]) && !text.substr(end).starts_with("\xC2\xA0")) ++end;
      if (current.text.empty()) current.node = holder;
      else if (breaks == 1) current.text += '\n';
      else if (space) current.text += ' ';
      space = false;
      breaks = 0;
      current.text += text.substr(at, end - at);
      if (in_link) current.link_bytes += static_cast<std::uint32_t>(end - at + 1);
      if (in_bold) current.bold_bytes += static_cast<std::uint32_t>(end - at + 1);
      at = end;
    }
  }

  void run() {
    struct Open {
      std::uint32_t node, end;
      bool is_block, is_link, is_bold;
    };
    std::vector<Open> open;
    std::uint32_t data_row_end = 0;
    int links = 0, bolds = 0;
    const auto close_until = [&](std::uint32_t index) {
      while (!open.empty() && open.back().end <= index) {
        links -= open.back().is_link;
        bolds -= open.back().is_bold;
        if (open.back().is_block) flush();
        open.pop_back();
      }
    };
    const auto& nodes = tree.nodes();
    for (std::uint32_t index = 0; index < nodes.size(); ++index) {
      close_until(index);
      const HtmlNode& node = nodes[index];
      if (is_one_of(node.tag, silent_tags)) {
        index = node.end - 1;
        continue;
      }
      if (node.tag == Tag::text) {
        std::uint32_t holder = 0;
        for (auto at = open.rbegin(); at != open.rend(); ++at)
          if (at->is_block) {
            holder = at->node;
            break;
          }
        append(tree.text(node), holder, links > 0, bolds > 0);
        continue;
      }
      if (node.tag == Tag::br) line_break();
      const bool is_block = !is_one_of(node.tag, inline_tags) && index >= data_row_end;
      if (node.tag == Tag::tr && is_data_row(tree, index)) data_row_end = node.end;
      if (!is_block) space |= node.tag == Tag::td || node.tag == Tag::th;
      const bool is_bold = node.tag == Tag::b || node.tag == Tag::strong;
      if (is_block) flush();
      links += node.tag == Tag::a;
      bolds += is_bold;
      open.push_back({index, node.end, is_block, node.tag == Tag::a, is_bold});
    }
    flush();
  }
};

}  // namespace

std::vector<Block> blocks_of(const HtmlTree& tree) {
  Cutter cutter{tree, {}, {}, false, 0};
  cutter.run();
  return std::move(cutter.blocks);
}

namespace {

/// The parts that the words of a class or id name: "entry-content", "articleBody" and "story_text" are two words each.
PageParts parts_of_names(std::string_view names, const PageKnowledge& knowledge) {
  PageParts parts = 0;
  std::string part;
  const auto look_up = [&] {
    if (part.size() > 1)
      if (const auto found = knowledge.markup_names.find(word(part)); found != knowledge.markup_names.end()) parts |= found->second;
    part.clear();
  };
  for (std::size_t i = 0; i < names.size(); ++i) {
    const char c = names[i];
    if (is_upper(c) && i > 0 && is_lower(names[i - 1])) look_up();
    if (is_letter(c) || static_cast<unsigned char>(c) >= 0x80) part += to_lower(c);
    else look_up();
  }
  look_up();
  return parts;
}

}  // namespace

std::vector<PageParts> parts_of_nodes(const HtmlTree& tree, const PageKnowledge& knowledge) {
  std::vector<PageParts> parts(tree.nodes().size(), 0);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const HtmlNode& node = tree.nodes()[i];
    if (node.attributes == 0) continue;
    for (const std::string_view attribute : {"class", "id", "role", "itemprop"})
      parts[i] |= parts_of_names(tree.attribute(node, attribute), knowledge);
  }
  return parts;
}

}  // namespace sitrep
