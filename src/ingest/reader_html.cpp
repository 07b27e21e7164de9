// SPDX-License-Identifier: Apache-2.0
// A saved web page: one report a file. What is text in it is page.h's work.
#include "ingest/page.h"
#include "ingest/readers.h"

namespace sitrep {

void read_html(Source& source, Intake& intake) {
  const std::uint64_t offset = source.offset();
  const std::string bytes = source.rest(intake.options.limits.record_bytes);
  Page page = extract_page(bytes, source.info.charset, source.info.url, intake.options.knowledge);
  if (page.is_cut) return intake.skip(source, offset, "elements are nested deeper than any author's");
  intake.report(std::move(page), source, offset);
}

}  // namespace sitrep
