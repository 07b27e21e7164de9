// SPDX-License-Identifier: Apache-2.0
#include "store/account_table.h"

#include "base/format.h"
#include "reconcile/blocking.h"

namespace sitrep {
namespace {
constexpr std::size_t most_kept = 8192;
}  // namespace

const StoredAccount& AccountTable::at(std::int64_t id) {
  const auto at = kept_.find(id);
  if (at != kept_.end()) return at->second;
  Query query = database_.query("SELECT body, rank FROM accounts WHERE id = ?");
  query.bind(id).next();
  StoredAccount stored{account_from_json(query.text(0), format("{}: account {}", database_.file(), id)), query.number(1)};
  return kept_.emplace(id, std::move(stored)).first->second;
}

std::int64_t AccountTable::insert(std::int64_t report, Account account) {
  const std::int64_t rank = rank_of(account);
  database_.query("INSERT INTO accounts (report, number, rank, body) VALUES (?, ?, ?, ?)")
      .bind(report).bind(std::int64_t{account.number}).bind(rank).bind(to_json(account)).run();
  const std::int64_t id = database_.last_row_id();
  kept_.insert_or_assign(id, StoredAccount{std::move(account), rank});
  return id;
}

void AccountTable::replace(std::int64_t id, Account account) {
  const std::int64_t rank = rank_of(account);
  database_.query("UPDATE accounts SET rank = ?, leader = NULL, body = ? WHERE id = ?").bind(rank).bind(to_json(account)).bind(id).run();
  kept_.insert_or_assign(id, StoredAccount{std::move(account), rank});
}

void AccountTable::erase(std::int64_t id) {
  database_.query("DELETE FROM accounts WHERE id = ?").bind(id).run();
  kept_.erase(id);
}

void AccountTable::make_room() {
  Query query = database_.query("PRAGMA data_version");
  const std::int64_t version = query.next() ? query.number(0) : 0;
  if (kept_.size() > most_kept || version != version_) kept_.clear();
  version_ = version;
}

}  // namespace sitrep
