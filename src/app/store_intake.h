// SPDX-License-Identifier: Apache-2.0
// Reports from any input into a store: screened, read on all cores, reconciled, in batches of one transaction each.
#pragma once

#include <filesystem>
#include <functional>
#include <span>
#include <string>

#include "app/data_paths.h"
#include "app/progress.h"
#include "ingest/ingest.h"

namespace sitrep {

struct IntakeCounts {
  ReadCounts read;
  std::size_t stored = 0;
  std::size_t known = 0;    // there already
  std::size_t stopped = 0;  // of no concern
};

struct IntakeOptions {
  const DataPaths& data;
  const ReadOptions& read;
  std::filesystem::path store;
  bool with_gate = true;
  std::function<void(const std::string& report)> stored = {};  // told of each report once it is safe
};

IntakeCounts ingest_into_store(std::span<const std::string> inputs, const IntakeOptions& options, Progress& progress);

}  // namespace sitrep
