// SPDX-License-Identifier: Apache-2.0
// History told from news. A sentence, or one word's clause in it, is background when its time lies well before the report
// and nothing in it points to now; sentences without a time go with the one before them in their paragraph.
#pragma once

#include <optional>
#include <vector>

#include "base/dates.h"
#include "knowledge/knowledge.h"
#include "parse/tree.h"
#include "record/reading.h"

namespace sitrep {

class Background {
 public:
  Background(const Tree& tree, const std::vector<Time>& times, std::optional<Day> report_day, const Knowledge& knowledge);

  /// By sentence number.
  const std::vector<bool>& sentences() const { return sentences_; }

  /// Of what the word tells: its sentence, unless its own clause has a time of its own ("the war in 2020 that killed …").
  bool at(std::uint32_t token) const;

  /// The clause speaks of what a conflict has cost since it began: "the war has killed …", "killed since the uprising began in 2011".
  bool is_of_whole_conflict(std::uint32_t token) const;
  /// What the verb tells is counted over a long time: "126 people have been killed this year", "hundreds died since talks broke off in April".
  bool is_running_count(std::uint32_t verb) const;

 private:
  enum class Age : std::uint8_t { unknown, old, current };

  void note_times(const std::vector<Time>& times);
  bool is_age(std::uint32_t token) const;
  Age age_of(const Time& time) const;
  bool is_long_now(const Time& time) const;
  bool compares(std::uint32_t since) const;
  /// Does a time say when `clause` happened? Not one that only tells a thing apart ("under a 1997 treaty"), measures from
  /// afar ("the deadliest since the war in 2020") or belongs to a clause that hangs on a noun ("who took office in 2018").
  bool dates(std::uint32_t time, std::uint32_t clause) const;
  bool is_of_conflict(std::uint32_t token) const;
  Age sentence_age(std::uint32_t sentence) const;
  void fill_sentences();

  const Tree& tree_;
  const Knowledge& knowledge_;
  std::optional<Day> report_day_;
  std::vector<Age> token_age_;  // of the token that a time expression begins with
  std::vector<bool> is_long_now_;  // the same, of a long time that has not ended
  std::vector<bool> sentences_;
};

}  // namespace sitrep
