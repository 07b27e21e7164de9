// SPDX-License-Identifier: Apache-2.0
// The victims of a loss: from the head of a phrase to who they are, how many, and which parts of them are told in the same
// breath ("49 of its soldiers, among them three officers"). Knows nothing of the words that tell of the loss.
#pragma once

#include "extract/losses.h"

namespace sitrep {

class LossVictims {
 public:
  LossVictims(const Tree& tree, const Losses& words, const Entities& entities, const std::vector<FoundFigure>& figures);

  /// Adds one loss for the phrase, when it is one of people.
  void add(Loss loss, std::uint32_t victim);
  /// The phrase and the parts that it names.
  void add_with_parts(const Loss& loss, std::uint32_t victim);
  /// Who is said to be among the victims.
  void add_among(const Loss& whole, std::uint32_t victim);
  /// The phrase, all that is coordinated with it, and the parts that it names.
  void add_all(const Loss& loss, std::optional<std::uint32_t> victim);

  /// The figure that the token is in.
  std::optional<std::size_t> figure_at(std::uint32_t token) const;
  /// The figure in a phrase: the phrase is the number itself, or one stands before its noun ("31 IS group militants").
  std::optional<std::size_t> figure_of(std::uint32_t head) const;
  bool is_human(std::uint32_t head) const;
  /// A number, or people who are no state, organisation or name: what a headline's active verb may have lost.
  bool are_counted_or_people(std::uint32_t head) const;
  /// "8 injured": the number has a word of its own.
  bool is_described(std::uint32_t head) const;
  /// "A. Holm killed, a woman injured": the word right behind the victim tells something else of him.
  bool has_other_fate(std::uint32_t victim, const Loss& loss) const;

  std::vector<Loss>& found() { return found_; }

 private:
  void describe_number(Loss& loss, std::uint32_t number) const;
  std::optional<std::uint32_t> told_behind(std::uint32_t trigger, std::uint32_t number) const;
  /// "along with 15 soldiers", "alongside nine of his comrades": who shares the fate of the victim, or of what the verb is done to.
  void add_company(const Loss& loss, std::uint32_t head);
  bool is_additional(const Loss& loss, std::uint32_t victim) const;
  bool is_single(std::uint32_t victim) const;
  bool is_loss_noun(std::uint32_t i) const;
  /// The figure of `a` is larger than that of `b`.
  bool is_larger(std::uint32_t a, std::uint32_t b) const;
  void add_included(const Loss& whole, std::uint32_t victim);
  std::optional<std::uint32_t> counted_behind(std::uint32_t pronoun) const;

  const Tree& tree_;
  const Losses& words_;
  const Entities& entities_;
  const std::vector<FoundFigure>& figures_;
  std::vector<std::size_t> figure_at_;
  std::vector<Loss> found_;
};

}  // namespace sitrep
