// SPDX-License-Identifier: Apache-2.0
// One quick pass over a page's bytes before it is parsed: what is no text and tells nothing of the text is cut out, often
// four fifths of a page: scripts, styles, drawings, comments, pictures, attributes that nobody asks for. JSON-LD is kept
// apart. It also bounds what the parser's time is quadratic in: attributes of one tag.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sitrep {

struct ScannedHtml {
  std::string markup;                     // what is left to parse
  std::vector<std::string_view> json_ld;  // bodies of <script type="application/ld+json">; views of the input
};

ScannedHtml scan_html(std::string_view utf8);

}  // namespace sitrep
