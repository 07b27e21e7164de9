// SPDX-License-Identifier: Apache-2.0
// Blocks and links as tables: who stands close to whom, kept exact as accounts come and go, so that the links are those that
// the set of accounts has, whatever the order of arrival. A link has a support: in how many blocks the two stand close
// enough. One that comes between two others in a full block may take a support away, and give it back when it goes.
#pragma once

#include <cstdint>
#include <vector>

#include "store/account_table.h"
#include "store/database.h"

namespace sitrep {

class Neighbourhood {
 public:
  Neighbourhood(Database& database, AccountTable& accounts) : database_(database), accounts_(accounts) {}

  /// Files the account; gives the accounts of which a link was lost by it (later ones of the pair).
  std::vector<std::int64_t> file(std::int64_t id);
  /// The reverse; gives the accounts that gained a link.
  std::vector<std::int64_t> unfile(std::int64_t id);

 private:
  struct Around {
    std::vector<std::int64_t> before;  // nearest first
    std::vector<std::int64_t> behind;
  };
  Around around(std::int64_t key, std::int64_t rank, std::int64_t id);
  std::vector<std::int64_t> side(std::string_view sql, std::int64_t key, std::int64_t rank, std::int64_t id);
  bool change_support(std::int64_t earlier, std::int64_t later, int by);
  void insert(std::int64_t a, std::int64_t b, double evidence, std::int64_t support);

  Database& database_;
  AccountTable& accounts_;
};

}  // namespace sitrep
