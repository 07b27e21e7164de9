// SPDX-License-Identifier: Apache-2.0
// libFuzzer: no bytes, taken for any kind of source, crash a reader, read beyond a buffer or hang. The first byte chooses
// how the bytes are presented, so that one target reaches web archives (plain and in gzip), HTTP bodies, tables and JSON.
#include <cstddef>
#include <cstdint>

#include "ingest/readers.h"

using namespace sitrep;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const PageKnowledge knowledge;
  if (size == 0) return 0;
  static constexpr std::string_view starts[] = {"", "WARC/1.0\r\n", "\x1F\x8B\x08", "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: ", "{\"text\": ", "[{\"text\": ", "title,text,id\n", "PK\x03\x04"};
  std::string bytes(starts[data[0] % std::size(starts)]);
  bytes.append(reinterpret_cast<const char*>(data + 1), size - 1);
  Limits limits;
  limits.record_bytes = 1 << 20;
  const ReadOptions options{knowledge, limits, {}};
  const ReadSink sink{[](IngestedReport) {}, {}, {}};
  Intake(options, sink).read(Source({"fuzz", "fuzz", {}, {}, {}}, stream_of(std::move(bytes))));
  return 0;
}
