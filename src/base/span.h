// SPDX-License-Identifier: Apache-2.0
// A half-open range of bytes in a report's UTF-8 text. Inside the engine all positions are bytes; code points, which the
// record counts in, appear only where JSON is written or read (record/json.cpp, with base/utf8.h).
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string_view>

namespace sitrep {

struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin >= end; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool contains(std::uint32_t position) const { return begin <= position && position < end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  constexpr Span joined(Span other) const { return {std::min(begin, other.begin), std::max(end, other.end)}; }
  constexpr std::string_view of(std::string_view text) const {
    return begin >= text.size() ? std::string_view{} : text.substr(begin, size());
  }
  constexpr auto operator<=>(const Span&) const = default;
};

}  // namespace sitrep
