// SPDX-License-Identifier: Apache-2.0
// A store that many threads read: each borrows a connection for one answer and sees one state of the ledger throughout. The
// file may be missing at first, be written to meanwhile, or be replaced by another.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "store/store.h"

namespace sitrep {

class StoreReaders {
  struct Open {
    std::uint64_t inode;
    Store store;
  };

 public:
  /// `most` connections at a time.
  StoreReaders(std::filesystem::path file, std::size_t most) : file_(std::move(file)), left_(most) {}

  /// A connection in use, and a snapshot of what it sees.
  class Lease {
   public:
    Lease(StoreReaders& readers, Open open);
    ~Lease();
    Lease(const Lease&) = delete;
    Store& store() { return open_.store; }
    std::int64_t ledger_revision() const { return ledger_revision_; }
    /// Tells states of the ledger apart, of other files under the same name, too.
    std::string version();

   private:
    StoreReaders& readers_;
    Open open_;
    std::unique_ptr<Snapshot> snapshot_;
    std::int64_t ledger_revision_ = 0;
  };

  /// Waits for a connection. Throws ApiError 503 when all are in use for long, or there is no store that can be read.
  Lease borrow();
  const std::filesystem::path& file() const { return file_; }

 private:
  Open open();
  void give_back(std::optional<Open> open);

  std::filesystem::path file_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Open> idle_;
  std::size_t left_;
};

}  // namespace sitrep
