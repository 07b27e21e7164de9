// SPDX-License-Identifier: Apache-2.0
#include "ingest/page.h"

#include "base/format.h"
#include "base/strings.h"
#include "ingest/charset.h"
#include "ingest/html_scan.h"
#include "ingest/html_tree.h"
#include "ingest/language.h"
#include "ingest/main_text.h"
#include "ingest/page_metadata.h"
#include "ingest/plain_text.h"

namespace sitrep {

std::string_view name_of(DateSource source) {
  constexpr std::string_view names[] = {"none", "json_ld", "open_graph", "meta", "time_element", "url", "header_line", "dateline", "text"};
  return names[static_cast<std::size_t>(source)];
}

Page extract_page(std::string_view html_bytes, const std::optional<std::string>& declared_charset, const std::optional<std::string>& url,
                  const PageKnowledge& knowledge) {
  const std::string html = decoded(html_bytes, declared_charset);
  const ScannedHtml scanned = scan_html(html);
  const HtmlTree tree(scanned.markup);
  PageMetadata metadata = page_metadata(tree, scanned, url, knowledge);
  Page& page = metadata.page;
  const std::vector<Block> blocks = blocks_of(tree);
  const ArticleHints hints{page.report.title ? *page.report.title : std::string_view{}, metadata.body, metadata.description};
  const PageLayout layout(tree, blocks, hints, knowledge);
  MainText article = main_text(layout, hints, knowledge);
  page.report.text = format("{}", fmt::join(article.paragraphs, "\n\n"));
  page.captions = std::move(article.captions);
  clean_report(page.report, knowledge);
  return std::move(page);
}

}  // namespace sitrep
