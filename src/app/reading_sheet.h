// SPDX-License-Identifier: Apache-2.0
// A reading for people: headline facts first, claims by speaker, losses by side, history apart, findings last.
#pragma once

#include "app/sheet.h"
#include "record/reading.h"

namespace sitrep {

/// `explain`: with each fact's id, its rule and the words behind it.
Sheet reading_sheet(const Reading& reading, bool explain);

/// The report with its spans marked, as one page of HTML that needs no other file.
std::string reading_page(const Reading& reading);
/// The same without the page around it, to be put into another one; its style reaches nothing else.
std::string reading_page_part(const Reading& reading);

}  // namespace sitrep
