// SPDX-License-Identifier: Apache-2.0
// Which losses of a report are the same, and which are parts of others. The one place where figures meet; nothing is ever
// added up or averaged here.
#pragma once

#include <optional>
#include <vector>

#include "knowledge/losses.h"
#include "record/reading.h"

namespace sitrep {

bool may_be_one(Person a, Person b);

struct CasualtyRow {
  Casualty casualty;
  std::uint32_t position = 0;  // token, for the order of the text
  std::uint32_t trigger = 0;
  std::uint32_t sentence = 0;
  std::uint32_t line = 0;              // the same, but for headlines: without a full stop they are one sentence with what follows
  Certainty sure = Certainty::yes;
  bool is_total = false;
  bool is_earlier = false;
  bool is_account = false;             // somebody's own count of the same: no sum of what others say
  bool is_additional = false;
  bool is_ordinal = false;             // "a second man"
  bool is_also = false;                // "were also shot"
  bool is_single = false;
  bool is_named = false;
  bool is_bare = false;                // a number alone, without a noun
  bool is_pronoun = false;             // "he died": a weak witness of who it was
  bool is_vague = false;               // "dozens", "several"
  std::string name;                    // of a named victim
  Person person;                       // of a single victim
  std::optional<EntityId> speaker;     // who says so; nullopt: the report itself, or nobody that is named
  std::optional<std::uint32_t> victim_token;
  std::optional<std::uint32_t> including;  // token of the larger group
  // what settle_sums finds:
  bool is_dropped = false;             // says the same as an earlier row
  std::optional<std::size_t> same_as;  // that row
  std::optional<std::size_t> part_of;  // row of the whole
};

/// Marks repeats and parts. Rows are in text order.
void settle_sums(std::vector<CasualtyRow>& rows, const std::vector<Figure>& figures, const std::vector<Place>& places, const std::vector<Time>& times);

}  // namespace sitrep
