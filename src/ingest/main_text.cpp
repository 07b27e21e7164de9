// SPDX-License-Identifier: Apache-2.0
#include "ingest/main_text.h"

#include <algorithm>
#include <unordered_set>

#include "base/strings.h"
#include "base/word.h"
#include "ingest/page_features.h"

namespace sitrep {
namespace {

constexpr double least_chance = 0.35;       // chosen by cross-validation, tools/page_blocks/train.py
constexpr std::size_t least_caption = 12;   // bytes
constexpr float caption_levels = 2;         // a picture may stand beside the core, in the same article
constexpr std::size_t least_repeated = 160; // bytes of a paragraph that is dropped when it comes a second time

bool is_title(const Block& block, const ArticleHints& hints) { return !hints.title.empty() && equal_ignoring_case(block.text, hints.title); }

/// Readers' comments and consent notices are no article, however much they read like one, unless the page itself
/// says that they are.
bool is_foreign(std::span<const float> features, const BlockFacts& facts) {
  return facts.body_share < 0.5F && (features[own_part_feature(PagePart::comments)] > 0 || features[own_part_feature(PagePart::consent)] > 0);
}

bool is_caption(const Block& block, std::span<const float> features) {
  const auto is_in = [&](PagePart part) { return features[own_part_feature(part)] > 0; };
  return features[distance_feature()] <= caption_levels && block.text.size() >= least_caption && block.link_bytes * 2 < block.text.size() &&
         (features[figure_feature()] > 0 || is_in(PagePart::caption)) && !is_in(PagePart::related) && !is_in(PagePart::sidebar);
}

}  // namespace

MainText main_text(const PageLayout& layout, const ArticleHints& hints, const PageKnowledge& knowledge) {
  const FeatureTable features = page_features(layout);
  MainText found;
  std::unordered_set<Word> seen;
  for (std::size_t i = 0; i < layout.blocks().size(); ++i) {
    if (layout.is_link_apart(i)) continue;
    const Block& block = layout.blocks()[i];
    const std::span<const float> row = features.row(i);
    const bool is_article = knowledge.blocks.chance(row) >= least_chance && !is_foreign(row, layout.facts()[i]) && !is_title(block, hints);
    if (is_article) {
      if (block.text.size() >= least_repeated && !seen.insert(word(block.text)).second) continue;
      found.paragraphs.push_back(block.text);
      found.blocks.push_back(i);
    } else if (is_caption(block, row)) {
      found.captions.push_back(block.text);
    }
  }
  return found;
}

}  // namespace sitrep
