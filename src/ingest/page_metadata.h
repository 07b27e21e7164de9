// SPDX-License-Identifier: Apache-2.0
// What a page says of itself: title, publisher, byline, canonical address, dates. Its text is main_text.h's.
#pragma once

#include <optional>
#include <string>

#include "ingest/html_scan.h"
#include "ingest/html_tree.h"
#include "ingest/page.h"
#include "ingest/page_knowledge.h"

namespace sitrep {

struct PageMetadata {
  Page page;                // without text, dateline and language
  std::string body;         // articleBody of JSON-LD, a hint on the main text
  std::string description;
};

PageMetadata page_metadata(const HtmlTree& tree, const ScannedHtml& scanned, const std::optional<std::string>& url, const PageKnowledge& knowledge);

}  // namespace sitrep
