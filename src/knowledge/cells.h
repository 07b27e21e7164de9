// SPDX-License-Identifier: Apache-2.0
// Cells of knowledge tables as values; what does not fit is an Error with file:line and what is allowed.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/format.h"
#include "base/tsv.h"
#include "record/vocabulary.h"

namespace sitrep {

std::int64_t whole_number(const Tsv::Row& row, std::string_view cell);
std::optional<std::int64_t> optional_number(const Tsv::Row& row, std::string_view cell);
bool yes_or_no(const Tsv::Row& row, std::string_view cell);

/// A word of a closed vocabulary.
template <class E>
E term(const Tsv::Row& row, std::string_view cell) {
  const auto found = from_name<E>(cell);
  if (!found) row.fail(format("'{}' is not one of {}", cell, fmt::join(VocabularyOf<E>::names, ", ")));
  return *found;
}

/// Fails when the row's first cell was there already.
inline void check_new(const Tsv::Row& row, bool added) {
  if (!added) row.fail(format("'{}' is there twice", row[0]));
}

}  // namespace sitrep
