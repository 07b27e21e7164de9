// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_tree.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "ingest/page_blocks.h"

using namespace sitrep;

namespace {

std::vector<std::string> blocks(std::string_view markup) {
  const HtmlTree tree(markup);
  std::vector<std::string> texts;
  for (const Block& block : blocks_of(tree)) texts.push_back(block.text);
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a tree is an array in document order, a subtree a range of it") {
  const HtmlTree tree("<div id=a class='b c'><p>one <b>two</b></p></div><p>three</p>");
  const auto at = std::find_if(tree.nodes().begin(), tree.nodes().end(), [](const HtmlNode& node) { return node.tag == Tag::div; });
  REQUIRE(at != tree.nodes().end());
  CHECK(tree.attribute(*at, "class") == "b c");
  CHECK(tree.attribute(*at, "id") == "a");
  CHECK(tree.attribute(*at, "href").empty());
  CHECK(tree.text_below(static_cast<std::uint32_t>(at - tree.nodes().begin())) == "one two");
  for (std::uint32_t i = 1; i < tree.nodes().size(); ++i) {
    CHECK(tree.nodes()[i].parent < i);
    CHECK(tree.nodes()[i].end <= tree.nodes()[tree.nodes()[i].parent].end);
  }
}

TEST_CASE("nesting deeper than any author's ends the page, and the tree says so") {
  std::string deep;
  for (int i = 0; i < 2000; ++i) deep += "<div>";
  CHECK(HtmlTree(deep + "text").is_cut());
  CHECK_FALSE(HtmlTree("<div><div><div>text").is_cut());
}

TEST_CASE("blocks end at block-level elements and empty lines, not at inline ones") {
  CHECK(blocks("<p>one <b>two</b> <a href=x>three</a></p><p>four</p>") == Texts{"one two three", "four"});
  CHECK(blocks("<div>one<p>two</p>three</div>") == Texts{"one", "two", "three"});
  CHECK(blocks("one<br>two<br><br>three") == Texts{"one\ntwo", "three"});
  CHECK(blocks("<p>one\n  two&nbsp;three</p>") == Texts{"one two three"});
  CHECK(blocks("<head><title>no</title></head><body><button>no</button>yes</body>") == Texts{"yes"});
}

TEST_CASE("a row of data is one block, cells that hold paragraphs are their own") {
  CHECK(blocks("<table><tr><td>Tarsk</td><td>4</td></tr><tr><td>Marrow</td><td>11</td></tr></table>") == Texts{"Tarsk 4", "Marrow 11"});
  CHECK(blocks("<table><tr><td><p>one</p></td><td><p>two</p></td></tr></table>") == Texts{"one", "two"});
}
