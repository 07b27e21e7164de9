// SPDX-License-Identifier: Apache-2.0
// Dates as sites and people write them, in many languages, to ISO 8601. For dates of publication; times that a report
// speaks of are not this file's.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/span.h"
#include "ingest/page_knowledge.h"

namespace sitrep {

struct DateInText {
  Span span;
  std::string iso;      // "2022-09-13", "2022-09-13T14:05:00+04:00"; a zone only if the text gives one
  bool is_exact = true; // false where day and month could be the other way round ("03/04/2022", taken as 3 April)
};

/// Which number comes first in "03/04/2022".
enum class DateOrder { day_first, month_first };

/// The first date at or after `from`; its day, month and year must all stand there.
std::optional<DateInText> find_date(std::string_view text, const PageKnowledge& knowledge, DateOrder order = DateOrder::day_first, std::size_t from = 0);

/// The date that a short text such as an attribute or a header line gives. Seconds and milliseconds since 1970 count too.
std::optional<std::string> parse_date(std::string_view text, const PageKnowledge& knowledge, DateOrder order = DateOrder::day_first);

/// Is `day` ("2022-09-13…") the day before or after `other`?
bool is_next_day(std::string_view day, std::string_view other);

/// The date in an address: /2022/09/13/, /2022-09-13-, /20220913.
std::optional<std::string> date_in_url(std::string_view url);

}  // namespace sitrep
