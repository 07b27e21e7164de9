// SPDX-License-Identifier: Apache-2.0
// Adds a user's GeoNames dump (allCountries.txt or one country's file, alternateNamesV2.txt) to the packaged gazetteer.
// Places that it has already keep their numbers and gain names; the dump's coordinates, population and feature code win.
#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

namespace sitrep {

struct ImportCounts {
  std::uint64_t added = 0;
  std::uint64_t updated = 0;
  std::uint64_t names = 0;
  std::uint64_t skipped = 0;  // lines that are no rows of a dump
};

/// Reads the files, told apart by their number of columns, and writes the larger gazetteer to `out`. Throws Error for a file
/// that is neither, and when a file cannot be read.
ImportCounts import_geonames(const std::filesystem::path& gazetteer, const std::vector<std::filesystem::path>& files, const std::filesystem::path& out);

}  // namespace sitrep
