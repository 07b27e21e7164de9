// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_scan.h"

#include <doctest/doctest.h>

#include "ingest/html_tree.h"

using namespace sitrep;

namespace {
std::string markup(std::string_view html) { return scan_html(html).markup; }
std::string text(std::string_view html) { return HtmlTree(markup(html)).text_below(0); }
}  // namespace

TEST_CASE("what is no text is cut out") {
  CHECK(text("a<script>if (a < b) x('</div>')</script>b<style>p{}</style>c<!-- <p>no</p> -->d<svg><text>no</text></svg>e<NOSCRIPT>no</noscript>f") == "a b cd e f");
  CHECK(text("a<!-->b") == "ab");
  CHECK(text("a<!-- b") == "a");  // an open comment reaches to the end
  CHECK(text("a<script>b") == "a");
  CHECK(text("a<svg>b") == "a b");  // never closed: only the tag goes
  CHECK(text("a<svg/>b") == "a b");
  CHECK(markup("<p>a<img src=x.jpg alt='a > b'>b") == "<p>ab");
}

TEST_CASE("only attributes that are asked for are left") {
  CHECK(markup("<div onclick=\"a('>')\" class=\"x y\" data-x=1 id=z>t</div>") == "<div class=\"x y\" id=z>t</div>");
  CHECK(markup("<a HREF = '/x' title>t</a>") == "<a HREF = '/x'>t</a>");
  CHECK(markup("<br/>") == "<br/>");
  CHECK(markup("<p class=\"never closed>t</p>") == "<p>t</p>");
}

TEST_CASE("text that looks like markup is text") {
  CHECK(text("1 < 2 and 3 <4, <5") == "1 < 2 and 3 <4, <5");
  CHECK(text("a < b &lt; c &amp; d") == "a < b < c & d");
  CHECK(text("a<") == "a<");
}

TEST_CASE("JSON-LD is kept apart") {
  const ScannedHtml scanned = scan_html("<script type='application/ld+json'>{\"a\":1}</script><script>x</script><SCRIPT TYPE=application/ld+json>[]</SCRIPT>");
  REQUIRE(scanned.json_ld.size() == 2);
  CHECK(scanned.json_ld[0] == "{\"a\":1}");
  CHECK(scanned.json_ld[1] == "[]");
}
