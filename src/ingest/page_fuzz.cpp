// SPDX-License-Identifier: Apache-2.0
// libFuzzer: no bytes taken for a page crash the extraction of its text, read beyond a buffer or hang. Run from the
// project's folder, where the knowledge is.
#include <cstddef>
#include <cstdint>

#include "base/utf8.h"
#include "ingest/page.h"

using namespace sitrep;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const PageKnowledge knowledge = PageKnowledge::load("knowledge");
  const Page page = extract_page({reinterpret_cast<const char*>(data), size}, std::nullopt, std::nullopt, knowledge);
  if (!is_valid_utf8(page.report.text)) __builtin_trap();
  return 0;
}
