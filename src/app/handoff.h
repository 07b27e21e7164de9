// SPDX-License-Identifier: Apache-2.0
// A queue between one thread that finds things and one that takes them, bounded, so that neither runs away from the other.
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>

namespace sitrep {

template <class T>
class Handoff {
 public:
  explicit Handoff(std::size_t most) : most_(most) {}

  /// Waits for room. False when the taker has gone.
  bool put(T item) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return items_.size() < most_ || is_abandoned_; });
    if (is_abandoned_) return false;
    items_.push_back(std::move(item));
    changed_.notify_all();
    return true;
  }
  /// No more will come; `failure` is thrown to the taker behind the last item.
  void finish(std::exception_ptr failure = nullptr) {
    const std::lock_guard lock(mutex_);
    is_finished_ = true;
    failure_ = failure;
    changed_.notify_all();
  }
  /// The next item; nothing at the end.
  std::optional<T> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !items_.empty() || is_finished_; });
    if (items_.empty()) {
      if (failure_) std::rethrow_exception(failure_);
      return std::nullopt;
    }
    T item = std::move(items_.front());
    items_.pop_front();
    changed_.notify_all();
    return item;
  }
  /// The taker wants no more.
  void abandon() {
    const std::lock_guard lock(mutex_);
    is_abandoned_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> items_;
  std::size_t most_;
  bool is_finished_ = false;
  bool is_abandoned_ = false;
  std::exception_ptr failure_;
};

}  // namespace sitrep
