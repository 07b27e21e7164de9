// SPDX-License-Identifier: Apache-2.0
// Which words of a report are names of places. Every run of capitalised words that the gazetteer knows, that the entity
// recogniser marked, or that stands where names of places stand, is proposed; a linear model over the words around it, the
// entity labels, the gazetteer and the name's other mentions decides. Which place is meant: extract/place_resolution.h.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extract/folded_words.h"
#include "knowledge/place_knowledge.h"
#include "parse/document.h"

namespace sitrep {

/// What kind of place a feature code stands for, as coarse as the choice needs.
enum class PlaceClass : std::uint8_t { none, country, continent, division, lower_division, capital, town, area };
std::string_view name_of(PlaceClass place_class);
PlaceClass class_of(std::string_view feature);

/// A run of tokens that may be a place's name, with what the gazetteer has under it.
struct PlaceName {
  TokenRange tokens;
  std::vector<NamedPlace> known;         // empty: the gazetteer has no such name
  bool abbreviation = false;             // found as "TX", "Calif."
  double probability = 0;                // of being the name of a place
};

class PlaceNameFinder {
 public:
  PlaceNameFinder(const Document& document, const PlaceKnowledge& knowledge);

  /// The names, in text order, never overlapping.
  std::vector<PlaceName> find() const;

  const std::vector<PlaceName>& proposals() const { return proposals_; }
  /// What speaks for and against a proposal. For training, and for find().
  void describe(const PlaceName& proposal, FeatureList& features) const;
  /// What the gazetteer has under these words.
  PlaceName looked_up(TokenRange tokens) const;
  const FoldedWords& words() const { return words_; }

 private:
  /// How often a name is marked as what in the report.
  struct Marks {
    int places = 0;
    int persons = 0;
    int organisations = 0;
    int others = 0;
  };

  void propose();
  void propose_from(std::uint32_t begin, std::uint32_t sentence_end);
  bool is_capitalised(std::uint32_t token) const;
  bool is_stop_of_abbreviation(TokenRange tokens) const;
  bool joins(std::uint32_t token) const;
  TokenRange trimmed(TokenRange tokens) const;
  void count_marks();
  void describe_words(const PlaceName& proposal, FeatureList& features) const;
  void describe_entity(const PlaceName& proposal, FeatureList& features) const;
  void describe_gazetteer(const PlaceName& proposal, FeatureList& features) const;
  void describe_neighbours(const PlaceName& proposal, FeatureList& features) const;
  std::string_view region_behind(const PlaceName& proposal) const;
  void describe_list(const PlaceName& proposal, FeatureList& features) const;
  void describe_report(const PlaceName& proposal, FeatureList& features) const;
  std::string_view lower(std::int64_t token) const;

  const Document& document_;
  const PlaceKnowledge& knowledge_;
  FoldedWords words_;
  std::vector<std::uint32_t> entity_of_;  // token -> number of its entity + 1; 0: none
  std::vector<PlaceName> proposals_;
  std::unordered_map<Word, Marks> marks_;
  std::unordered_map<Word, int> surnames_;  // last words of persons of several words
  std::vector<std::uint8_t> starts_known_;  // a proposal known to the gazetteer covers this token
};

}  // namespace sitrep
