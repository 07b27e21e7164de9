// SPDX-License-Identifier: Apache-2.0
#include "app/data_paths.h"

namespace sitrep {
namespace fs = std::filesystem;

DataPaths find_data() {
  std::error_code unreadable;
  const fs::path program = fs::read_symlink("/proc/self/exe", unreadable).parent_path();
  const fs::path installed = program.parent_path() / "share" / "sitrep";
  const bool is_installed = fs::exists(installed, unreadable);
  const fs::path built = is_installed ? installed : program.parent_path() / "data";  // build/release/sitrep -> build/data
  const fs::path knowledge = is_installed ? installed / "knowledge" : program.parent_path().parent_path() / "knowledge";
  return {built / "en_core_web_md.model", built / "en_core_web_sm.model", built / "gazetteer.bin", knowledge};
}

}  // namespace sitrep
