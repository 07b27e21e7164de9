// SPDX-License-Identifier: Apache-2.0
// All that the search for places knows: names and places, words beside them, demonyms, and the learned weights that choose.
// Loaded once, immutable.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "base/word.h"
#include "knowledge/linear_model.h"
#include "knowledge/place_base.h"

namespace sitrep {

/// What a word beside a name tells. A word can be of several kinds ("division": of a country, of an army).
enum class PlaceWordKind : std::uint8_t { division, settlement, water, land, road, facility, organisation, title, preposition, direction,
                                           statement, dealing };
inline constexpr std::size_t place_word_kinds = 12;
std::string_view name_of(PlaceWordKind kind);

class PlaceWords {
 public:
  explicit PlaceWords(const std::filesystem::path& table);
  bool is(Word lower, PlaceWordKind kind) const { return (kinds_of(lower) >> static_cast<unsigned>(kind)) & 1U; }
  /// One bit a kind; 0 for a word that tells nothing.
  std::uint16_t kinds_of(Word lower) const;
  /// How the feature codes begin of what the word denotes: "A" for a province. Empty: any.
  std::string_view feature_of(Word lower) const;

 private:
  struct Entry {
    std::uint16_t kinds = 0;
    std::string feature;
  };
  std::unordered_map<Word, Entry> words_;
};

/// From knowledge/actors/states.tsv: words that point to a country without naming a place in it.
struct StateWords {
  std::unordered_map<Word, std::string> demonyms;  // lower-cased adjective or people -> alpha-3
  std::unordered_set<Word> seats;                  // lower-cased capitals and seats, which can stand for the government
};

struct PlaceKnowledge {
  PlaceBase base;
  PlaceWords words;
  LinearModel name_model;      // is this the name of a place?
  LinearModel prior_model;     // which of its namesakes is meant, by itself
  LinearModel report_model;    // and with the rest of the report in view
  StateWords states;

  static PlaceKnowledge load(const std::filesystem::path& gazetteer, const std::filesystem::path& knowledge);
};

}  // namespace sitrep
