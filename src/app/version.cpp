// SPDX-License-Identifier: Apache-2.0
#include "app/version.h"

namespace sitrep {
std::string version_text() { return "sitrep 0.1.0"; }
}  // namespace sitrep
