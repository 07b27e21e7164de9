// SPDX-License-Identifier: Apache-2.0
// What is told of a report once it is read and before it is parsed: whose story it is, which other reports tell the same,
// and whether the gate lets it pass.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "ingest/gate.h"
#include "ingest/ingest.h"
#include "ingest/original_source.h"
#include "ingest/story.h"

namespace sitrep {

struct Screened {
  IngestedReport ingested;
  std::optional<std::string> original_source;  // "Reuters", when the report is another's
  StorySketch sketch;                          // what the story is found by, to be kept with the report
  std::optional<std::string> story;            // key of the story, as far as the reports before this one tell; none without words
  std::optional<GateVerdict> gate;             // nullopt: the gate is off
};

/// One run over reports; the story index grows with it.
class Screening {
 public:
  Screening(const std::filesystem::path& knowledge_folder, bool with_gate);
  Screened screen(IngestedReport ingested);
  /// Which reports tell one story, by the order of screen(); final when all are in.
  const StoryIndex& stories() const { return stories_; }

 private:
  Agencies agencies_;
  std::optional<Gate> gate_;
  StoryIndex stories_;
};

/// One line of JSON: the data contract's `report` and, behind it, how it came in and what was told of it.
std::string to_json(const Screened& screened);

}  // namespace sitrep
