// SPDX-License-Identifier: Apache-2.0
// The text of a piece of HTML that is known to be nothing but article (a feed entry, a field of a record): paragraphs joined
// by an empty line, markup gone. A whole page, where the article must be found first, is page.h's work.
#pragma once

#include <string>
#include <string_view>

namespace sitrep {

std::string text_of_html(std::string_view fragment);

}  // namespace sitrep
