// SPDX-License-Identifier: Apache-2.0
// Names that tell one happening from another: people without office, streets, bridges, schools. Reports that share them tell of
// the same, also weeks apart. Actors of the actor base, days and months tell nothing.
#pragma once

#include <cstdint>
#include <vector>

#include "record/reading.h"

namespace sitrep {

struct NameHashes {
  std::vector<std::uint64_t> people;  // rising
  std::vector<std::uint64_t> others;  // rising
};
NameHashes name_hashes(const Reading& reading);

}  // namespace sitrep
