// SPDX-License-Identifier: Apache-2.0
#include "ingest/markdown.h"

#include <doctest/doctest.h>

using namespace sitrep;

TEST_CASE("marks go, words stay") {
  CHECK(text_of_markdown("Two **soldiers** were _killed_ at [the pass](http://a.b/c \"t\").") == "Two soldiers were killed at the pass.\n");
  CHECK(text_of_markdown("![picture](a.png)Words with snake_case and 3 * 4, `code` and a \\*star\\*.") == "Words with snake_case and 3 * 4, code and a *star*.\n");
  CHECK(text_of_markdown("> quoted\n- one\n2. two\n***\n") == "quoted\n\none\n\ntwo\n\n");
  CHECK(text_of_markdown("In 2031. It began [2] (see below) - so - it ended.") == "In 2031. It began [2] (see below) - so - it ended.\n");
}

TEST_CASE("the title and the header block keep their form") {
  CHECK(text_of_markdown("# Clash **now**\nText.\n## More\nEnd.") == "# Clash now\n\nText.\n\nMore\n\nEnd.\n");
  CHECK(text_of_markdown("---\ntitle: A *b*\n---\nText.") == "---\ntitle: A *b*\n---\nText.\n");
}

TEST_CASE("how Markdown is known") {
  CHECK(is_markdown("a.md", "Text."));
  CHECK(is_markdown("a.txt", "# Title\nText."));
  CHECK(is_markdown("-", "See [this](https://a.b)."));
  CHECK_FALSE(is_markdown("a.txt", "Text * text _ text #1."));
}

TEST_CASE("many open brackets cost no more than their number") {
  const std::string brackets(200'000, '[');
  CHECK(text_of_markdown(brackets).size() == brackets.size() + 1);
}
