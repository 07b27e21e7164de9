// SPDX-License-Identifier: Apache-2.0
// A user's verb dictionaries matched on trees: which of its patterns fits the words around a verb.
#pragma once

#include "knowledge/frames.h"
#include "parse/tree.h"

namespace sitrep {

/// The frame of the pattern that asks for most and fits; nullptr if none fits or it means nothing.
const Frame* frame_by_dictionary(const Tree& tree, std::uint32_t verb, const Frames& frames);

}  // namespace sitrep
