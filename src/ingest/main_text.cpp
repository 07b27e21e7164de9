// SPDX-License-Identifier: Apache-2.0
#include "ingest/main_text.h"

#include <algorithm>

#include "base/strings.h"
#include "ingest/charset.h"
#include "ingest/page_blocks.h"

namespace sitrep {
namespace {

constexpr PageParts unread_parts = bit(PagePart::comments) | bit(PagePart::sharing) | bit(PagePart::related) | bit(PagePart::navigation) |
                                   bit(PagePart::advert) | bit(PagePart::sign_up) | bit(PagePart::consent) | bit(PagePart::byline) |
                                   bit(PagePart::caption) | bit(PagePart::widget) | bit(PagePart::footer) | bit(PagePart::sidebar);

bool is_running_text(const Block& block) { return block.text.size() >= 60 && block.link_bytes * 3 < block.text.size(); }

/// The element that holds most of the running text closely: each block counts for its parent, half for the next above.
std::uint32_t core_of(const HtmlTree& tree, const std::vector<Block>& blocks) {
  std::vector<double> score(tree.nodes().size(), 0.0);
  for (const Block& block : blocks) {
    if (!is_running_text(block)) continue;
    double share = static_cast<double>(block.text.size());
    std::uint32_t node = block.node;
    for (int level = 0; level < 4 && node != 0; ++level, share *= 0.7) {
      score[node] += share;
      node = tree.nodes()[node].parent;
    }
  }
  return static_cast<std::uint32_t>(std::max_element(score.begin(), score.end()) - score.begin());
}

}  // namespace

MainText main_text(const HtmlTree& tree, std::string_view title, const PageKnowledge& knowledge) {
  const std::vector<Block> blocks = blocks_of(tree);
  const std::vector<PageParts> parts = parts_of_nodes(tree, knowledge);
  const std::uint32_t core = core_of(tree, blocks);
  MainText found;
  for (const Block& block : blocks) {
    if (block.node < core || block.node >= tree.nodes()[core].end || block.text == title) continue;
    PageParts inside = 0;
    bool in_figure = false;
    for (std::uint32_t node = block.node; node > core; node = tree.nodes()[node].parent) {
      inside |= parts[node];
      in_figure |= tree.nodes()[node].tag == Tag::figure || tree.nodes()[node].tag == Tag::figcaption;
    }
    if (in_figure) found.captions.push_back(block.text);
    else if (!(inside & unread_parts) && block.link_bytes * 2 < block.text.size() && !knowledge.phrase_of(lower_case(block.text.substr(0, 200))))
      found.paragraphs.push_back(block.text);
  }
  return found;
}

}  // namespace sitrep
