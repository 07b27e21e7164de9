// SPDX-License-Identifier: Apache-2.0
// A saved web page: one report a file. What is text in it is page.h's work.
#include "ingest/page.h"
#include "ingest/readers.h"

namespace sitrep {

void read_html(Source& source, Intake& intake) {
  const std::uint64_t offset = source.offset();
  const std::string bytes = source.rest(intake.options.limits.record_bytes);
  intake.report(extract_page(bytes, source.info.charset, source.info.url, intake.options.knowledge), source, offset);
}

}  // namespace sitrep
