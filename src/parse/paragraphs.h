// SPDX-License-Identifier: Apache-2.0
// Reports parsed paragraph by paragraph: a headline without a full stop, a dateline or a picture's caption must not run on
// into the sentence below it. The joined document is over the whole text, as if it had been parsed at once.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "parse/pipeline.h"

namespace sitrep {

/// `story_begins`: of each text, the byte behind its dateline, which is parsed by itself; empty where none has one.
std::vector<Document> parse_by_paragraph(const Pipeline& pipeline, std::span<const std::string_view> texts, Pipeline::Scratch& scratch, std::span<const std::size_t> story_begins = {});

}  // namespace sitrep
