// SPDX-License-Identifier: Apache-2.0
// Feeds: RSS 2.0, RSS 1.0 (RDF) and Atom. One report an entry, from its full text where it has one, else its summary. Links
// are never followed, so a feed that points to itself is read once. pugixml is included here only.
#include <pugixml.hpp>

#include <array>
#include <sstream>

#include "base/format.h"
#include "base/strings.h"
#include "ingest/charset.h"
#include "ingest/html_text.h"
#include "ingest/readers.h"

namespace sitrep {
namespace {

struct Element {
  std::string_view name;
  FieldSlot slot;
  bool is_markup = false;  // its text is HTML
};

/// What an entry's elements mean; of several for one field the lowest rank is taken.
constexpr std::array elements = {
    Element{"guid", {Field::id, 1}},                  Element{"id", {Field::id, 1}},
    Element{"title", {Field::title, 1}, true},        Element{"dc:title", {Field::title, 2}, true},
    Element{"content:encoded", {Field::text, 1}, true}, Element{"content", {Field::text, 2}, true},
    Element{"description", {Field::text, 3}, true},   Element{"summary", {Field::text, 3}, true},
    Element{"pubDate", {Field::published, 1}},        Element{"published", {Field::published, 1}},
    Element{"dc:date", {Field::published, 2}},        Element{"issued", {Field::published, 2}},
    Element{"updated", {Field::updated, 1}},          Element{"atom:updated", {Field::updated, 2}},
    Element{"updated", {Field::published, 4}},        Element{"modified", {Field::updated, 2}},
    Element{"dc:creator", {Field::byline, 1}, true},  Element{"author", {Field::byline, 2}, true},
    Element{"source", {Field::publisher, 1}, true},   Element{"dc:language", {Field::language, 1}},
};

/// Text, character data and, for XHTML in Atom, markup.
std::string inner_text(pugi::xml_node node, bool is_markup) {
  if (node.child("name")) return node.child("name").text().get();
  bool has_elements = false;
  std::string text;
  for (const pugi::xml_node child : node.children()) {
    if (child.type() == pugi::node_element) has_elements = true;
    else text += child.value();
  }
  if (!has_elements || !is_markup) return text;
  std::ostringstream markup;
  for (const pugi::xml_node child : node.children()) child.print(markup, "", pugi::format_raw);
  return markup.str();
}

std::string link_of(pugi::xml_node entry) {
  for (const pugi::xml_node link : entry.children("link")) {
    const std::string_view relation = link.attribute("rel").as_string("alternate");
    if (*link.attribute("href").value() && relation == "alternate") return link.attribute("href").value();
    if (*link.text().get()) return std::string(trimmed(link.text().get()));
  }
  return entry.attribute("rdf:about").value();
}

class FeedEntries {
 public:
  /// `sound`: the markup up to its end or to its damage.
  FeedEntries(Source& source, Intake& intake, std::uint64_t offset, std::string_view sound) : source_(source), intake_(intake), offset_(offset), sound_(sound) {}

  void read(pugi::xml_node root) {
    const pugi::xml_node channel = root.child("channel") ? root.child("channel") : root;
    publisher_ = text_of_html(channel.child("title").text().get());
    language_ = channel.child("language") ? channel.child("language").text().get() : root.attribute("xml:lang").value();
    entries_of(channel);
    if (channel != root) entries_of(root);  // RSS 1.0 has them beside the channel
  }

 private:
  /// Only the last entry can be cut by damage: then its end tag does not come before.
  bool is_whole(pugi::xml_node node) const {
    if (node.next_sibling() || node.offset_debug() < 0) return true;
    return sound_.find(format("</{}", node.name()), static_cast<std::size_t>(node.offset_debug())) != std::string_view::npos;
  }

  void entries_of(pugi::xml_node parent) {
    for (const pugi::xml_node node : parent.children())
      if (const std::string_view name = node.name(); (name == "item" || name == "entry") && is_whole(node)) entry(node);
  }

  void entry(pugi::xml_node node) {
    values_.clear();
    for (const pugi::xml_node child : node.children())
      for (const Element& element : elements)
        if (element.name == child.name()) {
          const std::string text = inner_text(child, element.is_markup);
          values_.offer(element.slot, element.is_markup ? text_of_html(text) : std::string(trimmed(text)));
        }
    const std::string link = link_of(node);
    values_.offer({Field::url, 1}, link);
    values_.offer({Field::id, 2}, link);
    values_.offer({Field::publisher, 2}, publisher_);
    values_.offer({Field::language, 2}, language_);
    ++number_;
    if (!values_.has(Field::text)) return intake_.pass_over();
    intake_.report(values_.page(intake_.options.knowledge), source_, offset_ + static_cast<std::uint64_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 0)), number_);
  }

  Source& source_;
  Intake& intake_;
  std::uint64_t offset_;
  std::string_view sound_;
  RecordFields values_;
  std::string publisher_;
  std::string language_;
  std::size_t number_ = 0;
};

}  // namespace

void read_feed(Source& source, Intake& intake) {
  const std::uint64_t offset = source.offset();
  const std::string text = decoded(source.rest(intake.options.limits.record_bytes), source.info.charset);
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata_single, pugi::encoding_utf8);
  const std::string_view sound = std::string_view(text).substr(0, result ? std::string_view::npos : static_cast<std::size_t>(result.offset));
  FeedEntries(source, intake, offset, sound).read(document.document_element());
  if (!result) intake.skip(source, offset + static_cast<std::uint64_t>(result.offset), format("feed is damaged: {}", result.description()));
}

}  // namespace sitrep
