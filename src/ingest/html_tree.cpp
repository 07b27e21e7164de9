// SPDX-License-Identifier: Apache-2.0
#include "ingest/html_tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "base/strings.h"

namespace sitrep {
namespace {

constexpr int max_depth = 512;  // as in browsers; the parser's time is quadratic in it

constexpr std::string_view tag_names[] = {
    "", "", "a", "abbr", "address", "amp-img", "article", "aside", "b", "blockquote", "body", "br", "button", "caption", "center", "cite", "code", "dd",
    "del", "details", "div", "dl", "dt", "em", "fieldset", "figcaption", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "head", "header", "hr", "html", "i", "img", "input", "ins", "label", "li", "link", "main", "mark", "meta", "nav", "ol", "option", "p", "picture",
    "pre", "q", "s", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "title",
    "tr", "u", "ul", "video"};
static_assert(std::size(tag_names) == static_cast<std::size_t>(Tag::video) + 1);

/// The attributes that anyone asks for; others are not stored.
constexpr std::array<std::string_view, 21> kept_attributes = {
    "aria-hidden", "class", "content", "data-date", "data-datetime", "data-published", "data-timestamp", "data-utime", "datetime", "hidden", "href", "id",
    "itemprop", "itemtype", "lang", "name", "property", "pubdate", "rel", "role", "style"};

/// The names by hash: this is asked for each tag and attribute of a page.
class NameTable {
 public:
  template <class Names>
  constexpr explicit NameTable(const Names& names) {
    for (const std::string_view name : names) {
      const std::size_t number = count_++;
      if (name.empty()) continue;
      std::size_t at = slot_of(name);
      while (slots_[at].data()) at = (at + 1) % size;
      slots_[at] = name;
      numbers_[at] = number;
    }
  }

  /// The name's place in the list; the list's length when it is not there.
  constexpr std::size_t number_of(std::string_view name) const {
    for (std::size_t at = slot_of(name); slots_[at].data(); at = (at + 1) % size)
      if (slots_[at] == name) return numbers_[at];
    return count_;
  }

 private:
  static constexpr std::size_t size = 256;
  static constexpr std::size_t slot_of(std::string_view name) {
    return name.empty() ? 0 : (static_cast<unsigned char>(name.front()) * 7U + static_cast<unsigned char>(name.back()) * 31U + name.size() * 61U) % size;
  }
  std::array<std::string_view, size> slots_{};
  std::array<std::size_t, size> numbers_{};
  std::size_t count_ = 0;
};

constexpr NameTable attributes_by_name(kept_attributes);
constexpr NameTable tags_by_name(tag_names);

Tag tag_of(std::string_view name) {
  const std::size_t number = tags_by_name.number_of(name);
  return number < std::size(tag_names) ? static_cast<Tag>(number) : Tag::other;
}

std::string_view view(const xmlChar* text) { return text ? reinterpret_cast<const char*>(text) : std::string_view{}; }

}  // namespace

bool is_stored_attribute(std::string_view lower_case_name) { return attributes_by_name.number_of(lower_case_name) < kept_attributes.size(); }

/// Receives the parser's events.
struct TreeBuilder {
  HtmlTree& tree;
  htmlParserCtxtPtr parser = nullptr;
  std::vector<std::uint32_t> open;

  std::uint32_t add(Tag tag) {
    HtmlNode node;
    node.tag = tag;
    node.parent = open.empty() ? 0 : open.back();
    tree.nodes_.push_back(node);
    return static_cast<std::uint32_t>(tree.nodes_.size() - 1);
  }

  void start(std::string_view name, const xmlChar** attributes) {
    const std::uint32_t index = add(tag_of(name));
    HtmlNode& node = tree.nodes_[index];
    node.first_attribute = static_cast<std::uint32_t>(tree.attributes_.size());
    for (; attributes && attributes[0]; attributes += 2) {
      const std::size_t kept = attributes_by_name.number_of(view(attributes[0]));
      if (kept == kept_attributes.size()) continue;
      const std::string_view value = view(attributes[1]);
      const auto begin = static_cast<std::uint32_t>(tree.values_.size());
      tree.values_ += value;
      tree.attributes_.push_back({kept_attributes[kept], {begin, static_cast<std::uint32_t>(tree.values_.size())}});
      ++node.attributes;
    }
    open.push_back(index);
    if (open.size() > max_depth) {
      tree.is_cut_ = true;
      xmlStopParser(parser);
    }
  }

  void end() {
    if (open.size() <= 1) return;  // the root stays open to the end of the page
    tree.nodes_[open.back()].end = static_cast<std::uint32_t>(tree.nodes_.size());
    open.pop_back();
  }

  void characters(std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(tree.text_.size());
    tree.text_ += text;
    const auto end = static_cast<std::uint32_t>(tree.text_.size());
    HtmlNode& last = tree.nodes_.back();
    if (last.tag == Tag::text && last.text.end == begin && last.parent == open.back()) {
      last.text.end = end;
      return;
    }
    tree.nodes_[add(Tag::text)].text = {begin, end};
  }

  void finish() {
    const auto end = static_cast<std::uint32_t>(tree.nodes_.size());
    for (const std::uint32_t index : open) tree.nodes_[index].end = end;
    for (std::uint32_t index = 0; index < end; ++index)
      if (tree.nodes_[index].end == 0) tree.nodes_[index].end = index + 1;
  }
};

namespace {

TreeBuilder& builder(void* data) { return *static_cast<TreeBuilder*>(data); }
void on_start(void* data, const xmlChar* name, const xmlChar** attributes) { builder(data).start(view(name), attributes); }
void on_end(void* data, const xmlChar*) { builder(data).end(); }
void on_characters(void* data, const xmlChar* text, int size) {
  builder(data).characters({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
}

}  // namespace

HtmlTree::HtmlTree(std::string_view markup) {
  TreeBuilder events{*this, nullptr, {}};
  nodes_.reserve(markup.size() / 40 + 16);
  events.open.push_back(events.add(Tag::other));  // a root above <html>, so that fragments have one too
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(
      htmlCreateMemoryParserCtxt(markup.data(), static_cast<int>(std::min<std::size_t>(markup.size(), 1U << 30))), htmlFreeParserCtxt);
  if (parser) {
    std::memset(parser->sax, 0, sizeof *parser->sax);
    parser->sax->startElement = on_start;
    parser->sax->endElement = on_end;
    parser->sax->characters = on_characters;
    parser->sax->ignorableWhitespace = on_characters;
    parser->sax->cdataBlock = on_characters;
    parser->userData = &events;
    events.parser = parser.get();
    htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    xmlSwitchEncoding(parser.get(), XML_CHAR_ENCODING_UTF8);
    htmlParseDocument(parser.get());
    if (parser->myDoc) xmlFreeDoc(parser->myDoc);
    parser->myDoc = nullptr;
  }
  events.finish();
}

std::string_view HtmlTree::attribute(const HtmlNode& node, std::string_view name) const {
  for (std::uint32_t i = 0; i < node.attributes; ++i) {
    const StoredAttribute& stored = attributes_[node.first_attribute + i];
    if (stored.name == name) return stored.value.of(values_);
  }
  return {};
}

std::string HtmlTree::text_below(std::uint32_t node) const {
  std::string text;
  for (std::uint32_t i = node; i < nodes_[node].end; ++i)
    for (const char c : nodes_[i].text.of(text_)) {
      if (!is_space(c)) text += c;
      else if (!text.empty() && text.back() != ' ') text += ' ';
    }
  if (text.ends_with(' ')) text.pop_back();
  return text;
}

}  // namespace sitrep
