// SPDX-License-Identifier: Apache-2.0
// A report: clean text and what is known of its origin. Every span in a reading refers to `text`; it is never edited.
#pragma once

#include <optional>
#include <string>

namespace sitrep {

struct Report {
  std::string id;
  std::optional<std::string> url;
  std::optional<std::string> publisher;
  std::optional<std::string> byline;
  std::optional<std::string> title;      // UTF-8, one line; not repeated in the text
  std::optional<std::string> dateline;   // "YEREVAN, Sept 13 (Reuters)"
  std::optional<std::string> published;  // ISO 8601, date or date-time, with a zone only if the source gave one
  std::optional<std::string> language;   // ISO 639-1; "und" when it cannot be told
  std::string text;                      // main text, boilerplate removed, paragraphs joined by "\n\n"; valid UTF-8

  bool operator==(const Report&) const = default;
};

}  // namespace sitrep
