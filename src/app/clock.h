// SPDX-License-Identifier: Apache-2.0
// The one place that asks what time it is, for what is stored and sent with a time. The engine has no clock.
#pragma once

#include <string>

namespace sitrep {

/// "2031-05-06T07:08:09Z".
std::string utc_now();

}  // namespace sitrep
