// SPDX-License-Identifier: Apache-2.0
// Formatting of messages and tables: fmt, because g++ 12 has no <format>.
#pragma once

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace sitrep {
using fmt::format;
}
