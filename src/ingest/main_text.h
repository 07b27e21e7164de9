// SPDX-License-Identifier: Apache-2.0
// Which blocks of a page are the article.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ingest/html_tree.h"
#include "ingest/page_knowledge.h"

namespace sitrep {

struct MainText {
  std::vector<std::string> paragraphs;
  std::vector<std::string> captions;
};

/// `title` is not repeated in the paragraphs.
MainText main_text(const HtmlTree& tree, std::string_view title, const PageKnowledge& knowledge);

}  // namespace sitrep
