// SPDX-License-Identifier: Apache-2.0
// Words that tell of losses of people, and where in the sentence the victims stand. From knowledge/words/losses.tsv.
#pragma once

#include <filesystem>
#include <unordered_map>

#include "base/word.h"
#include "record/vocabulary.h"

namespace sitrep {

VOCABULARY(LossForm, verb, noun, adjective);
VOCABULARY(VictimPosition, object, subject, lives, lost, harm, of, self, bodies, toll, head);

struct LossWord {
  LossForm form{};
  Outcome outcome{};
  VictimPosition victim{};
  bool is_sure = true;
};

struct Losses {
  std::unordered_map<Word, LossWord> verbs;  // by lemma
  std::unordered_map<Word, LossWord> nouns;
  std::unordered_map<Word, LossWord> adjectives;

  static Losses load(const std::filesystem::path& knowledge);
};

}  // namespace sitrep
