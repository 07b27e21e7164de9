// SPDX-License-Identifier: Apache-2.0
// The head of a news story ("YEREVAN, Sept 13 (Reuters) -", "MOSCOW, September 13. /TASS/.") and its foot ("(Reporting by
// A. Author; Editing by E. Ditor)").
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "ingest/page_knowledge.h"

namespace sitrep {

struct Dateline {
  std::string text;             // without the dash behind it
  std::optional<std::string> published;  // ISO 8601, only if the year stands in it
  std::size_t size = 0;         // bytes of the paragraph that it takes up, dash and white space included
};

/// The dateline that a first paragraph begins with.
std::optional<Dateline> dateline_of(std::string_view paragraph, const PageKnowledge& knowledge);

struct TagLine {
  std::size_t begin = 0;  // where it starts in the paragraph; it ends with the paragraph
  std::string byline;     // "A. Author and B. Other", empty if it names no reporters or writers
};

/// The agency's tag line that a paragraph is or ends with.
std::optional<TagLine> tag_line_of(std::string_view paragraph, const PageKnowledge& knowledge);

}  // namespace sitrep
