// SPDX-License-Identifier: Apache-2.0
// A page as a list of blocks: runs of text between block-level borders, each with what its place in the markup tells of
// it. Which blocks are the article is main_text.h's question.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ingest/html_tree.h"
#include "ingest/page_knowledge.h"

namespace sitrep {

struct Block {
  std::string text;              // white space collapsed; a single <br> is "\n"
  std::uint32_t node = 0;        // the innermost block-level element that holds it
  std::uint32_t link_bytes = 0;  // of the text that is inside links
  std::uint32_t bold_bytes = 0;
};

std::vector<Block> blocks_of(const HtmlTree& tree);

/// For each node what its own class, id and role say.
std::vector<PageParts> parts_of_nodes(const HtmlTree& tree, const PageKnowledge& knowledge);

}  // namespace sitrep
