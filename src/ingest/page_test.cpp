// SPDX-License-Identifier: Apache-2.0
#include "ingest/page.h"

#include <doctest/doctest.h>

using namespace sitrep;

namespace {
const PageKnowledge& knowledge() {
  static const PageKnowledge loaded = PageKnowledge::load("knowledge");
  return loaded;
}
}  // namespace

TEST_CASE("a page without markup is no text and no error") {
  const Page page = extract_page("", std::nullopt, std::nullopt, knowledge());
  CHECK(page.report.text.empty());
  CHECK(page.report.language == "und");
  CHECK(page.published_from == DateSource::none);
}
