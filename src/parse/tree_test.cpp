// SPDX-License-Identifier: Apache-2.0
#include "parse/tree.h"

#include <doctest/doctest.h>

#include "base/error.h"
#include "parse/conllu.h"

using namespace sitrep;

namespace {

constexpr std::string_view text = "Four soldiers were killed. Yerevan blamed Baku.";
constexpr std::string_view conllu =
    "1\tFour\tfour\tNUM\tCD\t_\t2\tnummod\t_\t_\n"
    "2\tsoldiers\tsoldier\tNOUN\tNNS\t_\t4\tnsubjpass\t_\t_\n"
    "3\twere\tbe\tAUX\tVBD\t_\t4\tauxpass\t_\t_\n"
    "4\tkilled\tkill\tVERB\tVBN\t_\t0\tROOT\t_\t_\n"
    "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n"
    "\n"
    "1\tYerevan\tYerevan\tPROPN\tNNP\t_\t2\tnsubj\t_\tentity=B-GPE\n"
    "2\tblamed\tblame\tVERB\tVBD\t_\t0\tROOT\t_\t_\n"
    "3\tBaku\tBaku\tPROPN\tNNP\t_\t2\tdobj\t_\tentity=B-GPE\n"
    "4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n";

}  // namespace

TEST_CASE("a pinned parse becomes a document with its tree") {
  const Document document = document_from_conllu(text, conllu, "pinned");
  REQUIRE(document.tokens.size() == 9);
  REQUIRE(document.sentences.size() == 2);
  REQUIRE(document.entities.size() == 2);
  const Tree tree(document);
  CHECK(tree.child(3, Dep::nsubjpass) == 1U);
  CHECK(tree.subtree(1) == TokenRange{0, 2});
  CHECK(tree.subtree(6) == TokenRange{5, 9});
  CHECK(tree.children(6).size() == 3);
  CHECK(tree.dominates(3, 0));
  CHECK_FALSE(tree.dominates(6, 0));
  CHECK(document.tokens[7].head == 6);
  CHECK(document.tokens[1].lemma_hash == "soldier"_w);
  CHECK(document.span_of({5, 8}).of(text) == "Yerevan blamed Baku");
}

TEST_CASE("CoNLL-U survives the round trip") {
  const Document document = document_from_conllu(text, conllu, "pinned");
  const std::string written = to_conllu(document);
  CHECK(to_conllu(document_from_conllu(text, written, "again")) == written);
}

TEST_CASE("a line that does not fit is named") {
  const auto complaint = [](std::string_view lines) {
    try {
      document_from_conllu(text, lines, "x");
      return std::string("none");
    } catch (const Error& error) {
      return std::string(error.what());
    }
  };
  CHECK(complaint("1\tFour\n") == "x:1: has 2 columns, CoNLL-U has 10");
  CHECK(complaint("1\tFive\tfive\tNUM\tCD\t_\t0\tROOT\t_\t_") == "x:1: 'Five' is not in the text after byte 0");
  CHECK(complaint("1\tFour\tfour\tNUM\tCD\t_\t0\tnope\t_\t_") == "x:1: unknown label 'nope'");
  CHECK(complaint("1\tFour\tfour\tNUM\tCD\t_\t5\tdep\t_\t_") == "x:1: a head lies outside of its sentence");
}
