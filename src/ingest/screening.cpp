// SPDX-License-Identifier: Apache-2.0
#include "ingest/screening.h"

#include "base/json.h"
#include "record/json.h"

namespace sitrep {

Screening::Screening(const std::filesystem::path& knowledge_folder, bool with_gate) : agencies_(Agencies::load(knowledge_folder)) {
  if (with_gate) gate_.emplace(load_gate_words(knowledge_folder));
}

Screened Screening::screen(IngestedReport ingested) {
  Screened screened{std::move(ingested), {}, {}, {}, {}};
  const Report& report = screened.ingested.report;
  screened.original_source = original_source(report, agencies_);
  screened.sketch = sketch_of(report.text);
  const std::uint32_t number = stories_.add(screened.sketch);
  if (screened.sketch.runs > 0) screened.story = stories_.key_of(number);
  if (gate_) screened.gate = gate_->judge(report);
  return screened;
}

std::string to_json(const Screened& screened) {
  const auto stated = [](const auto& value) { return value ? Json(*value) : Json(nullptr); };
  const IngestedReport& ingested = screened.ingested;
  Json more = Json::object();
  more["story"] = stated(screened.story);
  more["original_source"] = stated(screened.original_source);
  more["gate"] = nullptr;
  if (screened.gate) more["gate"] = {{"passes", screened.gate->passes}, {"score", screened.gate->score}, {"words", screened.gate->fired}};
  more["updated"] = stated(ingested.updated);
  more["published_from"] = ingested.published_from == DateSource::none ? Json(nullptr) : Json(name_of(ingested.published_from));
  more["captions"] = ingested.captions;
  more["source"] = ingested.source;
  more["offset"] = ingested.offset;
  std::string line = to_json(ingested.report);
  line.back() = ',';
  return line + to_line(more).substr(1);
}

}  // namespace sitrep
