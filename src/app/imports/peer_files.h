// SPDX-License-Identifier: Apache-2.0
// Files of UCDP GED and of ACLED, row by row, as events. Columns are found by name, also by those that other releases have;
// a GED file without header is taken in the order of the 49 columns. A row that cannot be used is told with its line.
#pragma once

#include <functional>
#include <istream>
#include <string>

#include "app/imports/peer_event.h"

namespace sitrep::imports {

struct PeerFileSink {
  std::function<void(PeerEvent)> event;
  std::function<void(long line, const std::string& reason)> skipped;  // a malformed row
  std::function<void(const std::string& reason)> passed_over;         // a good row that is no incident of ours
};

/// Throws Error when the file is of neither kind. `released` dates what it says; may be empty.
void read_peer_file(std::istream& in, const std::string& name, const std::optional<std::string>& released, const Actors& actors, const PeerCodes& codes,
                    const PeerFileSink& sink);

}  // namespace sitrep::imports
