// SPDX-License-Identifier: Apache-2.0
#include "ingest/page.h"

#include "base/format.h"
#include "base/strings.h"
#include "ingest/charset.h"
#include "ingest/dateline.h"
#include "ingest/dates.h"
#include "ingest/html_scan.h"
#include "ingest/html_tree.h"
#include "ingest/language.h"
#include "ingest/main_text.h"
#include "ingest/page_metadata.h"
#include "ingest/plain_text.h"
#include "ingest/visible_date.h"

namespace sitrep {

std::string_view name_of(DateSource source) {
  constexpr std::string_view names[] = {"none", "json_ld", "open_graph", "meta", "time_element", "url", "header_line", "dateline", "text"};
  return names[static_cast<std::size_t>(source)];
}

namespace {

constexpr int latest_west = 8, earliest_east = 11;  // hours UTC at which the day before, or the next, is somewhere at home

/// A site's address has the day at its place; metadata in UTC are a day ahead in the evening of America, behind in the
/// morning of Asia.
void prefer_local_day(Page& page, const std::optional<std::string>& url) {
  const std::string published = page.report.published.value_or("");
  if (!url || published.size() < 17 || !(published.ends_with("Z") || published.ends_with("+00:00"))) return;
  const std::optional<std::string> day = date_in_url(*url);
  if (!day || !is_next_day(*day, published)) return;
  const int hour = (published[11] - '0') * 10 + (published[12] - '0');
  if (*day < published ? hour > latest_west : hour < earliest_east) return;
  page.report.published = day;
  page.published_from = DateSource::url;
}

/// Dates that are not metadata, in the order of trust: what readers see, the address, the dateline.
void find_date(Page& page, const std::optional<std::string>& url, const PageLayout& layout, const MainText& article, const PageKnowledge& knowledge) {
  const auto take = [&](std::optional<std::string> date, DateSource source) {
    if (page.report.published || !date) return;
    page.report.published = std::move(date);
    page.published_from = source;
  };
  for (const std::optional<std::string>& address : {url, page.report.url}) prefer_local_day(page, address);
  if (page.report.published) return;
  for (const std::optional<std::string>& address : {url, page.report.url})
    if (address) take(date_in_url(*address), DateSource::url);
  if (page.report.published) return;
  const std::optional<std::size_t> first = article.blocks.empty() ? std::nullopt : std::optional(article.blocks.front());
  if (auto visible = visible_date(layout, first, knowledge)) take(std::move(visible->iso), visible->source);
  if (!article.paragraphs.empty())
    if (auto dateline = dateline_of(article.paragraphs.front(), knowledge)) take(std::move(dateline->published), DateSource::dateline);
}

}  // namespace

Page extract_page(std::string_view html_bytes, const std::optional<std::string>& declared_charset, const std::optional<std::string>& url,
                  const PageKnowledge& knowledge) {
  const std::string html = decoded(html_bytes, declared_charset);
  const ScannedHtml scanned = scan_html(html);
  const HtmlTree tree(scanned.markup);
  PageMetadata metadata = page_metadata(tree, scanned, url, knowledge);
  Page& page = metadata.page;
  page.is_cut = tree.is_cut();
  const std::vector<Block> blocks = blocks_of(tree);
  const ArticleHints hints{page.report.title ? *page.report.title : std::string_view{}, metadata.body, metadata.description};
  const PageLayout layout(tree, blocks, hints, knowledge);
  MainText article = main_text(layout, hints, knowledge);
  page.report.text = format("{}", fmt::join(article.paragraphs, "\n\n"));
  find_date(page, url, layout, article, knowledge);
  page.captions = std::move(article.captions);
  clean_report(page.report, knowledge);
  return std::move(page);
}

}  // namespace sitrep
