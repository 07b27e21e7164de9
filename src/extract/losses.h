// SPDX-License-Identifier: Apache-2.0
// Losses: every place in the text that says that people were killed, hurt, captured, … with the victims named there. One
// sentence at a time; which of them are the same, or parts of each other, is for casualties.h.
#pragma once

#include <optional>
#include <vector>

#include "extract/entities.h"
#include "extract/figures.h"

namespace sitrep {

struct Loss {
  std::uint32_t trigger = 0;              // token: killed, deaths, toll, dead
  Outcome outcome{};
  Certainty sure = Certainty::yes;        // does the word alone tell the outcome?
  bool is_total = false;                  // a toll: "the death toll rose to 43"
  bool is_earlier = false;                // a toll that is called an old one: "the previous toll was 20"
  std::optional<std::uint32_t> victim;    // head token of the victims' phrase, or of their number
  std::optional<std::uint32_t> people;    // head token of who they are: "soldiers" in "49 of its soldiers"
  std::optional<std::size_t> figure;      // in the list of figures
  bool is_single = false;                 // one person without a number: "a soldier", "E. Holm"
  std::optional<std::uint32_t> account_of = {};  // head token of who gives this count beside those of others: "the monitor gave a toll of 48"
  bool is_conjunct = false;               // reached through "and" only; a word of its own tells more
  bool is_additional = false;             // "another 43", "two more", "12 others"
  bool is_ordinal = false;                // "a second man": one of those who are counted
  bool is_bare = false;                   // a number alone: "and 10 were captured"
  std::optional<std::uint32_t> including; // head token of the larger group: "…, including three civilians", "four of them"
  std::vector<std::uint32_t> inflicted_by = {};  // head tokens

  bool is_sure() const { return sure == Certainty::yes; }
};

std::vector<Loss> find_losses(const Tree& tree, const Knowledge& knowledge, const Entities& entities, const std::vector<FoundFigure>& figures);

}  // namespace sitrep
