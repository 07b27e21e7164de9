// SPDX-License-Identifier: Apache-2.0
// A report that came as plain text: header lines (Title: Date: Source: …), boilerplate lines, agency tag lines and the
// dateline are told from the text. HTML is page.h's work.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "ingest/page.h"
#include "ingest/page_knowledge.h"
#include "record/report.h"

namespace sitrep {

/// From bytes in any character set. Header lines are taken only from the first lines of the text; fields that they do
/// not give are left empty, but for the dateline, the byline of an agency's tag line and the language.
Page clean_plain_text(std::string_view bytes, const std::optional<std::string>& declared_charset,
                      const PageKnowledge& knowledge);

/// The same for a report whose fields are known (feed entries, JSON lines): cleans `text`, drops a repeated title, and
/// fills dateline, byline and language where they are empty. What is given is never overwritten.
void clean_report(Report& report, const PageKnowledge& knowledge);

/// A date as people and programs write it ("Sept. 13, 2022", "13.09.2022 14:05", "2022-09-13T14:05:00+04:00", "13 сентября
/// 2022") as ISO 8601; nothing if it cannot be read or is no date of the calendar.
std::optional<std::string> iso_date(std::string_view text, const PageKnowledge& knowledge);

}  // namespace sitrep
