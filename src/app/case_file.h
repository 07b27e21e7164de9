// SPDX-License-Identifier: Apache-2.0
// A case: a short report and what a reading of it must hold. Cases are tests that an expert writes without C++; a file
// dropped into tests/cases is a test. The format, by example:
//
//   # Each side gives its own dead.
//   published: 2031-05-06
//   title: Border fighting
//   topic: casualties
//
//   Norland said at least 49 of its soldiers were killed. Sudmark reported 50 dead.
//
//   expect
//   figures: "at least 49" low=49 best=49 high=null
//   casualties: outcome=killed figure.best=49 side=NOR claim.speaker="Norland"
//   no casualties: outcome=injured
//   only figures                      # the expected figures are all there are
//   known-failure: why, in a few words
//   parse                             # optional: the parse to use, as CoNLL-U, to the end of the file
//
// An expectation names a list of the reading, then a quoted snippet that the item stands on (its span or a mention), then
// fields. A value is a bare word, null, or a quoted snippet; where the field is an id, the snippet is matched against the
// item that it points to (its words or its name). A path may go through an id: claim.speaker. For a list, one fits.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "record/report.h"

namespace sitrep {

struct FieldTest {
  std::string path;   // "claim.speaker"
  std::string value;  // as written, without quotes
  bool quoted = false;
};

struct Expectation {
  enum class Kind { present, absent, only } kind{};
  std::string list;
  std::optional<std::string> snippet;
  std::vector<FieldTest> fields;
  long line = 0;
  std::string text;  // the line as written
};

struct Case {
  std::string name;  // the file
  Report report;
  std::vector<Expectation> expectations;
  std::optional<std::string> known_failure;
  std::optional<std::string> pinned_parse;
};

/// Throws Error "file:line: …" for anything that is not in the format.
Case parse_case(std::string_view text, std::string_view name);

/// The expectations that the reading (in the contract's JSON) does not meet, one sentence each; empty when it passes.
std::vector<std::string> unmet_expectations(const Case& test, std::string_view reading_json);

}  // namespace sitrep
