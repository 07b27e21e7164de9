// SPDX-License-Identifier: Apache-2.0
// The few morphological features of a token on which its lemma depends, as flags. The attribute ruler sets them, the
// lemmatizer reads them; nothing else needs more of the morphology than the tag says.
#pragma once

#include <cstdint>
#include <string_view>

#include "parse/labels.h"

namespace sitrep {

class Inflection {
 public:
  Inflection() = default;
  /// From features in the form of Universal Dependencies: "Number=Sing|Person=3". "_" is none.
  explicit Inflection(std::string_view features);

  /// Is a word of this part of speech its own lemma?
  bool is_base_form(Pos pos) const;

  bool operator==(const Inflection&) const = default;

 private:
  enum Feature : std::uint8_t { singular = 1, has_number = 2, infinitive = 4, finite = 8, present = 16, positive = 32 };
  bool has(Feature feature) const { return (features_ & feature) != 0; }
  std::uint8_t features_ = 0;
};

}  // namespace sitrep
