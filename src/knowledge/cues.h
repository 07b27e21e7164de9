// SPDX-License-Identifier: Apache-2.0
// Words that introduce what somebody said, and what he does by saying it. From knowledge/words/{cues,channels}.tsv. Which words of a
// sentence are a cue is for extract/attribution.h; this table only tells what a cue means.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <unordered_map>

#include "knowledge/phrases.h"
#include "record/vocabulary.h"

namespace sitrep {

VOCABULARY(CuePart, verb, noun, adjective, phrase, document, deed);

struct CueWord {
  Stance stance = Stance::asserts;
  std::optional<std::string> channel;  // "tweet" tells social_media
};

struct Cues {
  std::unordered_map<Word, CueWord> verbs;  // by lemma
  std::unordered_map<Word, CueWord> nouns;
  std::unordered_map<Word, CueWord> adjectives;
  Phrases<CueWord> phrases;                 // by lemma: "decline to comment"
  std::unordered_map<Word, CueWord> documents;  // sources that are texts: whoever issued them speaks
  std::unordered_map<Word, CueWord> deeds;      // who says that he will do it, threatens
  Phrases<std::string> channels;                // by lemma: "in an interview"

  static Cues load(const std::filesystem::path& knowledge);
};

}  // namespace sitrep
