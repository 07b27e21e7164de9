// SPDX-License-Identifier: Apache-2.0
// Tells whoever waits that the ledger has a new state, whoever wrote it: looks at the store twice a second.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "app/store_readers.h"

namespace sitrep {

class LedgerWatch {
 public:
  explicit LedgerWatch(StoreReaders& readers);
  ~LedgerWatch();
  LedgerWatch(const LedgerWatch&) = delete;

  /// The store's version, as StoreReaders::Lease tells it; "" while there is no store.
  std::string version();
  /// Waits until the version is another one, at most so long. True when it is.
  bool wait_for_other(const std::string& version, std::chrono::milliseconds most);

 private:
  void watch();

  StoreReaders& readers_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::string version_;
  bool is_ended_ = false;
  std::thread thread_;
};

}  // namespace sitrep
