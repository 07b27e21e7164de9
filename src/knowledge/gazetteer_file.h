// SPDX-License-Identifier: Apache-2.0
// The layout of the gazetteer's file, for its reader and its writers (tools/build_gazetteer.py is one). All numbers are
// little-endian.
//
//   "sitrepGZ"  u32 version  u32 number of sections  u64 size of the rest  u64 checksum of the rest
//   for each section: u64 offset in the file, u64 size in bytes
//   the sections, each padded to 8 bytes
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep::gazetteer_file {

inline constexpr std::string_view magic = "sitrepGZ";
inline constexpr std::uint32_t version = 2;
inline constexpr std::size_t header_size = 32;
inline constexpr std::size_t section_row_size = 16;

/// In the order of the file.
enum Section : std::uint32_t {
  folding,   // u32 a code point from 0 on: number of bytes it folds to, then the bytes
  entries,   // GazetteerEntry
  buckets,   // u32, 2^bits + 1: the first name whose hash starts with these bits
  hashes,    // u64 word() of a folded name, ascending
  links,     // NameLink of the name at the same position
  features,  // char[8] feature codes, padded with NUL
  names,     // display names, each ended by NUL; the first is empty
  section_count
};

/// Depends on each word and its position. Sums, so that it runs at the speed of memory.
inline std::uint64_t checksum(std::string_view data) {
  std::uint64_t sum = 0;
  std::uint64_t position = 0;
  for (std::size_t i = 0; i + 8 <= data.size(); i += 8) {
    std::uint64_t word;
    std::memcpy(&word, data.data() + i, 8);
    position += 0x9E3779B97F4A7C15ULL;
    const std::uint64_t mixed = (word ^ position) * 0xD6E8FEB86659FD93ULL;
    sum += mixed ^ (mixed >> 32);
  }
  return sum;
}

}  // namespace sitrep::gazetteer_file
