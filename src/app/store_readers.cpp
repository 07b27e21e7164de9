// SPDX-License-Identifier: Apache-2.0
#include "app/store_readers.h"

#include <sys/stat.h>

#include <chrono>

#include "app/api_error.h"
#include "base/format.h"

namespace sitrep {
namespace {

constexpr std::chrono::seconds patience{10};

/// 0: there is no such file.
std::uint64_t inode_of(const std::filesystem::path& file) {
  struct stat status {};
  return ::stat(file.c_str(), &status) == 0 ? static_cast<std::uint64_t>(status.st_ino) : 0;
}

}  // namespace

StoreReaders::Lease::Lease(StoreReaders& readers, Open open) : readers_(readers), open_(std::move(open)) {
  try {
    snapshot_ = open_.store.snapshot();
    ledger_revision_ = open_.store.ledger_revision();
  } catch (...) {
    snapshot_.reset();
    readers_.give_back(std::nullopt);
    throw;
  }
}

StoreReaders::Lease::~Lease() {
  snapshot_.reset();
  readers_.give_back(std::move(open_));
}

std::string StoreReaders::Lease::version() { return format("{:x}-{}", open_.inode, open_.store.ledger_mark()); }

StoreReaders::Lease StoreReaders::borrow() {
  {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, patience, [&] { return left_ > 0; })) throw ApiError(503, "the server is busy; ask again in a while");
    --left_;
  }
  try {
    return Lease(*this, open());
  } catch (const Error& error) {
    throw ApiError(503, error.what());
  }
}

StoreReaders::Open StoreReaders::open() {
  const std::uint64_t inode = inode_of(file_);
  {
    const std::lock_guard lock(mutex_);
    std::erase_if(idle_, [&](const Open& open) { return open.inode != inode; });
    if (!idle_.empty()) {
      Open open = std::move(idle_.back());
      idle_.pop_back();
      return open;
    }
  }
  if (inode == 0) {
    give_back(std::nullopt);
    throw ApiError(503, format("{}: there is no store yet; `sitrep ingest --db` makes one", file_.string()));
  }
  try {
    return {inode, Store::for_reading(file_)};
  } catch (...) {
    give_back(std::nullopt);
    throw;
  }
}

void StoreReaders::give_back(std::optional<Open> open) {
  {
    const std::lock_guard lock(mutex_);
    ++left_;
    if (open) idle_.push_back(std::move(*open));
  }
  changed_.notify_one();
}

}  // namespace sitrep
