// SPDX-License-Identifier: Apache-2.0
// Actor and agent dictionaries of the PETRARCH and TABARI kind, as the file has them: names, codes, and the dates between
// which a code holds. What a code means is for cameo_actors.h.
//
//   VARDE_ASSEMBLY [NORLEG]                    one name, one code
//   ANNA_LIND                                  names of one actor, and the codes, the first that holds on the day
//   +PRESIDENT_LIND
//     [NORELI <20280101]                       before
//     [NORGOV 20280101-20311231]               from, to
//     [NOROPP >20311231]                       after
//   RIFLEMAN {RIFLEMEN} [~MIL]                 an agent: of whomever it stands with; {} no plural, {X} that one, else -s
//   !PEOPLE! = MAN, WOMAN                      words to choose from, in agents: HILL_!PEOPLE! [~CVL]
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/dates.h"

namespace sitrep {

struct CodedPeriod {
  std::string code;         // NORGOV
  std::optional<Day> from;  // both inclusive
  std::optional<Day> to;
};

struct DictionaryActor {
  std::vector<std::string> names;   // lower case, words parted by blanks; the first is the entry's own
  std::vector<CodedPeriod> codes;   // the dated ones first
  long line = 0;
};

struct DictionaryAgent {
  std::vector<std::string> names;   // with plurals
  std::string code;                 // MIL
  long line = 0;
};

struct ActorDictionary {
  std::string file;
  std::vector<DictionaryActor> actors;
  std::vector<DictionaryAgent> agents;
  std::vector<std::string> problems;  // "file:line: one sentence"

  /// Never fails: what cannot be read is a problem. `file` stands in the sentences.
  static ActorDictionary read(std::string_view text, std::string_view file);
};

}  // namespace sitrep
