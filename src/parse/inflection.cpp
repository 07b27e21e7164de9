// SPDX-License-Identifier: Apache-2.0
#include "parse/inflection.h"

#include "base/strings.h"

namespace sitrep {

Inflection::Inflection(std::string_view features) {
  for (const std::string_view feature : split(features, '|')) {
    if (feature.starts_with("Number=")) features_ |= has_number;
    if (feature == "Number=Sing") features_ |= singular;
    if (feature == "VerbForm=Inf") features_ |= infinitive;
    if (feature == "VerbForm=Fin") features_ |= finite;
    if (feature == "Tense=Pres") features_ |= present;
    if (feature == "Degree=Pos") features_ |= positive;
  }
}

bool Inflection::is_base_form(Pos pos) const {
  if (has(infinitive) || has(positive)) return true;
  if (pos == Pos::NOUN) return has(singular);
  return pos == Pos::VERB && has(finite) && has(present) && !has(has_number);  // "they say"
}

}  // namespace sitrep
