// SPDX-License-Identifier: Apache-2.0
// Where the program's data lie: language model, gazetteer, knowledge. Found from the program's own place, so that a build
// tree, an installed copy and a wheel all work without settings.
#pragma once

#include <filesystem>
#include <vector>

namespace sitrep {

struct DataPaths {
  std::filesystem::path model;        // the converted language model
  std::filesystem::path small_model;  // en_core_web_sm, for tests
  std::filesystem::path gazetteer;    // the compiled gazetteer
  std::filesystem::path knowledge;    // the folder of tables and frames
  std::filesystem::path page;         // the folder of the page that `sitrep serve` shows
  std::vector<std::filesystem::path> actor_dictionaries{};  // the user's own, of the PETRARCH kind
  std::vector<std::filesystem::path> verb_dictionaries{};
};

/// All in one folder, as an installed copy and a wheel have them.
DataPaths data_in(const std::filesystem::path& folder);

/// Looks in <folder of the program>/../share/sitrep, then in the build tree. Does not check that the files are there: who
/// opens one says what is missing.
DataPaths find_data();

}  // namespace sitrep
