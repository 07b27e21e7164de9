// SPDX-License-Identifier: Apache-2.0
// Frames: which words tell of which sort of event, and where its parties stand. From knowledge/frames/*.frames, blocks of
// `key value` lines that an expert edits; docs/rules.md is their guide. The ontology (CAMEO codes with PLOVER type, mode
// and Goldstein score) is knowledge/ontology/cameo.tsv.
//
//   frame assault.shell
//   cameo 194
//   mode heavy-weapons
//   contexts military
//   incident shelling
//   weapons artillery
//   verbs shell bombard open+fire rain:down       # verb, verb+object, verb:particle
//   nouns shelling bombardment
//   target object on at
//   unless object price rate
//   effect damaged                                 # what is left of buildings and vehicles that are hit
//   yes Sudmark's army shelled the town.
//   no Shell raised its prices.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/word.h"
#include "knowledge/verb_dictionary.h"
#include "record/vocabulary.h"

namespace sitrep {

struct CameoCode {
  EventType type{};
  std::string mode;  // PLOVER mode, "" if none
  double goldstein = 0;
};

struct Example {
  std::string sentence;
  bool fires = false;
  long line = 0;
};

struct Frame {
  std::string id;  // assault.shell: stable, named by --explain
  std::string cameo;
  EventType type{};
  std::string mode;
  double goldstein = 0;
  std::vector<std::string> contexts;
  std::string incident;                 // kind of incident, "" when it makes none of its own
  std::vector<std::string> weapons;     // types
  std::vector<Word> targets;            // in order of trial: "object"_w, or a preposition
  std::unordered_set<Word> unless_objects;
  DamageEffect effect = DamageEffect::unknown;  // what is left of the things that are hit
  bool is_reciprocal = false;           // "talks between A and B": the parties are partners
  std::vector<Example> examples;
  std::string file;
  std::string where;                    // file:line
};

/// One word or pair that triggers a frame.
struct Trigger {
  std::uint32_t frame = 0;
  Word with{};          // lemma of the object or the particle that must be there; Word{} if none
  bool is_particle = false;
};

/// A pattern of a user's verb dictionary, with the frame that it asks for; none where its words mean nothing.
struct DictionaryPattern {
  VerbPattern words;
  std::optional<std::uint32_t> frame;
};

/// The user's verb dictionaries, a layer under the frames: asked where no frame fires.
struct DictionaryFrames {
  struct Verb {
    DictionaryPattern alone;
    std::uint32_t block = 0;
  };
  std::vector<Choices> choices;
  std::vector<std::vector<DictionaryPattern>> blocks;       // patterns, what asks for more first
  std::unordered_map<Word, std::vector<Verb>> verbs;        // by form
};

/// How a support verb gives its subject a role in the event that its object names.
enum class Support : std::uint8_t { acts, suffers };

struct Frames {
  std::vector<Frame> all;
  std::unordered_map<Word, std::vector<Trigger>> verbs;  // by lemma
  std::unordered_map<Word, std::vector<Trigger>> nouns;
  std::unordered_map<Word, Support> support_verbs;       // carry (out), launch, …: acts; come (under), suffer: suffers
  std::unordered_map<std::string, CameoCode> cameo;
  std::size_t senses = 0;  // words and pairs that trigger a frame

  DictionaryFrames dictionary;

  static Frames load(const std::filesystem::path& knowledge);
  /// Adds a user's verb dictionaries. Returns the problems, "file:line: one sentence". Throws Error for a file that cannot be
  /// read or holds no verb.
  std::vector<std::string> add_dictionaries(std::span<const std::filesystem::path> files);
};

}  // namespace sitrep
