// SPDX-License-Identifier: Apache-2.0
// Reports of any inputs in batches, in order, read by a thread of its own: what commands that parse take their work from.
// Memory is bounded: the thread waits when it is some batches ahead.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "ingest/ingest.h"

namespace sitrep {

class ReportSource {
 public:
  /// The options (and what they refer to) must outlive the source. `skipped` is called on the reading thread.
  ReportSource(std::vector<std::string> inputs, const ReadOptions& options, std::function<void(const Skipped&)> skipped);
  /// Of anything that reads into a sink: `read` is called once, on the reading thread.
  ReportSource(std::function<ReadCounts(const ReadSink&)> read, std::function<void(const Skipped&)> skipped);
  ~ReportSource();
  ReportSource(const ReportSource&) = delete;

  /// Up to `most` reports; nothing at the end. Throws what ended the reading.
  std::optional<std::vector<IngestedReport>> next(std::size_t most);
  /// After the end.
  ReadCounts counts() const { return counts_; }

 private:
  void run(const std::function<ReadCounts(const ReadSink&)>& read, const std::function<void(const Skipped&)>& skipped);

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<IngestedReport> waiting_;
  bool is_finished_ = false;
  bool is_abandoned_ = false;
  std::exception_ptr failure_;
  ReadCounts counts_;
  std::thread thread_;
};

}  // namespace sitrep
