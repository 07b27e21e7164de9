// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_text.h"

#include <doctest/doctest.h>

using namespace sitrep;

TEST_CASE("paragraphs of a fragment") {
  CHECK(text_of_html("<p>One <b>two</b></p><p>three &amp; four</p>") == "One two\n\nthree & four");
  CHECK(text_of_html("plain  text\n here") == "plain text here");
  CHECK(text_of_html("a<br>b") == "a\n\nb");
  CHECK(text_of_html("<ul><li>a</li><li>b</li></ul>") == "a\n\nb");
  CHECK(text_of_html("") == "");
}
