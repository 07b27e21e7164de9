// SPDX-License-Identifier: Apache-2.0
#include "extract/claims.h"

#include <doctest/doctest.h>

#include <string>

#include "extract/attribution_candidates.h"
#include "extract/claim_meaning.h"
#include "extract/nested_claims.h"
#include "extract/quotations.h"
#include "parse/conllu.h"

using namespace sitrep;

namespace {

/// A cue table in memory would need files; the tests use the project's own.
const Cues& cues() {
  static const Cues loaded = Cues::load(std::string(SITREP_SOURCE_DIR) + "/knowledge");
  return loaded;
}

const AttributionModel& model() {
  static const AttributionModel loaded = AttributionModel::load(std::string(SITREP_SOURCE_DIR) + "/knowledge");
  return loaded;
}

constexpr const char* said_text = "Holm said troops must leave.";
constexpr const char* said_parse =
    "1\tHolm\tHolm\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n"
    "2\tsaid\tsay\tVERB\tVBD\t_\t0\tROOT\t_\t_\n"
    "3\ttroops\ttroop\tNOUN\tNNS\t_\t5\tnsubj\t_\t_\n"
    "4\tmust\tmust\tAUX\tMD\t_\t5\taux\t_\t_\n"
    "5\tleave\tleave\tVERB\tVB\t_\t2\tccomp\t_\t_\n"
    "6\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";

Attribution said() {
  Attribution a;
  a.source = TokenRange{0, 1};
  a.cue = {1, 2};
  a.cue_head = 1;
  a.content = {{2, 5}};
  return a;
}

}  // namespace

TEST_CASE("what others must do is demanded; a negated telling verb declines to comment") {
  const Document document = document_from_conllu(said_text, said_parse, "test");
  const Tree tree(document);
  Entities entities;
  entities.at.resize(document.tokens.size());
  CHECK(content_root(tree, said()) == 4);
  CHECK(stance_of(tree, said(), entities, cues()) == Stance::demands);

  const char* parse =
      "1\tHolm\tHolm\tPROPN\tNNP\t_\t4\tnsubj\t_\t_\n"
      "2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_\n"
      "3\tnot\tnot\tPART\tRB\t_\t4\tneg\t_\t_\n"
      "4\tsay\tsay\tVERB\tVB\t_\t0\tROOT\t_\t_\n"
      "5\twhy\twhy\tSCONJ\tWRB\t_\t4\tccomp\t_\t_\n\n";
  const Document silent = document_from_conllu("Holm did not say why", parse, "test");
  Attribution a;
  a.source = TokenRange{0, 1};
  a.cue = {1, 4};
  a.cue_head = 3;
  a.content = {{4, 5}};
  CHECK(stance_of(Tree(silent), a, entities, cues()) == Stance::declines_comment);
}

TEST_CASE("pieces without a hole in them") {
  Pieces pieces;
  pieces.add({0, 10});
  const Pieces two = pieces.without({3, 5});
  CHECK(two.count == 2);
  CHECK(two.ranges[0] == TokenRange{0, 3});
  CHECK(two.ranges[1] == TokenRange{5, 10});
  CHECK(pieces.without({0, 10}).empty());
  CHECK(pieces.without({10, 12}).size() == 10);
  CHECK(pieces.without({4, 4}).count == 1);
}

TEST_CASE("a clause is among the candidates of its cue, its subject among the sources") {
  const Document document = document_from_conllu(said_text, said_parse, "test");
  const Tree tree(document);
  const Passage passage(tree, {0, 6}, model());
  Marginals marginals;
  marginals.of.resize(6);
  for (LabelScores& scores : marginals.of) scores[0] = 1;
  const LabelledPassage labelled(passage, marginals);
  const CueCandidate cue = cue_at(labelled, {1, 2});
  bool clause = false;
  for (const ContentCandidate& c : content_candidates(labelled, cue)) clause |= c.pieces.count == 1 && c.pieces.ranges[0] == TokenRange{2, 5};
  CHECK(clause);
  Pieces content;
  content.add({2, 5});
  const auto sources = source_candidates(labelled, cue, content);
  REQUIRE(sources.size() == 1);
  CHECK(sources[0].tokens == TokenRange{0, 1});
}

