// SPDX-License-Identifier: Apache-2.0
#include "app/progress.h"
#include "app/sheet.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <iostream>

#include "base/format.h"

namespace sitrep {
namespace {

constexpr int bar_width = 30;
constexpr double redraw_seconds = 0.1;
constexpr double plain_line_seconds = 10;

}  // namespace

Progress::Progress(bool is_quiet, std::optional<std::uint64_t> total_bytes)
    : is_quiet_(is_quiet), is_terminal_(::isatty(STDERR_FILENO) == 1), total_(total_bytes) {}

void Progress::advance(std::uint64_t bytes, std::size_t reports) {
  if (is_quiet_) return;
  const Clock::time_point now = Clock::now();
  const std::chrono::duration<double> since = now - last_;
  if (since.count() < (is_terminal_ ? redraw_seconds : plain_line_seconds)) return;
  last_ = now;
  const std::string line = bar(bytes, reports, std::chrono::duration<double>(now - start_).count());
  if (is_terminal_) std::cerr << "\r\x1B[K" << line << std::flush;
  else std::cerr << line << '\n';
  is_drawn_ = is_terminal_;
}

std::string Progress::bar(std::uint64_t bytes, std::size_t reports, double seconds) const {
  const double rate = static_cast<double>(bytes) / 1e6 / std::max(seconds, 1e-3);
  if (!total_ || *total_ == 0) return format("{:.1f} MB, {} reports, {:.1f} MB/s", static_cast<double>(bytes) / 1e6, reports, rate);
  const double share = std::min(1.0, static_cast<double>(bytes) / static_cast<double>(*total_));
  const int filled = static_cast<int>(share * bar_width);
  const std::string left = share > 0 ? clock_text(seconds / share - seconds) : "?";
  return format("[{}{}] {:3.0f} %  {} reports, {:.1f} MB/s, {} left", std::string(filled, '='), std::string(bar_width - filled, ' '), share * 100, reports, rate, left);
}

void Progress::say(std::string_view message) {
  if (is_quiet_) return;
  if (is_drawn_) std::cerr << "\r\x1B[K";
  is_drawn_ = false;
  std::cerr << harmless_lines(message) << '\n';
}

void Progress::end(std::string_view summary) { say(summary); }

std::string clock_text(double seconds) {
  const long whole = std::lround(std::max(0.0, seconds));
  if (whole >= 3600) return format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
  return format("{}:{:02}", whole / 60, whole % 60);
}

}  // namespace sitrep
