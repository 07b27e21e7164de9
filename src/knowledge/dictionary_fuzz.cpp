// SPDX-License-Identifier: Apache-2.0
// libFuzzer: no bytes taken for a dictionary of the user's crash its readers; what they give keeps to its bounds.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "knowledge/actor_dictionary.h"
#include "knowledge/verb_dictionary.h"

using namespace sitrep;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const VerbDictionary& dictionary, const VerbPattern& pattern) {
  for (const auto* side : {&pattern.before, &pattern.after})
    for (const PatternPart& part : *side) require(part.choices < dictionary.choices.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const ActorDictionary dictionary = ActorDictionary::read(text, "fuzz"); const DictionaryActor& actor : dictionary.actors) {
    require(!actor.names.empty() && !actor.names.front().empty() && !actor.codes.empty());
    for (const CodedPeriod& period : actor.codes) require(!period.from || !period.to || *period.from <= *period.to);
  }
  const VerbDictionary verbs = VerbDictionary::read(text, "fuzz");
  for (const VerbBlock& block : verbs.blocks) {
    for (const DictionaryVerb& verb : block.verbs) check(verbs, verb.alone);
    for (const VerbPattern& pattern : block.patterns) check(verbs, pattern);
  }
  return 0;
}
