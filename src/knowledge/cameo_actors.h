// SPDX-License-Identifier: Apache-2.0
// The user's actor dictionaries beside our own actor base: what a CAMEO actor code (country, then sectors, three letters each)
// means in the terms of the record, by knowledge/actors/cameo_sectors.tsv and cameo_countries.tsv. Our own names win: a name
// that the base has keeps its actor.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "knowledge/actors.h"

namespace sitrep {

/// Reads the files and adds their actors and agents. Returns the problems, "file:line: one sentence". Throws Error for a file
/// that cannot be read or holds no entry.
std::vector<std::string> add_dictionaries(Actors& actors, std::span<const std::filesystem::path> files, const std::filesystem::path& knowledge);

}  // namespace sitrep
