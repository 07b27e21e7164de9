// SPDX-License-Identifier: Apache-2.0
// Which blocks of a page are the article: the verdict of the block classifier, with a few rules that hold everywhere.
#pragma once

#include <string>
#include <vector>

#include "ingest/page_knowledge.h"
#include "ingest/page_layout.h"

namespace sitrep {

struct MainText {
  std::vector<std::string> paragraphs;
  std::vector<std::string> captions;     // of pictures in the article
  std::vector<std::size_t> blocks;       // the paragraphs' blocks
};

/// The title is not repeated in the paragraphs.
MainText main_text(const PageLayout& layout, const ArticleHints& hints, const PageKnowledge& knowledge);

}  // namespace sitrep
