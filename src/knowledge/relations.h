// SPDX-License-Identifier: Apache-2.0
// Words that bind one party to another (ally, backs, member, …), from knowledge/frames/relations.tsv, which tells its shapes.
#pragma once

#include <filesystem>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/word.h"
#include "record/vocabulary.h"

namespace sitrep {

VOCABULARY(RelationShape, verb, noun, turned, hyphen, pair, unless);

struct RelationRule {
  std::string id;  // back.verb: stable, named by --explain
  RelationKind kind{};
  RelationShape shape{};
  std::vector<Word> places;  // in order of trial: object, owner, between, or a preposition
  std::vector<EntityKind> from;
  std::vector<EntityKind> to;
  std::string yes;
  std::string no;
  std::string where;  // file:line
};

struct RelationTrigger {
  std::uint32_t rule = 0;
  Word with{};  // lemma of the object that must be there; Word{} if none
};

struct RelationRules {
  std::vector<RelationRule> all;
  std::unordered_map<Word, std::vector<RelationTrigger>> verbs;    // by lemma
  std::unordered_map<Word, std::vector<RelationTrigger>> nouns;    // by lemma
  std::unordered_map<Word, std::vector<RelationTrigger>> hyphens;  // by word: "backed"
  std::unordered_set<Word> unless;                                 // before a noun: "former"

  static RelationRules load(const std::filesystem::path& knowledge);
};

}  // namespace sitrep
