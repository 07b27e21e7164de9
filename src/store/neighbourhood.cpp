// SPDX-License-Identifier: Apache-2.0
#include "store/neighbourhood.h"

#include <map>

#include "reconcile/blocking.h"
#include "reconcile/clustering.h"

namespace sitrep {
namespace {

/// Pairs that are just within reach of each other when nothing stands between them, and just beyond it otherwise.
template <class Around, class Use>
void for_pairs_at_the_edge(const Around& around, Use use) {
  for (std::size_t i = 0; i < around.before.size(); ++i) {
    const std::size_t j = most_apart - 1 - i;
    if (j < around.behind.size()) use(around.before[i], around.behind[j]);
  }
}

}  // namespace

std::vector<std::int64_t> Neighbourhood::file(std::int64_t id) {
  const StoredAccount& own = accounts_.at(id);
  std::map<std::int64_t, std::int64_t> support;
  std::vector<std::int64_t> bereft;
  for (const std::int64_t key : block_keys(own.account)) {
    const Around close = around(key, own.rank, id);
    for (const auto* side : {&close.before, &close.behind})
      for (const std::int64_t other : *side) ++support[other];
    for_pairs_at_the_edge(close, [&](std::int64_t earlier, std::int64_t later) {
      if (change_support(earlier, later, -1)) bereft.push_back(later);
    });
    database_.query("INSERT INTO blocks (key, rank, account) VALUES (?, ?, ?)").bind(key).bind(own.rank).bind(id).run();
  }
  for (const auto& [other, count] : support)
    if (const auto evidence = link_between(own.account, accounts_.at(other).account)) insert(id, other, *evidence, count);
  return bereft;
}

std::vector<std::int64_t> Neighbourhood::unfile(std::int64_t id) {
  const StoredAccount& own = accounts_.at(id);
  std::vector<std::int64_t> linked;
  for (const std::int64_t key : block_keys(own.account)) {
    database_.query("DELETE FROM blocks WHERE key = ? AND rank = ? AND account = ?").bind(key).bind(own.rank).bind(id).run();
    for_pairs_at_the_edge(around(key, own.rank, id), [&](std::int64_t earlier, std::int64_t later) {
      if (change_support(earlier, later, 1)) linked.push_back(later);
    });
  }
  std::vector<std::pair<std::int64_t, std::int64_t>> others;
  Query query = database_.query("SELECT rank, other FROM links WHERE account = ?");
  query.bind(id);
  while (query.next()) others.emplace_back(query.number(0), query.number(1));
  for (const auto& [rank, other] : others)
    database_.query("DELETE FROM links WHERE account = ? AND rank = ? AND other = ?").bind(other).bind(own.rank).bind(id).run();
  database_.query("DELETE FROM links WHERE account = ?").bind(id).run();
  return linked;
}

Neighbourhood::Around Neighbourhood::around(std::int64_t key, std::int64_t rank, std::int64_t id) {
  return {side("SELECT account FROM blocks WHERE key = ? AND (rank, account) < (?, ?) ORDER BY rank DESC, account DESC LIMIT ?", key, rank, id),
          side("SELECT account FROM blocks WHERE key = ? AND (rank, account) > (?, ?) ORDER BY rank, account LIMIT ?", key, rank, id)};
}

std::vector<std::int64_t> Neighbourhood::side(std::string_view sql, std::int64_t key, std::int64_t rank, std::int64_t id) {
  std::vector<std::int64_t> accounts;
  Query query = database_.query(sql);
  query.bind(key).bind(rank).bind(id).bind(static_cast<std::int64_t>(most_apart));
  while (query.next()) accounts.push_back(query.number(0));
  return accounts;
}

/// True when the link came into being or ended.
bool Neighbourhood::change_support(std::int64_t earlier, std::int64_t later, int by) {
  const StoredAccount& a = accounts_.at(earlier);
  const StoredAccount& b = accounts_.at(later);
  Query query = database_.query("SELECT support FROM links WHERE account = ? AND rank = ? AND other = ?");
  if (!query.bind(later).bind(a.rank).bind(earlier).next()) {
    const auto evidence = by > 0 ? link_between(a.account, b.account) : std::nullopt;
    if (evidence) insert(earlier, later, *evidence, 1);
    return evidence.has_value();
  }
  const std::int64_t support = query.number(0) + by;
  const auto set = [&](std::int64_t account, std::int64_t rank, std::int64_t other) {
    if (support == 0) database_.query("DELETE FROM links WHERE account = ? AND rank = ? AND other = ?").bind(account).bind(rank).bind(other).run();
    else database_.query("UPDATE links SET support = ? WHERE account = ? AND rank = ? AND other = ?").bind(support).bind(account).bind(rank).bind(other).run();
  };
  set(later, a.rank, earlier);
  set(earlier, b.rank, later);
  return support == 0;
}

void Neighbourhood::insert(std::int64_t a, std::int64_t b, double evidence, std::int64_t support) {
  const auto put = [&](std::int64_t account, std::int64_t other) {
    database_.query("INSERT INTO links (account, rank, other, evidence, support) VALUES (?, ?, ?, ?, ?)")
        .bind(account).bind(accounts_.at(other).rank).bind(other).bind(evidence).bind(support).run();
  };
  put(a, b);
  put(b, a);
}

}  // namespace sitrep
