// SPDX-License-Identifier: Apache-2.0
// Progress on standard error: a bar with rate and remaining time on a terminal, a plain line now and then elsewhere, nothing
// when it is told to be quiet. The engine knows no clock; this does.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sitrep {

class Progress {
 public:
  /// `total_bytes`: nullopt when the whole is not known beforehand.
  Progress(bool is_quiet, std::optional<std::uint64_t> total_bytes);

  void advance(std::uint64_t bytes, std::size_t reports);
  /// A message that stays, above the bar.
  void say(std::string_view message);
  void end(std::string_view summary);

 private:
  using Clock = std::chrono::steady_clock;
  std::string bar(std::uint64_t bytes, std::size_t reports, double seconds) const;

  bool is_quiet_;
  bool is_terminal_;
  std::optional<std::uint64_t> total_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point last_ = start_;
  bool is_drawn_ = false;
};

/// "1:05:09", "3:07", "0:04".
std::string clock_text(double seconds);

}  // namespace sitrep
