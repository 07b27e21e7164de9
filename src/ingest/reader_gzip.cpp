// SPDX-License-Identifier: Apache-2.0
// A file in gzip: what is in it is read as a source of its own.
#include "ingest/inflate.h"
#include "ingest/readers.h"

namespace sitrep {

void read_gzip(Source& source, Intake& intake) {
  SourceInfo info = source.info;
  intake.read(Source(std::move(info), gunzipped(source.release(), intake.options.limits)));
}

}  // namespace sitrep
