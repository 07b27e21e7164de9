// SPDX-License-Identifier: Apache-2.0
// Work on all cores with results in the order of the input and bounded memory: one producer, workers, one consumer.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace sitrep {

/// `produce` gives the next item or nullopt; `work(item, worker)` runs on one of `threads` threads; `consume` gets the
/// results in order, on the calling thread. The first exception of any of them ends the run and is thrown again here.
template <class Item, class Result>
void work_in_order(std::size_t threads, const std::function<std::optional<Item>()>& produce, const std::function<Result(Item, std::size_t)>& work,
                   const std::function<void(Result)>& consume) {
  struct Shared {
    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::size_t, Item> waiting;
    std::map<std::size_t, Result> done;
    std::size_t taken = 0;     // items given to workers
    std::size_t produced = 0;
    std::size_t consumed = 0;
    bool is_finished = false;  // no more items will come
    std::exception_ptr failure;
  } shared;
  const std::size_t most_ahead = 4 * threads;

  const auto worker = [&](std::size_t number) {
    for (;;) {
      std::unique_lock lock(shared.mutex);
      shared.changed.wait(lock, [&] { return !shared.waiting.empty() || shared.is_finished || shared.failure; });
      if (shared.failure || shared.waiting.empty()) return;
      auto node = shared.waiting.extract(shared.waiting.begin());
      lock.unlock();
      try {
        Result result = work(std::move(node.mapped()), number);
        lock.lock();
        shared.done.emplace(node.key(), std::move(result));
      } catch (...) {
        if (!lock.owns_lock()) lock.lock();
        shared.failure = std::current_exception();
      }
      shared.changed.notify_all();
    }
  };

  std::vector<std::thread> workers;
  for (std::size_t i = 0; i < threads; ++i) workers.emplace_back(worker, i);
  const auto finish = [&](std::exception_ptr failure) {
    {
      const std::lock_guard lock(shared.mutex);
      shared.is_finished = true;
      if (failure) shared.failure = failure;
    }
    shared.changed.notify_all();
    for (std::thread& t : workers) t.join();
  };
  try {
    bool more = true;
    for (;;) {
      std::unique_lock lock(shared.mutex);
      while (more && !shared.failure && shared.produced - shared.consumed < most_ahead) {
        lock.unlock();
        std::optional<Item> item = produce();
        lock.lock();
        more = item.has_value();
        if (item) shared.waiting.emplace(shared.produced++, std::move(*item));
        shared.changed.notify_all();
      }
      if (shared.failure || (!more && shared.consumed == shared.produced)) break;
      shared.changed.wait(lock, [&] { return shared.failure || (!shared.done.empty() && shared.done.begin()->first == shared.consumed); });
      if (shared.failure) break;
      auto node = shared.done.extract(shared.done.begin());
      ++shared.consumed;
      lock.unlock();
      consume(std::move(node.mapped()));
    }
    finish(nullptr);
  } catch (...) {
    finish(std::current_exception());
  }
  if (shared.failure) std::rethrow_exception(shared.failure);
}

}  // namespace sitrep
