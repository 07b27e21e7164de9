// SPDX-License-Identifier: Apache-2.0
// libbrotli is included here only.
#include <brotli/decode.h>

#include <memory>

#include "base/format.h"
#include "ingest/inflate.h"

namespace sitrep {

std::string unbrotlied(std::string_view body, const Limits& limits) {
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> decoder(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr),
                                                                                            BrotliDecoderDestroyInstance);
  std::size_t left = body.size();
  const auto* next = reinterpret_cast<const std::uint8_t*>(body.data());
  std::string result;
  for (;;) {
    std::size_t room = 0;
    const BrotliDecoderResult code = BrotliDecoderDecompressStream(decoder.get(), &left, &next, &room, nullptr, nullptr);
    std::size_t made = 0;
    const std::uint8_t* bytes = BrotliDecoderTakeOutput(decoder.get(), &made);
    result.append(reinterpret_cast<const char*>(bytes), made);
    if (result.size() > limits.record_bytes) throw Damaged(format("body is larger than the limit of {} bytes when decompressed", limits.record_bytes));
    if (code == BROTLI_DECODER_RESULT_SUCCESS) return result;
    if (code == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT) continue;
    throw Damaged(code == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT ? "body cannot be decompressed: truncated" : "body cannot be decompressed: no Brotli data");
  }
}

}  // namespace sitrep
