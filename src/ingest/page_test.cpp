// SPDX-License-Identifier: Apache-2.0
// Pages written for this test lie in tests/ingest/pages: NAME.html, and in NAME.json what must be read from it. `paragraphs`
// are all there are; `has` and `lacks` are pieces of the text.
#include "ingest/page.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "base/format.h"
#include "base/json.h"

using namespace sitrep;

namespace {

const PageKnowledge& knowledge() {
  static const PageKnowledge loaded = PageKnowledge::load("knowledge");
  return loaded;
}

Page read(std::string_view html) { return extract_page(html, std::nullopt, std::nullopt, knowledge()); }

std::string repeated(std::string_view piece, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += piece;
  return all;
}

void check_page(const std::filesystem::path& file) {
  const Json expected = parse_json(read_file(file), file.string());
  const Page page = read(read_file(std::filesystem::path(file).replace_extension(".html")));
  const Report& report = page.report;
  const auto check = [&](const char* name, const std::optional<std::string>& found) {
    if (!expected.contains(name)) return;
    CAPTURE(name);
    CHECK(found.value_or("null") == (expected[name].is_null() ? "null" : expected[name].get<std::string>()));
  };
  check("title", report.title);
  check("publisher", report.publisher);
  check("byline", report.byline);
  check("dateline", report.dateline);
  check("published", report.published);
  check("published_day", report.published ? std::optional(report.published->substr(0, 10)) : std::nullopt);
  check("published_from", std::string(name_of(page.published_from)));
  check("updated", page.updated);
  check("url", report.url);
  check("language", report.language);
  if (expected.contains("paragraphs")) CHECK(report.text == format("{}", fmt::join(expected["paragraphs"].get<std::vector<std::string>>(), "\n\n")));
  if (expected.contains("captions")) CHECK(page.captions == expected["captions"].get<std::vector<std::string>>());
  for (const Json& piece : expected.value("has", Json::array())) CHECK(report.text.find(piece.get<std::string>()) != std::string::npos);
  for (const Json& piece : expected.value("lacks", Json::array())) CHECK(report.text.find(piece.get<std::string>()) == std::string::npos);
}

}  // namespace

TEST_CASE("pages in tests/ingest/pages are read as their answers say") {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator("tests/ingest/pages"))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  REQUIRE(files.size() >= 10);
  for (const std::filesystem::path& file : files) {
    CAPTURE(file.string());
    check_page(file);
  }
}

TEST_CASE("a page without markup is no text and no error") {
  const Page page = read("");
  CHECK(page.report.text.empty());
  CHECK(page.report.language == "und");
  CHECK(page.published_from == DateSource::none);
}

TEST_CASE("markup that no author writes is read in linear time and without a deep stack") {
  constexpr std::size_t many = 100000;
  for (const std::string_view piece : {"<div>", "<b>", "<p>", "<table><tr><td>", "<a href=x>", "<ul><li>", "<svg>", "<script>", "<!--", "</b>", "<font><p>", "&amp;", "<", "<br>", "<select>"}) {
    CAPTURE(piece);
    read(repeated(piece, many) + "text" + repeated("</b>", many));
  }
  read("<a " + repeated("x=1 ", many) + ">text</a>");
  read("<div class='" + repeated("entryContent ", many) + "'>text</div>");
  read("<script type='application/ld+json'>" + repeated("[", many) + "</script>");
  read("<p>" + repeated("12.12.2012 ", many));
}

TEST_CASE("bytes that are no text are read without harm") {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>(i * 7 + i / 256);
  read("<html><title>" + bytes + "</title><p>" + bytes);
  read(std::string("<p>a\0b</p>", 10));
}
