// SPDX-License-Identifier: Apache-2.0
// One quick pass over a page's bytes before it is parsed: scripts, styles, drawings and comments, often two thirds of a
// page, are cut out, JSON-LD is kept apart, and tags that no author wrote (thousands of attributes) are dropped, since
// the parser's time is quadratic in them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sitrep {

struct ScannedHtml {
  std::string markup;                      // what is left to parse
  std::vector<std::string_view> json_ld;   // bodies of <script type="application/ld+json">; views of the input
  std::vector<std::string_view> scripts;   // bodies of other scripts that mention a date of publication
};

ScannedHtml scan_html(std::string_view utf8);

}  // namespace sitrep
