// SPDX-License-Identifier: Apache-2.0
// Names that tell one happening from another: people without office, streets, bridges, schools. Reports that share them tell of
// the same, also weeks apart. Actors of the actor base, days and months tell nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "record/reading.h"

namespace sitrep {

/// Hashes, rising, of all names of two words and more in the text.
std::vector<std::uint64_t> name_hashes(const Reading& reading);

}  // namespace sitrep
