// SPDX-License-Identifier: Apache-2.0
#include "ingest/plain_text.h"

#include <algorithm>
#include <vector>

#include "base/format.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "ingest/charset.h"
#include "ingest/dateline.h"
#include "ingest/dates.h"
#include "ingest/language.h"

namespace sitrep {
namespace {

constexpr std::size_t longest_boilerplate_line = 200;  // bytes
constexpr std::size_t longest_header_line = 400;

struct HeaderName {
  std::string_view name;
  std::optional<std::string> Report::*field;
};
constexpr HeaderName header_names[] = {
    {"title", &Report::title},       {"headline", &Report::title},    {"date", &Report::published},    {"published", &Report::published},
    {"source", &Report::publisher},  {"publisher", &Report::publisher}, {"publication", &Report::publisher}, {"author", &Report::byline},
    {"byline", &Report::byline},     {"by", &Report::byline},         {"url", &Report::url},           {"link", &Report::url},
    {"dateline", &Report::dateline}, {"language", &Report::language}, {"id", nullptr}};

/// "Title: Clashes on the border" at the head of a text; also as Markdown front matter, quoted.
bool take_header_line(std::string_view line, Page& page, const PageKnowledge& knowledge) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon > 16 || line.size() > longest_header_line) return false;
  const std::string name = lowered(trimmed(line.substr(0, colon)));
  std::string_view value = trimmed(line.substr(colon + 1));
  if (value.size() > 1 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front()) value = value.substr(1, value.size() - 2);
  for (const HeaderName& header : header_names) {
    if (header.name != name || value.empty()) continue;
    if (!header.field) {
      page.report.id = value;
    } else if (header.field == &Report::published) {
      page.report.published = parse_date(value, knowledge);
      page.published_from = page.report.published ? DateSource::header_line : DateSource::none;
      return page.report.published.has_value();
    } else {
      page.report.*header.field = std::string(value);
    }
    return true;
  }
  return false;
}

/// Takes header lines, a Markdown heading as the title and "---" around front matter off the head of the text.
std::string_view without_header(std::string_view text, Page& page, const PageKnowledge& knowledge) {
  bool front_matter = false;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = rest.find('\n');
    const std::string_view line = trimmed(rest.substr(0, end));
    const std::string_view behind = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    if (line == "---" && (front_matter || rest.data() == text.data())) {
      front_matter = !front_matter;
    } else if (line.starts_with("# ") && !page.report.title) {
      page.report.title = std::string(trimmed(line.substr(2)));
    } else if (!line.empty() && !take_header_line(line, page, knowledge) && !front_matter) {
      return rest;
    }
    rest = behind;
  }
  return {};
}

/// Lines that were broken at a margin belong together: most are of like length and do not end a sentence.
bool is_hard_wrapped(const std::vector<std::string_view>& lines) {
  std::size_t longest = 0, open = 0;
  for (const std::string_view line : lines) longest = std::max(longest, line.size());
  for (const std::string_view line : lines) open += line.size() * 10 >= longest * 6 && std::string_view(".!?\"':;").find(line.back()) == std::string_view::npos;
  return lines.size() > 1 && longest <= 100 && open * 2 >= lines.size();
}

void add_paragraphs(std::vector<std::string_view>& lines, std::vector<std::string>& paragraphs) {
  if (is_hard_wrapped(lines)) paragraphs.push_back(format("{}", fmt::join(lines, " ")));
  else paragraphs.insert(paragraphs.end(), lines.begin(), lines.end());
  lines.clear();
}

std::vector<std::string> paragraphs_of(std::string_view text) {
  std::vector<std::string> paragraphs;
  std::vector<std::string_view> lines;
  for (const std::string_view line : split(text, '\n')) {
    if (!trimmed(line).empty()) lines.push_back(trimmed(line));
    else if (!lines.empty()) add_paragraphs(lines, paragraphs);
  }
  if (!lines.empty()) add_paragraphs(lines, paragraphs);
  return paragraphs;
}

bool is_boilerplate(std::string_view paragraph, const PageKnowledge& knowledge) {
  if (paragraph.size() > longest_boilerplate_line) return false;
  const std::optional<PhraseKind> kind = knowledge.phrase_of(lower_case(paragraph));
  return kind && *kind != PhraseKind::byline && *kind != PhraseKind::tag_line && *kind != PhraseKind::caption;
}

void fill(std::optional<std::string>& field, std::string value) {
  if (!field && !value.empty()) field = std::move(value);
}

/// Drops tag lines at the foot; who reported becomes the byline.
void take_tag_lines(std::vector<std::string>& paragraphs, Report& report, const PageKnowledge& knowledge) {
  const std::size_t last = paragraphs.size();
  for (std::size_t i = last > 4 ? last - 4 : 1; i < paragraphs.size(); ++i) {
    const std::optional<TagLine> tag = tag_line_of(paragraphs[i], knowledge);
    if (!tag) continue;
    fill(report.byline, tag->byline);
    paragraphs[i] = trimmed(std::string_view(paragraphs[i]).substr(0, tag->begin));
  }
  std::erase_if(paragraphs, [](const std::string& paragraph) { return paragraph.empty(); });
}

std::optional<std::string> clean_paragraphs(std::vector<std::string> paragraphs, Report& report, const PageKnowledge& knowledge) {
  std::erase_if(paragraphs, [&](const std::string& paragraph) { return is_boilerplate(paragraph, knowledge); });
  if (!paragraphs.empty() && report.title && equal_ignoring_case(paragraphs.front(), *report.title)) paragraphs.erase(paragraphs.begin());
  take_tag_lines(paragraphs, report, knowledge);
  std::optional<std::string> dateline_date;
  if (!paragraphs.empty())
    if (auto dateline = dateline_of(paragraphs.front(), knowledge)) {
      fill(report.dateline, dateline->text);
      dateline_date = dateline->published;
    }
  report.text = format("{}", fmt::join(paragraphs, "\n\n"));
  if (!report.language) report.language = language_of(report.text);
  return dateline_date;
}

}  // namespace

void clean_report(Report& report, const PageKnowledge& knowledge) {
  clean_paragraphs(paragraphs_of(report.text), report, knowledge);
}

Page clean_plain_text(std::string_view bytes, const std::optional<std::string>& declared_charset, const PageKnowledge& knowledge) {
  const std::string text = decoded(bytes, declared_charset);
  Page page;
  const std::string_view body = without_header(text, page, knowledge);
  const std::optional<std::string> dateline_date = clean_paragraphs(paragraphs_of(body), page.report, knowledge);
  if (!page.report.published && dateline_date) {
    page.report.published = dateline_date;
    page.published_from = DateSource::dateline;
  }
  return page;
}

std::optional<std::string> iso_date(std::string_view text, const PageKnowledge& knowledge) { return parse_date(text, knowledge); }

}  // namespace sitrep
