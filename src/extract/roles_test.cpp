// SPDX-License-Identifier: Apache-2.0
#include "extract/roles.h"

#include <doctest/doctest.h>

#include "extract/phrases_of.h"

using namespace sitrep;

namespace {

/// "some three armed men shot two guards"; only what the functions under test look at is set.
struct Sentence {
  Document document;
  Sentence() {
    add("some", Tag::DT, Pos::DET, Dep::det, 3);
    add("three", Tag::CD, Pos::NUM, Dep::nummod, 3);
    add("armed", Tag::JJ, Pos::ADJ, Dep::amod, 3);
    add("men", Tag::NNS, Pos::NOUN, Dep::nsubj, 4);
    add("shot", Tag::VBD, Pos::VERB, Dep::root, 4);
    add("two", Tag::CD, Pos::NUM, Dep::nummod, 6);
    add("guards", Tag::NNS, Pos::NOUN, Dep::dobj, 4);
    document.sentences.push_back({0, 7});
    document.sentence_of.assign(7, 0);
  }
  void add(std::string_view text, Tag tag, Pos pos, Dep dep, std::uint32_t head) {
    Token t;
    t.text = t.lower = t.lemma = text;
    t.lower_hash = t.lemma_hash = word(text);
    t.tag = tag;
    t.pos = pos;
    t.dep = dep;
    t.head = head;
    document.tokens.push_back(t);
  }
};

}  // namespace

TEST_CASE("the bare phrase says what, not how many") {
  const Sentence s;
  const Tree tree(s.document);
  CHECK(bare_phrase(tree, {0, 4}) == TokenRange{2, 4});
  CHECK(bare_phrase(tree, {5, 7}) == TokenRange{6, 7});
  CHECK(bare_phrase(tree, {6, 7}) == TokenRange{6, 7});
}

TEST_CASE("every noun phrase may have a role, and like phrases are judged together") {
  const Sentence s;
  const Tree tree(s.document);
  Entities entities;
  entities.at.resize(7);
  const std::vector<RoleCandidate> found = role_candidates(tree, entities);
  REQUIRE(found.size() == 2);
  CHECK(found[0].head == 3);
  CHECK(found[1].phrase == TokenRange{5, 7});
  std::vector<RoleCandidate> twice = found;
  twice.push_back(found[0]);
  const std::vector<RoleCluster> clusters = cluster_candidates(tree, twice);
  REQUIRE(clusters.size() == 2);
  CHECK(clusters[0].candidates == std::vector<std::uint32_t>{0, 2});
}
