// SPDX-License-Identifier: Apache-2.0
// The options --actors and --verbs of all commands that read: the user's own dictionaries beside our knowledge.
#pragma once

#include "app/commands.h"
#include "app/data_paths.h"
#include "app/engine.h"

namespace sitrep {

inline constexpr Option actors_option{"actors", "FILE", "a dictionary of actors or agents of the PETRARCH kind beside our own", "", true};
inline constexpr Option verbs_option{"verbs", "FILE", "a dictionary of verbs of the PETRARCH kind, asked where our frames are silent", "", true};

/// The program's data with the dictionaries that the user names.
DataPaths data_of(const Arguments& arguments);

/// Tells the lines of the dictionaries that were left out, on standard error; the first `most` of them.
void tell_dictionary_problems(const Engine& engine, std::size_t most = 10);

}  // namespace sitrep
