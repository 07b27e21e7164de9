// SPDX-License-Identifier: Apache-2.0
// libFuzzer: any bytes taken for a report's text are read in full, with model, knowledge and gazetteer, and the reading keeps
// to the contract: spans inside the text, ids resolve, low <= best <= high. Run from the project's folder, where the data are.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "sitrep.h"

using namespace sitrep;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Engine engine({"build/data/en_core_web_sm.model", "build/data/en_core_web_sm.model", "build/data/gazetteer.bin", "knowledge", {}, {}});
  static Engine::Thread thread = engine.new_thread();
  Report report;
  report.id = "fuzz";
  report.language = "en";
  report.title = "Fighting in the north kills dozens";
  if (size % 2 == 0) report.published = "2031-05-06";
  report.text.assign(reinterpret_cast<const char*>(data), size);
  const Reading reading = engine.read(std::move(report), thread);
  if (const std::string breach = broken_invariant(reading); !breach.empty()) {
    std::fprintf(stderr, "%s\n", breach.c_str());
    std::abort();
  }
  if (to_json(reading).empty()) std::abort();
  return 0;
}