TEST_CASE("marginals sum to one, and a further token never comes first") {
  std::vector<LabelScores> emissions(3);
  emissions[0][static_cast<std::size_t>(Label::cue)] = 5;
  emissions[1][static_cast<std::size_t>(Label::content_first)] = 3;
  Marginals marginals;
  label_marginals(emissions, LabelMatrix{}, LabelScores{}, marginals);
  for (const LabelScores& scores : marginals.of) {
    float sum = 0;
    for (const float s : scores) sum += s;
    CHECK(sum == doctest::Approx(1).epsilon(1e-4));
  }
  CHECK(marginals.of[0][static_cast<std::size_t>(Label::cue)] < 1e-6F);
  CHECK(marginals.content(1) > 0.5F);
}

TEST_CASE("a claim inside of what is said is found by rule") {
  const char* parse =
      "1\tHolm\tHolm\tPROPN\tNNP\t_\t2\tnsubj\t_\t_\n"
      "2\tsaid\tsay\tVERB\tVBD\t_\t0\tROOT\t_\t_\n"
      "3\twitnesses\twitness\tNOUN\tNNS\t_\t4\tnsubj\t_\t_\n"
      "4\treported\treport\tVERB\tVBD\t_\t2\tccomp\t_\t_\n"
      "5\thearing\thear\tVERB\tVBG\t_\t4\txcomp\t_\t_\n"
      "6\tshots\tshot\tNOUN\tNNS\t_\t5\tdobj\t_\t_\n\n";
  const Document document = document_from_conllu("Holm said witnesses reported hearing shots", parse, "test");
  std::vector<Attribution> attributions(1);
  attributions[0].source = TokenRange{0, 1};
  attributions[0].cue = {1, 2};
  attributions[0].cue_head = 1;
  attributions[0].content = {{2, 6}};
  add_nested(Tree(document), attributions);
  REQUIRE(attributions.size() == 2);
  CHECK(attributions[1].cue_head == 3);
  CHECK(attributions[1].source == TokenRange{2, 3});
  CHECK(attributions[1].content == std::vector<TokenRange>{{4, 6}});
}

TEST_CASE("speech that goes on without a cue belongs to who spoke last") {
  const char* parse =
      "1\t\"\t\"\tPUNCT\t``\t_\t3\tpunct\t_\t_\n"
      "2\tWe\twe\tPRON\tPRP\t_\t3\tnsubj\t_\t_\n"
      "3\twon\twin\tVERB\tVBD\t_\t6\tccomp\t_\t_\n"
      "4\t\"\t\"\tPUNCT\t''\t_\t6\tpunct\t_\t_\n"
      "5\the\the\tPRON\tPRP\t_\t6\tnsubj\t_\t_\n"
      "6\tsaid\tsay\tVERB\tVBD\t_\t0\tROOT\t_\t_\n"
      "7\t.\t.\tPUNCT\t.\t_\t6\tpunct\t_\t_\n\n"
      "1\t\"\t\"\tPUNCT\t``\t_\t3\tpunct\t_\t_\n"
      "2\tThey\tthey\tPRON\tPRP\t_\t3\tnsubj\t_\t_\n"
      "3\tlost\tlose\tVERB\tVBD\t_\t0\tROOT\t_\t_\n"
      "4\ttwo\ttwo\tNUM\tCD\t_\t5\tnummod\t_\t_\n"
      "5\ttanks\ttank\tNOUN\tNNS\t_\t3\tdobj\t_\t_\n"
      "6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_\n"
      "7\t\"\t\"\tPUNCT\t''\t_\t3\tpunct\t_\t_\n\n";
  const Document document = document_from_conllu("\"We won\" he said. \"They lost two tanks.\"", parse, "test");
  std::vector<Attribution> attributions(1);
  attributions[0].source = TokenRange{4, 5};
  attributions[0].cue = {5, 6};
  attributions[0].cue_head = 5;
  attributions[0].content = {{1, 3}};
  complete_quotations(Tree(document), attributions);
  REQUIRE(attributions[0].content.size() == 2);
  CHECK(attributions[0].content[1] == TokenRange{8, 12});
}
