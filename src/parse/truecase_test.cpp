// SPDX-License-Identifier: Apache-2.0
// Words, their case and passages, which need no model; how well case is restored is measured by tools/truecase_eval.py.
#include <doctest/doctest.h>

#include <string>

#include "parse/passages.h"
#include "parse/truecase_features.h"

using namespace sitrep;

namespace {

std::string words(std::string_view text) {
  std::string result;
  for (const CaseWord& word : case_words(text)) result += word.lower + "|";
  return result;
}

/// One sign a word: C in capitals, H in a headline, . in the usual print.
std::string prints(std::string_view text) {
  std::string result;
  for (const Print print : prints_of(text, case_words(text))) result += print == Print::capitals ? 'C' : print == Print::headline ? 'H' : '.';
  return result;
}

}  // namespace

TEST_CASE("words end at marks, abbreviations do not") {
  CHECK(words("THE U.S. AL-QAEDA'S 12KM, ÉVIAN.") == "the|u.s|al|qaeda|s|12km|évian|");
  CHECK(words("AT 9 A.M. HE LEFT.") == "at|9|a.m|he|left|");
  CHECK(words("END.NEXT") == "end|next|");
  CHECK(words("") == "");
}

TEST_CASE("what stands before a word") {
  const auto found = case_words("He said: \"No.\" Baku's men -- two (3) left, at-once.\nThen");
  const Gap expected[] = {Gap::paragraph, Gap::space, Gap::colon, Gap::sentence_end, Gap::apostrophe, Gap::space, Gap::dash, Gap::bracket, Gap::bracket, Gap::comma, Gap::hyphen, Gap::paragraph};
  REQUIRE(found.size() == std::size(expected));
  for (std::size_t i = 0; i < found.size(); ++i) CHECK_MESSAGE(found[i].before == expected[i], found[i].lower);
  CHECK(found[7].is_number);
}

TEST_CASE("a line that breaks off within a sentence is not the end of a paragraph") {
  const auto gap_of_last = [](std::string_view text) { return case_words(text).back().before; };
  const std::string line = "THE GENERAL STAFF REPORTED THAT ITS UNITS HAD TAKEN THE HILL NORTH OF THE";
  CHECK(gap_of_last(line + "\nVILLAGE") == Gap::line);
  CHECK(gap_of_last(line + ",\n   VILLAGE") == Gap::line);
  CHECK(gap_of_last(line + ".\nVILLAGE") == Gap::paragraph);
  CHECK(gap_of_last(line + "\n\nVILLAGE") == Gap::paragraph);
  CHECK(gap_of_last("HILL TAKEN\nVILLAGE") == Gap::paragraph);
  CHECK(gap_of_last(line + "\nHILL\nVILLAGE") == Gap::paragraph);
}

TEST_CASE("the case of a word") {
  CHECK(case_of("troops") == Case::lower);
  CHECK(case_of("12") == Case::lower);
  CHECK(case_of("Troops") == Case::title);
  CHECK(case_of("I") == Case::title);
  CHECK(case_of("NATO") == Case::upper);
  CHECK(case_of("MPs") == Case::mixed);
  CHECK(case_of("Évian") == Case::title);
}

TEST_CASE("passages in capitals and headlines") {
  CHECK(prints("THE ARMY SAID SO.\nThe army said so.") == "CCCC....");
  CHECK(prints("Suicide Bombing Kills Dozens in Northern Town\nA bomb went off.") == "HHHHHHH....");
  CHECK(prints("John Smith of Reuters wrote this report himself.") == "........");
  CHECK(prints("He said THE TOWN OF KARVETH HAS FALLEN INTO RUIN last week") == "..CCCCCCCC..");
  CHECK(prints("BAGHDAD (AP) The NATO and UN troops left") == "........");
  CHECK_FALSE(may_need_restoring("Most of the soldiers had left Kabul quietly in the night.\nThey went home to Prague and Berlin, as the ministry said."));
  CHECK(may_need_restoring("a town\nTHE ARMY SAID SO\nand more"));
}
