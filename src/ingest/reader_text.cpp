// SPDX-License-Identifier: Apache-2.0
// Plain text and Markdown: one report a file. Header lines, boilerplate and the dateline are plain_text.h's work.
#include "ingest/plain_text.h"
#include "ingest/readers.h"

namespace sitrep {

void read_text(Source& source, Intake& intake) {
  const std::uint64_t offset = source.offset();
  const std::string bytes = source.rest(intake.options.limits.record_bytes);
  Page page = clean_plain_text(bytes, source.info.charset, intake.options.knowledge);
  if (!page.report.url) page.report.url = source.info.url;
  intake.report(std::move(page), source, offset);
}

}  // namespace sitrep
