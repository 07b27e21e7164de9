// SPDX-License-Identifier: Apache-2.0
#include "app/ledger_watch.h"

#include "base/error.h"

namespace sitrep {
namespace {

constexpr std::chrono::milliseconds interval{500};

std::string version_of(StoreReaders& readers) {
  try {
    return readers.borrow().version();
  } catch (const Error&) {  // no store yet, or a busy server: looked at again soon
    return "";
  }
}

}  // namespace

LedgerWatch::LedgerWatch(StoreReaders& readers) : readers_(readers), version_(version_of(readers)), thread_([this] { watch(); }) {}

LedgerWatch::~LedgerWatch() {
  {
    const std::lock_guard lock(mutex_);
    is_ended_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

std::string LedgerWatch::version() {
  const std::lock_guard lock(mutex_);
  return version_;
}

bool LedgerWatch::wait_for_other(const std::string& version, std::chrono::milliseconds most) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, most, [&] { return version_ != version || is_ended_; }) && !is_ended_;
}

void LedgerWatch::watch() {
  std::unique_lock lock(mutex_);
  while (!changed_.wait_for(lock, interval, [&] { return is_ended_; })) {
    lock.unlock();
    std::string version = version_of(readers_);
    lock.lock();
    if (version.empty() || version == version_) continue;
    version_ = std::move(version);
    changed_.notify_all();
  }
}

}  // namespace sitrep
