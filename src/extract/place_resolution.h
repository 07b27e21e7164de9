// SPDX-License-Identifier: Apache-2.0
// Which of its namesakes a name in a report means. All mentions of a name are decided together, in two rounds: first each
// name by itself (population, kind of name, words beside it, the region named behind it), then with the whole report in view
// (which countries and divisions are in play, what lies near, the neighbours in a list). A name that nothing fits stays
// without a place. Population is a prior, never more.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "extract/place_contexts.h"
#include "extract/place_masses.h"
#include "extract/place_names.h"
#include "record/report.h"

namespace sitrep {

struct PlaceChoice {
  std::optional<PlaceNumber> place;  // nullopt: none of the candidates
  NameKind kind{};
  bool by_kind = false;              // found under the name without its word for the kind: "Loudon" for "Loudon Co."
  double probability = 0;
};

/// Mentions that must mean the same, and what they may mean.
struct PlaceGroup {
  Word name{};                          // folded
  Word region{};                        // folded, of the region named behind it; zero: none
  std::vector<std::uint32_t> mentions;  // positions in the list of names
  std::vector<PlaceChoice> candidates;  // the last is "none of these"
  std::size_t chosen = 0;
};

class PlaceResolver {
 public:
  PlaceResolver(const Document& document, const Report& report, const PlaceKnowledge& knowledge, const PlaceNameFinder& finder,
                const std::vector<PlaceName>& names);

  /// Both rounds.
  void resolve();

  const std::vector<PlaceGroup>& groups() const { return groups_; }
  const PlaceGroup& group_of(std::uint32_t name) const { return groups_[group_of_[name]]; }
  const PlaceContext& context_of(std::uint32_t name) const { return contexts_[name]; }

  /// For training: the first round, and what speaks for a candidate in each.
  void first_round();
  /// Leaves this group out of the report's masses, and namesakes that lie elsewhere by their own words.
  void focus(std::uint32_t group);
  void describe_alone(const PlaceGroup& group, const PlaceChoice& candidate, FeatureList& features) const;
  void describe_in_report(const PlaceGroup& group, const PlaceChoice& candidate, FeatureList& features) const;

 private:
  void group_names();
  std::vector<PlaceChoice> candidates_of(std::uint32_t name) const;
  void describe_none(const PlaceGroup& group, FeatureList& features) const;
  void describe_context(const PlaceGroup& group, const PlaceChoice& candidate, FeatureList& features) const;
  bool has_twin(const PlaceGroup& group, PlaceNumber place, std::string_view feature) const;
  void second_round();
  void weigh_report();
  void add_hints();
  PlaceMasses masses_of(const PlaceGroup& group) const;
  /// The probability, by what is known of that name so far, that the place lies in what it means.
  double share_holding(std::uint32_t outer_name, PlaceNumber inner) const;
  /// The same, that it means something in the country, or the division, of the place.
  double share_in_country(std::uint32_t name, PlaceNumber place) const;
  double share_in_division(std::uint32_t name, PlaceNumber place) const;
  bool holds(PlaceNumber outer, PlaceNumber inner) const;

  const Document& document_;
  const Report& report_;
  const PlaceKnowledge& knowledge_;
  const PlaceNameFinder& finder_;
  const std::vector<PlaceName>& names_;
  std::vector<PlaceContext> contexts_;
  std::vector<PlaceGroup> groups_;
  std::vector<std::uint32_t> group_of_;
  PlaceMasses masses_;
  PlaceMasses own_;  // of the group that is being judged, to be left out
};

}  // namespace sitrep
