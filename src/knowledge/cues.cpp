// SPDX-License-Identifier: Apache-2.0
#include "knowledge/cues.h"

#include "knowledge/cells.h"

namespace sitrep {
namespace {

bool add(Cues& cues, CuePart part, std::string_view text, CueWord cue) {
  switch (part) {
    case CuePart::verb: return cues.verbs.emplace(word(text), std::move(cue)).second;
    case CuePart::noun: return cues.nouns.emplace(word(text), std::move(cue)).second;
    case CuePart::adjective: return cues.adjectives.emplace(word(text), std::move(cue)).second;
    case CuePart::document: return cues.documents.emplace(word(text), std::move(cue)).second;
    case CuePart::deed: return cues.deeds.emplace(word(text), std::move(cue)).second;
    case CuePart::phrase: return cues.phrases.add(text, std::move(cue));
  }
  return false;
}

}  // namespace

Cues Cues::load(const std::filesystem::path& knowledge) {
  Cues cues;
  const Tsv table(knowledge / "words" / "cues.tsv", {"cue", "part", "stance", "channel"});
  for (const Tsv::Row& row : table.rows()) {
    CueWord cue{term<Stance>(row, row[2]), row[3].empty() ? std::nullopt : std::optional(std::string(row[3]))};
    check_new(row, add(cues, term<CuePart>(row, row[1]), row[0], std::move(cue)));
  }
  const Tsv channels(knowledge / "words" / "channels.tsv", {"phrase", "channel"});
  for (const Tsv::Row& row : channels.rows()) check_new(row, cues.channels.add(row[0], std::string(row[1])));
  return cues;
}

}  // namespace sitrep
