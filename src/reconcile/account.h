// SPDX-License-Identifier: Apache-2.0
// An account: what one report tells of one happening, cut down to what reconciling needs. A reading gives one account for
// each happening that it tells of; the ledger is a function of the set of accounts. Judging which accounts belong together
// is matching.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "record/ledger.h"
#include "record/reading.h"

namespace sitrep {

/// Where a report comes from, as far as that is known. Values: how they are found out is not the ledger's business.
struct Provenance {
  std::optional<std::string> publisher;
  std::optional<std::string> byline;
  std::optional<std::string> agency;   // whose story it says it follows
  std::vector<std::uint64_t> sketch;   // rising hashes of the text; two sketches with most in common are one story
};

/// What the happening is, as far as it decides what may be one with what.
VOCABULARY(Family, violence, diplomacy, protest, other);

/// A figure as a report gives it, with all that decides how it stands to others.
struct FigureAccount {
  Outcome outcome{};
  std::optional<std::string> side;
  VictimClass victim_class{};
  std::optional<std::int64_t> low;
  std::optional<std::int64_t> best;
  std::optional<std::int64_t> high;
  Qualifier qualifier{};
  std::optional<std::string> claimant;       // nothing: the report itself
  std::optional<std::string> claimant_side;  // key of the side that the claimant speaks for
  std::optional<std::string> place;          // when it counts a part of the happening's area
  bool is_part = false;
  bool is_running_total = false;             // counts over a time much longer than the happening
  bool has_died = false;                     // wounded whom the report also tells dead
  std::uint32_t start = 0;                   // code points
  std::uint32_t end = 0;
};

/// A statement that is no figure.
struct StatementAccount {
  std::string claimant;
  std::optional<std::string> claimant_side;
  Stance stance{};
  std::optional<std::string> about;
  std::optional<std::uint32_t> answers;  // position of the statement that it answers
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

struct BlameAccount {
  std::string actor;
  Blame blame{};
  std::optional<std::string> claimant;
  std::uint32_t start = 0;
  std::uint32_t end = 0;
};

struct Account {
  std::string report;
  std::uint32_t number = 0;  // among the accounts of the report
  std::optional<std::string> published;
  Provenance provenance;
  Family family{};
  std::string kind;
  std::string title;
  std::optional<std::string> from;  // dates, YYYY-MM-DD
  std::optional<std::string> to;
  std::optional<TimePrecision> time_precision;
  bool is_ended = false;
  std::vector<LedgerPlace> places;
  std::vector<LedgerSide> sides;
  std::vector<std::string> weapons;      // kinds: artillery, drone
  std::vector<std::uint64_t> people;     // hashes of names of people without office: who shares them tells of the same
  std::vector<std::uint64_t> names;      // the same of other names of two words and more: streets, buildings
  bool is_bare = false;                  // the report tells of no happening; it may belong to one that others tell of
  std::vector<FigureAccount> figures;
  std::vector<StatementAccount> statements;
  std::vector<BlameAccount> blame;
};

/// The happenings that a reading tells of, without background; a bare account for one that tells of none.
std::vector<Account> accounts_of(const Reading& reading, const Provenance& provenance);

/// One line of JSON, for the store, and the reverse.
std::string to_json(const Account& account);
Account account_from_json(std::string_view json, std::string_view where);
Provenance provenance_from_json(std::string_view json, std::string_view where);

}  // namespace sitrep
