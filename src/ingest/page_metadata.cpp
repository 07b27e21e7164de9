// SPDX-License-Identifier: Apache-2.0
#include "ingest/page_metadata.h"

#include <algorithm>

#include "base/json.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "ingest/dates.h"

namespace sitrep {
namespace {

/// What is looked for, and where a page may say it, in the order of trust.
struct MetaName {
  std::string_view name;  // of property, name or itemprop, lower case
  std::optional<std::string> Report::*field;
  DateSource source = DateSource::none;
};

constexpr MetaName meta_names[] = {
    {"article:published_time", &Report::published, DateSource::open_graph},
    {"og:article:published_time", &Report::published, DateSource::open_graph},
    {"og:published_time", &Report::published, DateSource::open_graph},
    {"og:pubdate", &Report::published, DateSource::open_graph},
    {"datepublished", &Report::published, DateSource::meta},
    {"article.published", &Report::published, DateSource::meta},
    {"dcterms.created", &Report::published, DateSource::meta},
    {"dcterms.date", &Report::published, DateSource::meta},
    {"dc.date.issued", &Report::published, DateSource::meta},
    {"dc.date.created", &Report::published, DateSource::meta},
    {"dc.date", &Report::published, DateSource::meta},
    {"parsely-pub-date", &Report::published, DateSource::meta},
    {"sailthru.date", &Report::published, DateSource::meta},
    {"pubdate", &Report::published, DateSource::meta},
    {"publishdate", &Report::published, DateSource::meta},
    {"publish_date", &Report::published, DateSource::meta},
    {"publish-date", &Report::published, DateSource::meta},
    {"article_date_original", &Report::published, DateSource::meta},
    {"originalpublicationdate", &Report::published, DateSource::meta},
    {"publication_date", &Report::published, DateSource::meta},
    {"cxenseparse:recs:publishtime", &Report::published, DateSource::meta},
    {"datecreated", &Report::published, DateSource::meta},
    {"date", &Report::published, DateSource::meta},
    {"og:title", &Report::title},
    {"twitter:title", &Report::title},
    {"headline", &Report::title},
    {"dc.title", &Report::title},
    {"og:site_name", &Report::publisher},
    {"publisher", &Report::publisher},
    {"dc.publisher", &Report::publisher},
    {"application-name", &Report::publisher},
    {"author", &Report::byline},
    {"byl", &Report::byline},
    {"dc.creator", &Report::byline},
    {"parsely-author", &Report::byline},
    {"sailthru.author", &Report::byline},
    {"article:author", &Report::byline},
    {"og:url", &Report::url},
};
constexpr std::string_view updated_names[] = {"article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "dc.date.modified", "lastmod", "last-modified"};

/// One line of text from a value that may hold entities or markup.
std::string plain(std::string_view value) {
  if (value.find_first_of("&<") != std::string_view::npos) return HtmlTree(value).text_below(0);
  std::string text;
  for (const char c : trimmed(value)) {
    if (!is_space(c)) text += c;
    else if (!text.ends_with(' ')) text += ' ';
  }
  return text;
}

bool is_address(std::string_view value) { return value.starts_with("http://") || value.starts_with("https://"); }

// ---- JSON-LD

struct LinkedData {
  std::optional<std::string> headline, published, updated, author, publisher, url, body;
  std::optional<std::string> page_published;  // of the page as such, when no article is described
};

std::string text_of(const Json& value) {
  if (value.is_string()) return plain(value.get_ref<const std::string&>());
  if (value.is_object() && value.contains("name")) return text_of(value["name"]);
  if (value.is_object() && value.contains("@id")) return text_of(value["@id"]);
  std::string all;
  if (value.is_array())
    for (const Json& item : value) {
      const std::string one = item.is_array() ? "" : text_of(item);
      if (!one.empty()) all += (all.empty() ? "" : ", ") + one;
    }
  return all;
}

bool is_article_type(const Json& object) {
  if (!object.contains("@type")) return false;
  const std::string type = text_of(object["@type"]);
  return type.find("Article") != std::string::npos || type.find("Posting") != std::string::npos || type.find("Report") != std::string::npos;
}

void fill(std::optional<std::string>& field, std::string value) {
  if (!field && !value.empty()) field = std::move(value);
}

void read_article(const Json& object, LinkedData& data) {
  const auto text = [&](const char* key) { return object.contains(key) ? text_of(object[key]) : std::string(); };
  fill(data.headline, text("headline"));
  fill(data.published, text("datePublished"));
  fill(data.published, text("dateCreated"));
  fill(data.updated, text("dateModified"));
  fill(data.author, text("author"));
  fill(data.author, text("creator"));
  fill(data.publisher, text("publisher"));
  fill(data.body, text("articleBody"));
  if (is_address(text("url"))) fill(data.url, text("url"));
}

void read_linked_data(const Json& value, LinkedData& data, int depth = 0) {
  if (depth > 4) return;
  if (value.is_object() && is_article_type(value)) read_article(value, data);
  else if (value.is_object() && value.contains("datePublished")) fill(data.page_published, text_of(value["datePublished"]));
  if (value.is_object() && value.contains("@graph")) read_linked_data(value["@graph"], data, depth + 1);
  if (value.is_object() && value.contains("mainEntity")) read_linked_data(value["mainEntity"], data, depth + 1);
  if (value.is_array())
    for (const Json& item : value) read_linked_data(item, data, depth + 1);
}

LinkedData linked_data(const ScannedHtml& scanned) {
  LinkedData data;
  for (const std::string_view block : scanned.json_ld) {
    std::string json(block);
    for (char& c : json)
      if (static_cast<unsigned char>(c) < ' ') c = ' ';  // line breaks in strings are common and forbidden
    const std::size_t begin = json.find_first_of("{["), end = json.find_last_of("}]");
    if (begin == std::string::npos || end == std::string::npos || end < begin) continue;
    const Json value = Json::parse(json.begin() + static_cast<std::ptrdiff_t>(begin), json.begin() + static_cast<std::ptrdiff_t>(end) + 1, nullptr, false);
    if (!value.is_discarded()) read_linked_data(value, data);
  }
  return data;
}

// ---- meta, link, title, h1, time

struct Markup {
  std::optional<std::string> fields[std::size(meta_names)];
  std::optional<std::string> updated, canonical, title, heading, time, description;
};

void read_meta(const HtmlTree& tree, const HtmlNode& node, Markup& found) {
  const std::string_view content = tree.attribute(node, "content");
  if (trimmed(content).empty()) return;
  for (const std::string_view attribute : {"property", "name", "itemprop"}) {
    const std::string name = lowered(tree.attribute(node, attribute));
    if (name.empty()) continue;
    for (std::size_t i = 0; i < std::size(meta_names); ++i)
      if (meta_names[i].name == name) fill(found.fields[i], plain(content));
    if (name == "og:description" || name == "description") fill(found.description, plain(content));
    if (std::find(std::begin(updated_names), std::end(updated_names), name) != std::end(updated_names)) fill(found.updated, plain(content));
  }
}

Markup read_markup(const HtmlTree& tree) {
  Markup found;
  for (std::uint32_t i = 0; i < tree.nodes().size(); ++i) {
    const HtmlNode& node = tree.nodes()[i];
    if (node.tag == Tag::meta) read_meta(tree, node, found);
    else if (node.tag == Tag::link && equal_ignoring_case(tree.attribute(node, "rel"), "canonical")) fill(found.canonical, std::string(trimmed(tree.attribute(node, "href"))));
    else if (node.tag == Tag::title) fill(found.title, tree.text_below(i));
    else if (node.tag == Tag::h1) fill(found.heading, tree.text_below(i));
    else if (equal_ignoring_case(tree.attribute(node, "itemprop"), "datePublished")) {
      std::string_view value = tree.attribute(node, "datetime");
      if (value.empty()) value = tree.attribute(node, "content");
      fill(found.time, value.empty() ? tree.text_below(i) : std::string(value));
    }
  }
  return found;
}

/// "Clashes on the border | The Daily" without " | The Daily".
std::string without_publisher(std::string title, const std::optional<std::string>& publisher) {
  for (const std::string_view mark : {" | ", " - ", " – ", " — ", " :: ", " » "}) {
    const std::size_t at = title.rfind(mark);
    if (at == std::string::npos || at < 10) continue;
    const std::string_view behind = trimmed(std::string_view(title).substr(at + mark.size()));
    if (mark == " | " || (publisher && equal_ignoring_case(behind, *publisher))) return std::string(trimmed(std::string_view(title).substr(0, at)));
  }
  return title;
}

std::string clean_byline(std::string_view byline) {
  std::string_view text = trimmed(byline);
  if (text.size() > 3 && equal_ignoring_case(text.substr(0, 3), "by ")) text.remove_prefix(3);
  return is_address(text) ? "" : std::string(trimmed(text));
}

std::string host_of(std::string_view url) {
  const std::size_t start = url.find("://");
  if (start == std::string_view::npos) return "";
  std::string_view host = url.substr(start + 3);
  host = host.substr(0, host.find_first_of("/:?#"));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return std::string(host);
}

void set_published(Page& page, const std::string& text, DateSource source, const PageKnowledge& knowledge) {
  if (page.report.published) return;
  if (auto date = parse_date(text, knowledge)) {
    page.report.published = std::move(date);
    page.published_from = source;
  }
}

}  // namespace

PageMetadata page_metadata(const HtmlTree& tree, const ScannedHtml& scanned, const std::optional<std::string>& url, const PageKnowledge& knowledge) {
  const LinkedData data = linked_data(scanned);
  const Markup markup = read_markup(tree);
  PageMetadata metadata{{}, data.body.value_or(""), markup.description.value_or("")};
  Page& page = metadata.page;
  Report& report = page.report;
  if (data.published) set_published(page, *data.published, DateSource::json_ld, knowledge);
  report.title = data.headline;
  report.publisher = data.publisher;
  if (data.author) fill(report.byline, clean_byline(*data.author));
  if (markup.canonical && is_address(*markup.canonical)) report.url = markup.canonical;
  for (std::size_t i = 0; i < std::size(meta_names); ++i) {
    if (!markup.fields[i]) continue;
    if (meta_names[i].field == &Report::published) set_published(page, *markup.fields[i], meta_names[i].source, knowledge);
    else if (meta_names[i].field == &Report::byline) fill(report.byline, clean_byline(*markup.fields[i]));
    else fill(report.*meta_names[i].field, *markup.fields[i]);
  }
  if (markup.heading) fill(report.title, *markup.heading);
  if (markup.title) fill(report.title, *markup.title);
  if (url) fill(report.url, *url);
  if (report.url) fill(report.publisher, host_of(*report.url));
  if (report.title) report.title = without_publisher(*report.title, report.publisher);
  if (markup.time) set_published(page, *markup.time, DateSource::meta, knowledge);
  if (data.page_published) set_published(page, *data.page_published, DateSource::json_ld, knowledge);
  for (const auto& updated : {data.updated, markup.updated})
    if (updated && !page.updated) page.updated = parse_date(*updated, knowledge);
  if (page.updated == report.published) page.updated.reset();
  return metadata;
}

}  // namespace sitrep
