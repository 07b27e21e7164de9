// SPDX-License-Identifier: Apache-2.0
#include "parse/labels.h"

#include <doctest/doctest.h>

using namespace sitrep;

TEST_CASE("names and labels stand in the same order") {
  CHECK(name_of(Dep::case_) == "case");
  CHECK(name_of(Dep::nsubjpass) == "nsubjpass");
  CHECK(name_of(Dep::quantmod) == "quantmod");
  CHECK(name_of(Tag::PRP_poss) == "PRP$");
  CHECK(name_of(Tag::VBD) == "VBD");
  CHECK(name_of(Tag::WP_poss) == "WP$");
  CHECK(name_of(Pos::PROPN) == "PROPN");
  CHECK(name_of(EntityLabel::NORP) == "NORP");
  CHECK(dep_from_name("ROOT") == Dep::root);
  CHECK(tag_from_name("``") == Tag::open_quote);
  CHECK_FALSE(dep_from_name("nsubj:pass"));
}
