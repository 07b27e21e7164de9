// SPDX-License-Identifier: Apache-2.0
// Verb dictionaries of the PETRARCH and TABARI kind, as the file has them: verbs with their forms, and patterns of words
// around the verb that ask for a code of their own. Matching them on trees is for extract/verb_patterns.h.
//
//   &TIES                     a synset: words to choose from
//   +TRADE
//   +BORDER CROSSING
//   --- FREEZE [160] ---      a block: verbs of one meaning, with the code of the verb alone; [---] for none
//   FREEZE {FREEZES FROZE FROZEN}
//   +BREAK_OFF [164]          the verb is the word with +; the others stand beside it
//   - * &TIES WITH + [163]    * the verb, + whom it concerns, $ who acts, % both; a blank leaves room, _ does not
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/word.h"

namespace sitrep {

/// Words that must follow each other, one of several such runs.
using Choices = std::vector<std::vector<Word>>;

struct PatternPart {
  std::uint32_t choices = 0;  // in VerbDictionary::choices
  bool adjacent = false;      // right beside the part before, seen from the verb
};

/// Words around a verb that ask for a code of their own.
struct VerbPattern {
  std::vector<PatternPart> before;  // seen from the verb: the nearest first
  std::vector<PatternPart> after;
  std::string code;                 // CAMEO, text; "" when the words mean nothing
  Word target{};                    // the word right before +, where whom it concerns stands; Word{} if none
  bool has_partners = false;        // %
  long line = 0;
};

/// A verb alone; of a verb of several words, with those beside it.
struct DictionaryVerb {
  std::vector<Word> forms;  // the first form and what the file gives beside it
  VerbPattern alone;
};

/// Verbs of one meaning; the patterns are those of each.
struct VerbBlock {
  std::vector<DictionaryVerb> verbs;
  std::vector<VerbPattern> patterns;  // what asks for more stands first
};

struct VerbDictionary {
  std::string file;
  std::vector<Choices> choices;
  std::vector<VerbBlock> blocks;
  std::vector<std::string> problems;  // "file:line: one sentence"

  /// Never fails: what cannot be read is a problem. `file` stands in the sentences.
  static VerbDictionary read(std::string_view text, std::string_view file);
};

}  // namespace sitrep
