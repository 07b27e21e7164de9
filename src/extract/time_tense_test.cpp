// SPDX-License-Identifier: Apache-2.0
// On parses written out, so that no model is needed.
#include "extract/time_tense.h"

#include <doctest/doctest.h>

#include "parse/conllu.h"

using namespace sitrep;

namespace {

const Times& times() {
  static const Times loaded = Times::load(SITREP_SOURCE_DIR "/knowledge");
  return loaded;
}

/// The outlook at the last word but the full stop.
Outlook outlook(const char* text, const char* conllu) {
  const Document document = document_from_conllu(text, conllu, "test");
  const Tree tree(document);
  return outlook_at(tree, times(), static_cast<std::uint32_t>(document.tokens.size()) - 1);
}

}  // namespace

TEST_CASE("past and future by the verb's group") {
  CHECK(outlook("He left Monday",
                "1\tHe\the\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tleft\tleave\tVERB\tVBD\t_\t0\tROOT\t_\t_\n3\tMonday\tMonday\tPROPN\tNNP\t_\t2\tnpadvmod\t_\t_\n") ==
        Outlook::past);
  CHECK(outlook("He will leave Monday",
                "1\tHe\the\tPRON\tPRP\t_\t3\tnsubj\t_\t_\n2\twill\twill\tAUX\tMD\t_\t3\taux\t_\t_\n3\tleave\tleave\tVERB\tVB\t_\t0\tROOT\t_\t_\n"
                "4\tMonday\tMonday\tPROPN\tNNP\t_\t3\tnpadvmod\t_\t_\n") == Outlook::future);
  CHECK(outlook("He would have left Monday",
                "1\tHe\the\tPRON\tPRP\t_\t4\tnsubj\t_\t_\n2\twould\twould\tAUX\tMD\t_\t4\taux\t_\t_\n3\thave\thave\tAUX\tVB\t_\t4\taux\t_\t_\n"
                "4\tleft\tleave\tVERB\tVBN\t_\t0\tROOT\t_\t_\n5\tMonday\tMonday\tPROPN\tNNP\t_\t4\tnpadvmod\t_\t_\n") == Outlook::past);
}

TEST_CASE("words that look ahead, and beginnings in the present tense") {
  CHECK(outlook("A vote is scheduled Monday",
                "1\tA\ta\tDET\tDT\t_\t2\tdet\t_\t_\n2\tvote\tvote\tNOUN\tNN\t_\t4\tnsubjpass\t_\t_\n3\tis\tbe\tAUX\tVBZ\t_\t4\tauxpass\t_\t_\n"
                "4\tscheduled\tschedule\tVERB\tVBN\t_\t0\tROOT\t_\t_\n5\tMonday\tMonday\tPROPN\tNNP\t_\t4\tnpadvmod\t_\t_\n") == Outlook::future);
  CHECK(outlook("Talks resume Monday",
                "1\tTalks\ttalk\tNOUN\tNNS\t_\t2\tnsubj\t_\t_\n2\tresume\tresume\tVERB\tVBP\t_\t0\tROOT\t_\t_\n3\tMonday\tMonday\tPROPN\tNNP\t_\t2\tnpadvmod\t_\t_\n") ==
        Outlook::future);
  CHECK(outlook("He says Monday",
                "1\tHe\the\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tsays\tsay\tVERB\tVBZ\t_\t0\tROOT\t_\t_\n3\tMonday\tMonday\tPROPN\tNNP\t_\t2\tnpadvmod\t_\t_\n") ==
        Outlook::present);
}
