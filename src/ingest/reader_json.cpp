// SPDX-License-Identifier: Apache-2.0
// JSON lines, a JSON array of records, or records one after the other, each cut out of the stream before it is parsed.
// simdjson is included here only.
#include <simdjson.h>

#include <cstring>

#include "base/format.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "ingest/charset.h"
#include "ingest/readers.h"
#include "ingest/record_fields.h"

namespace sitrep {
namespace {

namespace dom = simdjson::dom;

class JsonRecords {
 public:
  JsonRecords(Source& source, Intake& intake) : source_(source), intake_(intake) {}

  void lines() {
    for (;;) {
      const std::uint64_t offset = source_.offset();
      ++number_;
      try {
        const std::optional<std::string_view> line = source_.line(limit());
        if (!line) return;
        if (trimmed(*line).empty()) continue;
        record(*line, offset);
      } catch (const Damaged& damage) {
        intake_.skip(source_, offset, damage.what());
        if (source_.damage()) return;
      }
    }
  }

  /// Elements of an array, or objects with anything between them.
  void values() {
    while (source_.seek("{", 0)) {
      const std::uint64_t offset = source_.offset();
      ++number_;
      const std::size_t size = size_of_object();
      if (size == 0) return intake_.skip(source_, offset, "JSON object has no end");
      try {
        if (number_ == 1) is_single_ = trimmed(source_.peek(size + 16).substr(size)).empty();
        record(source_.peek(size), offset);
      } catch (const Damaged& damage) {
        intake_.skip(source_, offset, damage.what());
      }
      source_.take(size);
    }
  }

 private:
  std::size_t limit() const { return intake_.options.limits.record_bytes; }

  /// Bytes from the `{` at hand to its `}`; 0 when it does not come.
  std::size_t size_of_object() {
    std::size_t at = 0;
    long depth = 0;
    bool in_text = false;
    for (std::size_t window = 1 << 16;; window *= 2) {
      const std::string_view have = source_.peek(window);
      for (; at < have.size(); ++at) {
        const char c = have[at];
        if (in_text) {
          if (c == '\\') ++at;
          else if (c == '"') in_text = false;
        } else if (c == '"') {
          in_text = true;
        } else if (c == '{' || c == '[') {
          ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
          return at + 1;
        }
      }
      if (have.size() < window) return 0;
      if (window > limit()) throw Damaged(format("JSON object is larger than the limit of {} bytes", limit()));
    }
  }

  void record(std::string_view json, std::uint64_t offset) {
    buffer_.resize(json.size() + simdjson::SIMDJSON_PADDING);
    std::memcpy(buffer_.data(), json.data(), json.size());
    dom::element root;
    simdjson::error_code error = parser_.parse(buffer_.data(), json.size(), false).get(root);
    if (error == simdjson::UTF8_ERROR) {
      const std::string repaired = decoded(json);
      return record(repaired, offset);
    }
    dom::object object;
    if (error || (error = root.get(object))) throw Damaged(format("is no JSON object: {}", simdjson::error_message(error)));
    if (!report(object, offset, 0)) intake_.pass_over();
  }

  /// False when neither the object nor a list in it has a text.
  bool report(dom::object object, std::uint64_t offset, int depth) {
    values_.clear();
    for (const dom::key_value_pair member : object)
      if (const std::optional<FieldSlot> slot = intake_.fields.find(member.key)) offer(*slot, member.value);
    if (values_.has(Field::text)) {
      intake_.report(values_.page(intake_.options.knowledge), source_, offset, is_single_ ? 0 : number_);
      return true;
    }
    bool found = false;
    if (depth > 2) return false;
    for (const dom::key_value_pair member : object) {
      dom::array list;
      if (member.value.get(list)) continue;
      for (const dom::element element : list) {
        dom::object inner;
        if (element.get(inner) || !report(inner, offset, depth + 1)) continue;
        found = true;
        ++number_;
      }
    }
    return found;
  }

  void offer(FieldSlot slot, dom::element value) {
    switch (value.type()) {
      case dom::element_type::STRING: return values_.offer(slot, std::string_view(value));
      case dom::element_type::INT64: return values_.offer(slot, std::to_string(std::int64_t(value)));
      case dom::element_type::UINT64: return values_.offer(slot, std::to_string(std::uint64_t(value)));
      case dom::element_type::DOUBLE: return values_.offer(slot, std::to_string(std::int64_t(double(value))));
      case dom::element_type::ARRAY: return values_.offer(slot, joined(value));
      case dom::element_type::OBJECT: return offer_name(slot, value);
      default: return;
    }
  }

  /// ["A. Author", "B. Writer"] → "A. Author, B. Writer".
  static std::string joined(dom::element list) {
    std::string text;
    for (const dom::element element : dom::array(list)) {
      std::string_view item;
      if (element.get(item)) continue;
      if (!text.empty()) text += ", ";
      text += item;
    }
    return text;
  }

  /// {"name": "The Paper"}, {"rendered": "<p>…"}.
  void offer_name(FieldSlot slot, dom::element object) {
    for (const char* key : {"name", "rendered", "title", "value"}) {
      std::string_view text;
      if (!object[key].get(text)) return values_.offer(slot, text);
    }
  }

  Source& source_;
  Intake& intake_;
  RecordFields values_;
  dom::parser parser_;
  std::string buffer_;
  std::size_t number_ = 0;
  bool is_single_ = false;  // one object is all there is: it has the file's name
};

/// Does the first line hold a whole object? Then each line is taken for itself, and a broken one breaks no other.
bool is_lines(Source& source, std::size_t limit) {
  if (source.peek(1) != "{") return false;
  for (std::size_t window = 1 << 16;; window *= 2) {
    const std::string_view head = source.peek(window);
    const std::size_t end = head.find('\n');
    if (end == std::string_view::npos && head.size() == window && window <= limit) continue;
    return end != std::string_view::npos && trimmed(head.substr(0, end)).ends_with('}');
  }
}

}  // namespace

void read_json(Source& source, Intake& intake) {
  JsonRecords records(source, intake);
  if (source.peek(3) == "\xEF\xBB\xBF") source.take(3);
  while (!source.at_end() && is_space(source.peek(1).front())) source.take(1);
  if (is_lines(source, intake.options.limits.record_bytes)) records.lines();
  else records.values();
}

}  // namespace sitrep
