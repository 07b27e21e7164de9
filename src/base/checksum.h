// SPDX-License-Identifier: Apache-2.0
// XXH3, the fast checksum: for damaged files and for hashes of content. Not for secrets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace sitrep {

std::uint64_t checksum(std::span<const std::byte> bytes);

inline std::uint64_t checksum(std::string_view text) {
  return checksum({reinterpret_cast<const std::byte*>(text.data()), text.size()});
}

}  // namespace sitrep
