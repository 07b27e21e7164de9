// SPDX-License-Identifier: Apache-2.0
#include "app/version.h"

#include "app/data_paths.h"
#include "base/format.h"
#include "nn/model_file.h"

namespace sitrep {
namespace {

std::string model_text(const std::filesystem::path& path) {
  if (!std::filesystem::exists(path)) return "language model: none; `make setup` brings it";
  const ModelFile model(path);
  return format("language model: {} {}, checksum {:016x}", model.name(), model.revision(), model.checksum());
}

}  // namespace

std::string version_text() { return format("sitrep {} ({}, {})\n{}", SITREP_VERSION, SITREP_REVISION, SITREP_BUILD_TYPE, model_text(find_data().model)); }

std::string program_name() { return format("sitrep {}", SITREP_VERSION); }

}  // namespace sitrep
