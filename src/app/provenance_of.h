// SPDX-License-Identifier: Apache-2.0
// Where a report comes from, found by what ingest knows (agencies, sketches of texts), as the values that reconcile takes.
#pragma once

#include "ingest/original_source.h"
#include "ingest/story.h"
#include "reconcile/account.h"

namespace sitrep {

inline Provenance provenance_of(const Report& report, const Agencies& agencies) {
  return {report.publisher, report.byline, original_source(report, agencies), sketch_of(report.text).hashes};
}

}  // namespace sitrep
