// SPDX-License-Identifier: Apache-2.0
// Which pairs of accounts are looked at: those that stand close to each other in a block. An account is filed under a few
// keys (a piece of its text, a name, its town in a season, its part of the map or its parties in a week), each block is in
// the order of rank, and only neighbours in that order are compared. So a crowded block costs no more than a thin one, and
// what is compared depends on the set of accounts alone. Whether a pair is one happening is matching.h.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "reconcile/account.h"

namespace sitrep {

/// The order in which accounts are taken, earliest day first, the dated before those that only their report's day places; one
/// that names no place comes with its report's day, behind those that say where.
/// A report's own day and then a number drawn from its name break ties, so that no two accounts are equal.
std::int64_t rank_of(const Account& account);

/// The blocks that the account is in, rising. The high bits of a key are its time, so that blocks of one time lie together.
std::vector<std::int64_t> block_keys(const Account& account);

/// How far apart in a block two accounts may stand: an account meets so many before it and so many behind it.
inline constexpr std::size_t most_apart = 48;

}  // namespace sitrep
