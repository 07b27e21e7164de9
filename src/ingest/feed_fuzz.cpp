// SPDX-License-Identifier: Apache-2.0
// libFuzzer: no bytes taken for a feed crash the reader, read beyond a buffer or hang.
#include <cstddef>
#include <cstdint>

#include "ingest/readers.h"

using namespace sitrep;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const PageKnowledge knowledge;
  const ReadOptions options{knowledge, {}, {}};
  const ReadSink sink{[](IngestedReport) {}, {}, {}};
  Intake intake(options, sink);
  Source source({"fuzz", "fuzz", {}, {}, {}}, stream_of(std::string(reinterpret_cast<const char*>(data), size)));
  try {
    read_feed(source, intake);
  } catch (const Damaged&) {
  }
  return 0;
}
