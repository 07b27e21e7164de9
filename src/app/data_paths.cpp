// SPDX-License-Identifier: Apache-2.0
#include "app/data_paths.h"

namespace sitrep {
namespace fs = std::filesystem;

DataPaths data_in(const fs::path& folder) {
  return {folder / "en_core_web_md.model", folder / "en_core_web_sm.model", folder / "gazetteer.bin", folder / "knowledge", folder / "web"};
}

DataPaths find_data() {
  std::error_code unreadable;
  const fs::path program = fs::read_symlink("/proc/self/exe", unreadable).parent_path();
  const fs::path installed = program.parent_path() / "share" / "sitrep";
  if (fs::exists(installed, unreadable)) return data_in(installed);
  DataPaths built = data_in(program.parent_path() / "data");  // build/release/sitrep -> build/data
  built.page = program.parent_path() / "web";
  built.knowledge = program.parent_path().parent_path() / "knowledge";
  return built;
}

}  // namespace sitrep
