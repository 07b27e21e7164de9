// SPDX-License-Identifier: Apache-2.0
// Whether an event happened, is going on, was tried, planned, threatened or denied: from the verb's auxiliaries and from
// what governs it.
#pragma once

#include "parse/tree.h"
#include "record/vocabulary.h"

namespace sitrep {

EventStatus status_of(const Tree& tree, std::uint32_t trigger);

}  // namespace sitrep
