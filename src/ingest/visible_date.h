// SPDX-License-Identifier: Apache-2.0
// The date that a page shows its readers near its heading, for pages whose metadata give none. A date elsewhere (today's in
// the page's head, those of other stories, of comments, of copyright) is never taken.
#pragma once

#include <optional>
#include <string>

#include "ingest/page.h"
#include "ingest/page_layout.h"

namespace sitrep {

struct VisibleDate {
  std::string iso;
  DateSource source = DateSource::text;
};

/// `first_block` is the first of the article, if it was found.
std::optional<VisibleDate> visible_date(const PageLayout& layout, std::optional<std::size_t> first_block, const PageKnowledge& knowledge);

}  // namespace sitrep
