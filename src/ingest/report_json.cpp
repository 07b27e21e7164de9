// SPDX-License-Identifier: Apache-2.0
#include "ingest/report_json.h"

#include "base/json.h"
#include "record/json.h"

namespace sitrep {

std::string to_json(const IngestedReport& ingested) {
  const auto stated = [](const auto& value) { return value ? Json(*value) : Json(nullptr); };
  Json more = Json::object();
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
