// SPDX-License-Identifier: Apache-2.0
// Words that introduce what somebody said, and what he does by saying it. From knowledge/words/cues.tsv. Which words of a
// sentence are a cue is for extract/attribution.h; this table only tells what a cue means.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>

#include "knowledge/phrases.h"
#include "record/vocabulary.h"

namespace sitrep {

VOCABULARY(CuePart, verb, noun, adjective, phrase);

struct CueWord {
  Stance stance = Stance::asserts;
  std::optional<std::string> channel;  // "tweet" tells social_media
};

struct Cues {
  std::unordered_map<Word, CueWord> verbs;  // by lemma
  std::unordered_map<Word, CueWord> nouns;
  std::unordered_map<Word, CueWord> adjectives;
  Phrases<CueWord> phrases;                 // by lower-cased words: "declined to comment"

  static Cues load(const std::filesystem::path& knowledge);
};

}  // namespace sitrep
