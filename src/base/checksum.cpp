// SPDX-License-Identifier: Apache-2.0
// XXH3 from xxHash.
#include "base/checksum.h"

#include <xxhash.h>

namespace sitrep {

std::uint64_t checksum(std::span<const std::byte> bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

}  // namespace sitrep
