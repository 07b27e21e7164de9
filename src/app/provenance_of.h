// SPDX-License-Identifier: Apache-2.0
// Where a report comes from, found by what ingest knows (agencies, sketches of texts), as the values that reconcile takes;
// and by what the store knows a report again.
#pragma once

#include "base/checksum.h"
#include "ingest/original_source.h"
#include "ingest/story.h"
#include "reconcile/account.h"

namespace sitrep {

inline Provenance provenance_of(const Report& report, const Agencies& agencies) {
  return {report.publisher, report.byline, original_source(report, agencies), sketch_of(report.text).hashes};
}

/// Checksum of what came in: a report of the same id and content is known.
inline std::uint64_t content_of(const Report& report) {
  const auto part = [](const std::optional<std::string>& text) { return text.value_or("") + '\x1F'; };
  return checksum(part(report.title) + part(report.published) + part(report.publisher) + part(report.dateline) + report.text);
}

}  // namespace sitrep
