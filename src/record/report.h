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

/// Where the story begins in the text: behind "YEREVAN, Sept 13 (Reuters) - "; 0 without a dateline.
inline std::size_t story_begin(const Report& report) {
  if (!report.dateline || !report.text.starts_with(*report.dateline)) return 0;
  const std::size_t begin = report.text.find_first_not_of(" -:\xE2\x80\x93\x94", report.dateline->size());  // hyphen, en dash, em dash
  return begin == std::string::npos ? 0 : begin;
}

}  // namespace sitrep
