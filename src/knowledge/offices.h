// SPDX-License-Identifier: Apache-2.0
// Offices and who held them when, from knowledge/actors/offices/ and holders/. It answers one question: did this person
// hold that office on that day? "No" only when the table is sure of who did.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/dates.h"

namespace sitrep {

struct OfficeRecord {
  std::string key;    // ARM.head_of_government
  std::string title;  // prime minister
  std::vector<std::string> aliases;
  std::string of;     // key of a state or an organisation
  std::string kind;   // head_of_state, foreign_minister, …
};

struct Holder {
  std::uint32_t office = 0;
  std::string person;
  std::vector<std::string> names;  // folded: the person and all aliases
  DayRange from;                   // the day is somewhere in it
  std::optional<DayRange> to;      // nullopt: in office when the table was written
  bool is_acting = false;
  bool is_doubtful = false;
};

class Offices {
 public:
  static Offices load(const std::filesystem::path& knowledge);

  /// The office that `title` means in the state or organisation `of`: ("premier", "ARM"). A title that says of what itself
  /// needs no `of`: "president of the European Council".
  std::optional<std::uint32_t> find(std::string_view title, std::string_view of) const;
  /// Any office of a kind: ("foreign_minister", "ARM").
  std::optional<std::uint32_t> find_kind(std::string_view kind, std::string_view of) const;

  /// true: some term of the person covers the day. false: the person is known, the day is outside of every term of his,
  /// and surely inside the term of somebody else. nullopt: the table cannot tell. Acting holders deny nobody.
  std::optional<bool> held_by(std::uint32_t office, std::string_view person, Day day) const;

  /// Who surely held the office on the day.
  const Holder* holder_on(std::uint32_t office, Day day) const;

  /// All terms of persons with this name, full or last.
  std::vector<const Holder*> terms_of(std::string_view person) const;

  const OfficeRecord& operator[](std::uint32_t office) const { return offices_[office]; }
  std::size_t office_count() const { return offices_.size(); }
  std::size_t holder_count() const { return holders_.size(); }

 private:
  std::vector<OfficeRecord> offices_;
  Day complete_until_{};  // an open term says nothing of later days
  std::vector<Holder> holders_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> holders_of_;  // by office key
  std::unordered_map<std::string, std::uint32_t> by_title_;                 // "of|title", folded
  std::unordered_map<std::string, std::optional<std::uint32_t>> by_whole_title_;  // folded, of titles that say of what; empty: several
  std::unordered_map<std::string, std::uint32_t> by_kind_;                  // "of|kind"
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_last_name_;
};

/// A name for comparing: lower case, no diacritics, no marks, single spaces: "Emomalī  Rahmon" is "emomali rahmon".
std::string folded_name(std::string_view name);

/// Do two folded names agree: all words of the shorter are in the longer, its last word as last or next to last word?
bool names_agree(std::string_view a, std::string_view b);

}  // namespace sitrep
