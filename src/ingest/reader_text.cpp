// SPDX-License-Identifier: Apache-2.0
// Plain text and Markdown: one report a file. Header lines, boilerplate and the dateline are plain_text.h's work.
#include "ingest/charset.h"
#include "ingest/markdown.h"
#include "ingest/plain_text.h"
#include "ingest/readers.h"

namespace sitrep {
namespace {
constexpr std::size_t longest_head = 4096;
}

void read_text(Source& source, Intake& intake) {
  const std::uint64_t offset = source.offset();
  std::string text = decoded(source.rest(intake.options.limits.record_bytes), source.info.charset);
  if (is_markdown(source.info.name, std::string_view(text).substr(0, longest_head))) text = text_of_markdown(text);
  Page page = clean_plain_text(text, std::nullopt, intake.options.knowledge);
  if (!page.report.url) page.report.url = source.info.url;
  intake.report(std::move(page), source, offset);
}

}  // namespace sitrep
