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
  Page page = page_metadata(tree, scanned, url, knowledge);
  MainText article = main_text(tree, page.report.title.value_or(""), knowledge);
  page.report.text = format("{}", fmt::join(article.paragraphs, "\n\n"));
  page.captions = std::move(article.captions);
  clean_report(page.report, knowledge);
  return page;
}

}  // namespace sitrep
