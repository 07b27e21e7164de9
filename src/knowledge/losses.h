// SPDX-License-Identifier: Apache-2.0
// Words that tell of losses of people, and where in the sentence the victims stand; words for one person; words that take a
// figure back. From knowledge/words/{losses,persons,person_groups,revisions}.tsv.
#pragma once

#include <filesystem>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/word.h"
#include "record/vocabulary.h"

namespace sitrep {

VOCABULARY(LossForm, verb, noun, adjective);
VOCABULARY(VictimPosition, object, subject, lives, lost, harm, of, happening, self, bodies, toll, count, wound, care, missile, body_part, head);
/// Does the word alone tell the outcome? `no`: it yields to a surer word; `open`: hit, but dead or alive is not told.
VOCABULARY(Certainty, yes, no, open);
VOCABULARY(Sex, any, male, female);
VOCABULARY(AgeGroup, any, adult, child);
VOCABULARY(RevisionWord, mistake, earlier);

struct LossWord {
  LossForm form{};
  Outcome outcome{};
  VictimPosition victim{};
  Certainty sure{};
  std::vector<Word> modifiers = {};  // one of them must stand before the noun
};

/// What a word for one person tells of him: enough to say that two descriptions cannot mean the same.
struct Person {
  Sex sex{};
  AgeGroup age{};
};

struct Losses {
  std::unordered_map<Word, LossWord> verbs;  // by lemma
  std::unordered_map<Word, LossWord> nouns;
  std::unordered_map<Word, LossWord> adjectives;
  std::unordered_map<Word, Person> persons;  // lemmas of nouns, pronouns in lower case
  std::unordered_set<Word> groups;           // nouns for several people together, by lemma: their number counts no people
  std::unordered_map<Word, RevisionWord> revisions;

  static Losses load(const std::filesystem::path& knowledge);
};

}  // namespace sitrep
