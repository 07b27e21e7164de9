// SPDX-License-Identifier: Apache-2.0
// The accounts of a store, those in use kept in memory. One cache serves all updates of a writer.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "reconcile/account.h"
#include "store/database.h"

namespace sitrep {

struct StoredAccount {
  Account account;
  std::int64_t rank = 0;
};

class AccountTable {
 public:
  explicit AccountTable(Database& database) : database_(database) {}

  /// Valid until make_room().
  const StoredAccount& at(std::int64_t id);
  std::int64_t insert(std::int64_t report, Account account);
  void replace(std::int64_t id, Account account);
  void erase(std::int64_t id);
  /// Forgets what is kept when it is much, or when another program has written.
  void make_room();

 private:
  Database& database_;
  std::unordered_map<std::int64_t, StoredAccount> kept_;
  std::int64_t version_ = 0;  // of the file, as far as others write it
};

}  // namespace sitrep
