// SPDX-License-Identifier: Apache-2.0
#include "app/report_source.h"

#include <algorithm>
#include <iterator>

namespace sitrep {
namespace {

constexpr std::size_t most_waiting = 256;

struct Abandoned {};  // ends the reading thread when nobody takes its reports any more

}  // namespace

ReportSource::ReportSource(std::vector<std::string> inputs, const ReadOptions& options, std::function<void(const Skipped&)> skipped)
    : ReportSource([inputs = std::move(inputs), &options](const ReadSink& sink) { return read_reports(inputs, options, sink); }, std::move(skipped)) {}

ReportSource::ReportSource(std::function<ReadCounts(const ReadSink&)> read, std::function<void(const Skipped&)> skipped)
    : thread_([this, read = std::move(read), skipped = std::move(skipped)] { run(read, skipped); }) {}

ReportSource::~ReportSource() {
  {
    const std::lock_guard lock(mutex_);
    is_abandoned_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void ReportSource::run(const std::function<ReadCounts(const ReadSink&)>& read, const std::function<void(const Skipped&)>& skipped) {
  const auto hand_on = [&](IngestedReport report) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_.size() < most_waiting || is_abandoned_; });
    if (is_abandoned_) throw Abandoned{};
    waiting_.push_back(std::move(report));
    changed_.notify_all();
  };
  ReadCounts counts;
  std::exception_ptr failure;
  try {
    counts = read({hand_on, skipped, {}});
  } catch (const Abandoned&) {
  } catch (...) {
    failure = std::current_exception();
  }
  const std::lock_guard lock(mutex_);
  counts_ = counts;
  failure_ = failure;
  is_finished_ = true;
  changed_.notify_all();
}

std::optional<std::vector<IngestedReport>> ReportSource::next(std::size_t most) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return waiting_.size() >= most || is_finished_; });
  if (waiting_.empty()) {
    if (failure_) std::rethrow_exception(failure_);
    return std::nullopt;
  }
  const auto end = waiting_.begin() + static_cast<std::ptrdiff_t>(std::min(most, waiting_.size()));
  std::vector<IngestedReport> batch(std::make_move_iterator(waiting_.begin()), std::make_move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  changed_.notify_all();
  return batch;
}

}  // namespace sitrep
