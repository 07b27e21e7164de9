// SPDX-License-Identifier: Apache-2.0
#include "app/revision_events.h"

#include <map>
#include <set>

#include "base/error.h"
#include "base/format.h"
#include "base/json.h"

namespace sitrep {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds longest_wait{1000};
constexpr std::chrono::seconds heartbeat{15};  // so that a client that has gone is noticed, and no proxy gives up
constexpr std::int64_t told_most = 5000;       // changes of incidents; who missed more is told to look at everything

/// `incidents`: the ids that changed, or null for "look at everything".
std::string event(std::int64_t ledger_revision, const Json& incidents) {
  return format("event: revision\nid: {}\ndata: {}\n\n", ledger_revision, to_line({{"ledger_revision", ledger_revision}, {"incidents", incidents}}));
}

}  // namespace

RevisionEvents::RevisionEvents(StoreReaders& readers, LedgerWatch& watch, std::optional<std::int64_t> last_seen)
    : readers_(readers), watch_(watch), last_(last_seen), version_(last_seen ? "" : watch.version()) {
  if (last_) return;
  try {
    last_ = readers_.borrow().ledger_revision();
  } catch (const Error&) {  // no store yet: all that it will hold is new
    last_ = 0;
  }
}

std::string RevisionEvents::next() {
  if (!is_started_) {
    is_started_ = true;
    sent_ = std::chrono::steady_clock::now();
    return "retry: 3000\n\n";
  }
  std::string events;
  if (watch_.version() != version_ || watch_.wait_for_other(version_, longest_wait)) events = events_since_last();
  const auto now = std::chrono::steady_clock::now();
  if (events.empty() && now - sent_ > heartbeat) events = ": nothing new\n\n";
  if (!events.empty()) sent_ = now;
  return events;
}

std::string RevisionEvents::events_since_last() {
  try {
    StoreReaders::Lease lease = readers_.borrow();
    version_ = watch_.version();
    const std::int64_t now = lease.ledger_revision();
    if (now == last_) return "";
    const std::vector<LedgerChange> changes = lease.store().changes_since(*last_, told_most);
    const bool is_all_told = now > *last_ && static_cast<std::int64_t>(changes.size()) < told_most;
    std::map<std::int64_t, std::set<std::string>> by_state;
    for (const LedgerChange& change : changes) by_state[change.revision.ledger_revision].insert(change.incident);
    by_state[now];  // it may have added reports alone
    last_ = now;
    if (!is_all_told) return event(now, nullptr);
    std::string events;
    for (const auto& [state, incidents] : by_state) events += event(state, incidents);
    return events;
  } catch (const Error&) {  // busy, or the store is being replaced: tried again with the next call
    return "";
  }
}

}  // namespace sitrep
