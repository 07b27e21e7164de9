// SPDX-License-Identifier: Apache-2.0
// Footnotes of a sheet: each is the sentence of a report that a number or a claim rests on.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/sheet.h"
#include "store/store.h"

namespace sitrep {

class EvidenceNotes {
 public:
  explicit EvidenceNotes(Store& store) : store_(store) {}

  /// "[3]": the note for this place; the same sentence has one note.
  std::string note(const Evidence& evidence);
  /// The sentence around the place, or the words themselves.
  std::string sentence(const Evidence& evidence);
  /// "Example News, 13 Sep 2022 (id)".
  std::string origin(const std::string& report);
  Footnotes footnotes() const { return {items_, evidence_}; }
  const Reading* reading(const std::string& report);

 private:
  Store& store_;
  std::map<std::string, std::optional<Reading>> readings_;
  std::map<std::pair<std::string, std::string>, std::size_t> numbers_;  // report, sentence
  std::vector<std::string> items_;
  std::vector<Evidence> evidence_;  // where each note was first asked for
};

}  // namespace sitrep
