// SPDX-License-Identifier: Apache-2.0
// What this build is, for --version and for the record of who made a reading.
#pragma once

#include <string>

namespace sitrep {
/// "sitrep 0.1.0 …": program, and the language model's name, revision and checksum when one is found.
std::string version_text();
/// "sitrep 0.1.0".
std::string program_name();
}  // namespace sitrep
