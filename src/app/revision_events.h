// SPDX-License-Identifier: Apache-2.0
// The stream of Server-Sent Events of one client: an event for each new state of the ledger, from the one that the client
// saw last.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "app/ledger_watch.h"

namespace sitrep {

class RevisionEvents {
 public:
  /// `last_seen`: the state from which on events are sent; nothing: the present one.
  RevisionEvents(StoreReaders& readers, LedgerWatch& watch, std::optional<std::int64_t> last_seen);

  /// The next events, after a second at most; "" when there are none.
  std::string next();

 private:
  std::string events_since_last();

  StoreReaders& readers_;
  LedgerWatch& watch_;
  std::optional<std::int64_t> last_;
  std::string version_;
  bool is_started_ = false;
  std::chrono::steady_clock::time_point sent_;
};

}  // namespace sitrep
