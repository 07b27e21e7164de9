// SPDX-License-Identifier: Apache-2.0
// A saved web page becomes a report: main text, captions apart, and what the page says of its title, author, place and
// date. One page in, one value out; archives, feeds and the choice of a reader are not here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/page_knowledge.h"
#include "record/report.h"

namespace sitrep {

/// Where a date was found; `none` when there is no date.
enum class DateSource { none, json_ld, open_graph, meta, time_element, url, header_line, dateline, text };
std::string_view name_of(DateSource source);

struct Page {
  Report report;                          // `id` is left empty: the caller names reports
  DateSource published_from = DateSource::none;
  std::optional<std::string> updated;     // ISO 8601, only if the page tells it apart from `published`
  std::vector<std::string> captions;      // of pictures in the article; not in the text
  bool is_cut = false;                    // markup nested deeper than any author's: what stood behind it is lost
};

/// Never throws for odd markup. `declared_charset` is what the transport said (Content-Type), `url` where it was found;
/// `report.url` is the page's own canonical address if it names one, else `url`.
Page extract_page(std::string_view html_bytes, const std::optional<std::string>& declared_charset,
                  const std::optional<std::string>& url, const PageKnowledge& knowledge);

}  // namespace sitrep
