// SPDX-License-Identifier: Apache-2.0
#include "ingest/plain_text.h"

#include <doctest/doctest.h>

#include "ingest/dateline.h"

using namespace sitrep;

namespace {

const PageKnowledge& knowledge() {
  static const PageKnowledge loaded = PageKnowledge::load("knowledge");
  return loaded;
}

Page read(std::string_view text) { return clean_plain_text(text, std::nullopt, knowledge()); }
std::string dateline(std::string_view paragraph) {
  const auto found = dateline_of(paragraph, knowledge());
  return found ? found->text : "none";
}

}  // namespace

TEST_CASE("header lines give fields and leave the text") {
  const Page page = read("Title: Clashes on the border\nDate: 6 May 2031\nSource: The Post\n\nTwo guards were hurt.\n\nTalks go on.\n");
  CHECK(page.report.title == "Clashes on the border");
  CHECK(page.report.published == "2031-05-06");
  CHECK(page.published_from == DateSource::header_line);
  CHECK(page.report.publisher == "The Post");
  CHECK(page.report.text == "Two guards were hurt.\n\nTalks go on.");
}

TEST_CASE("Markdown: front matter and a heading") {
  const Page page = read("---\ntitle: \"Clashes on the border\"\ndate: 2031-05-06\ndraft: no\n---\n\nTwo guards were hurt.\n");
  CHECK(page.report.title == "Clashes on the border");
  CHECK(page.report.published == "2031-05-06");
  CHECK(page.report.text == "Two guards were hurt.");
  CHECK(read("# Clashes on the border\n\nTwo guards were hurt.").report.title == "Clashes on the border");
}

TEST_CASE("a colon in the first sentence makes no header") {
  const Page page = read("The minister had one word: no. Date: unknown.\n");
  CHECK(page.report.text == "The minister had one word: no. Date: unknown.");
  CHECK_FALSE(page.report.title);
}

TEST_CASE("boilerplate lines go, sentences that begin alike stay") {
  const Page page = read("Two guards were hurt.\n\nExit mobile version\n\nShare this:\n\nRead more: Villages wait\n\nSign up for our newsletter to get the news first\n\n"
                         "The post was attacked by armed men at dawn.\n\nMore than 20 people fled.\n\nShare prices fell in the capital.\n\nPhotographs of the house were shown.\n");
  CHECK(page.report.text == "Two guards were hurt.\n\nThe post was attacked by armed men at dawn.\n\nMore than 20 people fled.\n\nShare prices fell in the capital.\n\nPhotographs of the house were shown.");
}

TEST_CASE("the agency's tag line gives the byline and leaves the text") {
  const Page own_line = read("Two guards were hurt.\n\n(Reporting by Lena Orr and Ivo Hart; Editing by Nora Vance)\n");
  CHECK(own_line.report.byline == "Lena Orr and Ivo Hart");
  CHECK(own_line.report.text == "Two guards were hurt.");
  const Page at_end = read("Two guards were hurt.\n\nTalks go on. (Reporting by Lena Orr)\n");
  CHECK(at_end.report.byline == "Lena Orr");
  CHECK(at_end.report.text == "Two guards were hurt.\n\nTalks go on.");
  CHECK(read("Two guards (one of them an officer) were hurt.").report.text == "Two guards (one of them an officer) were hurt.");
}

TEST_CASE("datelines") {
  CHECK(dateline("YEREVAN, Sept 13 (Reuters) - Armenia said on Tuesday") == "YEREVAN, Sept 13 (Reuters)");
  CHECK(dateline("YEREVAN, SEPTEMBER 13, ARMENPRESS. The ministry said") == "YEREVAN, SEPTEMBER 13, ARMENPRESS");
  CHECK(dateline("MOSCOW, September 13. /TASS/. Russia said") == "MOSCOW, September 13. /TASS/");
  CHECK(dateline("Baku (AFP) – Azerbaijan said") == "Baku (AFP)");
  CHECK(dateline("(Reuters) — The attorney is looking into it") == "(Reuters)");
  CHECK(dateline("SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- Armed men") == "SAN SALVADOR, 3 JAN 90 (ACAN-EFE)");
  CHECK(dateline("WASHINGTON — The president said") == "WASHINGTON");
  CHECK(dateline("Two soldiers - both of them young - were hurt") == "none");
  CHECK(dateline("Armenia (population three million) - a small state - said") == "none");
  CHECK(dateline("On May 6, the ministry said") == "none");
  CHECK(dateline("") == "none");
  CHECK(dateline_of("YEREVAN, Sept 13, 2022 (Reuters) - Armenia said", knowledge())->published == "2022-09-13");
  CHECK_FALSE(dateline_of("YEREVAN, Sept 13 (Reuters) - Armenia said", knowledge())->published);
}

TEST_CASE("lines that were broken at a margin are joined, others are paragraphs") {
  CHECK(read("The ministry said that two guards were hurt\nwhen shells fell on the village of Tarsk at\ndawn on Tuesday.\n\nTalks go on.").report.text ==
        "The ministry said that two guards were hurt when shells fell on the village of Tarsk at dawn on Tuesday.\n\nTalks go on.");
  CHECK(read("Two guards were hurt.\nTalks go on.").report.text == "Two guards were hurt.\n\nTalks go on.");
}

TEST_CASE("a report's given fields are kept, its title is not repeated") {
  Report report;
  report.title = "Clashes on the border";
  report.byline = "A. Desk";
  report.text = "CLASHES ON THE BORDER\n\nTwo guards were hurt near the village.\n\n(Reporting by Lena Orr)";
  clean_report(report, knowledge());
  CHECK(report.byline == "A. Desk");
  CHECK(report.text == "Two guards were hurt near the village.");
  CHECK(report.language == "en");
}

TEST_CASE("other encodings") {
  CHECK(clean_plain_text("\xCE\xE1\xF1\xF2\xF0\xE5\xEB \xE3\xF0\xE0\xED\xE8\xF6\xFB", "windows-1251", knowledge()).report.text == "Обстрел границы");
  CHECK(read("\xEF\xBB\xBFTitle: A\n\nB c d.").report.title == "A");
}
