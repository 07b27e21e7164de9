// SPDX-License-Identifier: Apache-2.0
#include "app/case_file.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "base/error.h"
#include "base/format.h"
#include "base/json.h"
#include "base/strings.h"
#include "base/utf8.h"

namespace sitrep {
namespace {

constexpr auto lists = std::to_array<std::string_view>({"sentences", "entities", "places", "times", "figures", "claims", "events",
                                                        "casualties", "damage", "relations", "incidents", "findings"});

class CaseParser {
 public:
  CaseParser(std::string_view text, std::string_view name) : lines_(split(text, '\n')) {
    case_.name = name;
    case_.report.id = name.substr(name.find_last_of('/') + 1);
    case_.report.language = "en";
  }

  Case parse() {
    header();
    body();
    expectations();
    if (case_.report.text.empty()) fail("the report has no text");
    if (case_.expectations.empty()) fail("nothing is expected; add a line 'expect' and what must be found");
    return std::move(case_);
  }

 private:
  [[noreturn]] void fail(std::string_view message) const { throw Error(case_.name, static_cast<long>(at_ + 1), message); }

  void header() {
    for (; at_ < lines_.size(); ++at_) {
      const std::string_view line = trimmed(lines_[at_]);
      if (line.starts_with('#')) continue;
      if (line.empty()) return;
      const std::size_t colon = line.find(':');
      if (colon == std::string_view::npos) fail("a header line is 'name: value'; an empty line ends the header");
      const std::string_view name = line.substr(0, colon);
      const std::string value(trimmed(line.substr(colon + 1)));
      Report& r = case_.report;
      if (name == "published") r.published = value;
      else if (name == "title") r.title = value;
      else if (name == "dateline") r.dateline = value;
      else if (name == "publisher") r.publisher = value;
      else if (name != "topic") fail(format("unknown header '{}'; headers are published, title, dateline, publisher, topic", name));
    }
  }

  void body() {
    std::string& text = case_.report.text;
    bool paragraph_ended = false;
    for (; at_ < lines_.size() && trimmed(lines_[at_]) != "expect"; ++at_) {
      const std::string_view line = trimmed(lines_[at_]);
      if (line.empty()) {
        paragraph_ended = true;
        continue;
      }
      if (!text.empty()) text += paragraph_ended ? "\n\n" : " ";
      paragraph_ended = false;
      text += line;
    }
    if (!is_valid_utf8(text)) fail("the report is not UTF-8");
    if (at_ == lines_.size()) fail("a line 'expect' is missing");
    ++at_;
  }

  void expectations() {
    for (; at_ < lines_.size(); ++at_) {
      const std::string_view line = without_comment(lines_[at_]);
      if (line.empty()) continue;
      if (line == "parse") return pinned_parse();
      if (line.starts_with("known-failure:")) {
        case_.known_failure = trimmed(line.substr(14));
        if (case_.known_failure->empty()) fail("known-failure needs a reason");
        continue;
      }
      case_.expectations.push_back(expectation(line));
    }
  }

  /// A `#` outside of quotes starts a comment.
  static std::string_view without_comment(std::string_view line) {
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '"') quoted = !quoted;
      if (line[i] == '#' && !quoted) return trimmed(line.substr(0, i));
    }
    return trimmed(line);
  }

  Expectation expectation(std::string_view line) {
    Expectation e;
    e.line = static_cast<long>(at_ + 1);
    e.text = line;
    if (line.starts_with("only ")) {
      e.kind = Expectation::Kind::only;
      e.list = trimmed(line.substr(5));
      check_list(e.list);
      return e;
    }
    if (line.starts_with("no ")) {
      e.kind = Expectation::Kind::absent;
      line = trimmed(line.substr(3));
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) fail("an expectation is 'LIST: \"snippet\" field=value …', 'no LIST: …', 'only LIST', 'known-failure: …' or 'parse'");
    e.list = trimmed(line.substr(0, colon));
    check_list(e.list);
    rest_ = trimmed(line.substr(colon + 1));
    if (rest_.starts_with('"')) e.snippet = value().first;
    while (!rest_.empty()) {
      const std::size_t equals = rest_.find('=');
      if (equals == std::string_view::npos) fail(format("'{}' is no field=value", rest_));
      FieldTest field;
      field.path = trimmed(rest_.substr(0, equals));
      rest_.remove_prefix(equals + 1);
      std::tie(field.value, field.quoted) = value();
      e.fields.push_back(std::move(field));
    }
    return e;
  }

  void check_list(std::string_view name) const {
    if (std::find(lists.begin(), lists.end(), name) == lists.end()) fail(format("'{}' is no list of a reading; lists are {}", name, fmt::join(lists, ", ")));
  }

  std::pair<std::string, bool> value() {
    const bool quoted = rest_.starts_with('"');
    if (quoted) rest_.remove_prefix(1);
    const std::size_t end = rest_.find(quoted ? '"' : ' ');
    if (quoted && end == std::string_view::npos) fail("a quotation mark is not closed");
    std::string result(rest_.substr(0, end));
    rest_ = end == std::string_view::npos ? "" : trimmed(rest_.substr(end + (quoted ? 1 : 0)));
    return {result, quoted};
  }

  void pinned_parse() {
    std::string parse;
    for (++at_; at_ < lines_.size(); ++at_) parse += std::string(lines_[at_]) + "\n";
    case_.pinned_parse = std::move(parse);
  }

  std::vector<std::string_view> lines_;
  std::size_t at_ = 0;
  std::string_view rest_;
  Case case_;
};

/// Answers what an expectation asks of a reading's JSON.
class ReadingView {
 public:
  explicit ReadingView(const Json& reading) : reading_(reading), text_(reading["report"]["text"].get<std::string>()), index_(text_) {
    for (const std::string_view list : lists)
      for (const Json& item : reading_.at(std::string(list)))
        if (item.contains("id")) by_id_[item["id"].get<std::string>()] = &item;
  }

  bool fits(const Json& item, const Expectation& e) const {
    if (e.snippet && !words_are(item, *e.snippet)) return false;
    return std::all_of(e.fields.begin(), e.fields.end(), [&](const FieldTest& f) { return field_fits(item, f.path, f); });
  }

 private:
  std::string words(const Json& span) const {
    const std::uint32_t begin = index_.byte_at(span["start"].get<std::uint32_t>());
    return text_.substr(begin, index_.byte_at(span["end"].get<std::uint32_t>()) - begin);
  }

  /// Does the item stand on these words? Its span, anchor, cue, one of its mentions or contents; or its name is so.
  bool words_are(const Json& item, std::string_view snippet) const {
    if (item.contains("start") && words(item) == snippet) return true;
    if (item.contains("name") && item["name"] == snippet) return true;
    for (const char* field : {"anchor", "cue", "source"})
      if (item.contains(field) && item[field].is_object() && words(item[field]) == snippet) return true;
    for (const char* field : {"mentions", "content"})
      if (item.contains(field))
        for (const Json& span : item[field])
          if (words(span) == snippet) return true;
    // A casualty stands on its figure, or on its victims.
    for (const char* field : {"figure", "victims", "object"})
      if (item.contains(field) && item[field].is_string() && words_are(*by_id_.at(item[field].get<std::string>()), snippet)) return true;
    return false;
  }

  bool field_fits(const Json& value, std::string_view path, const FieldTest& test) const {
    if (value.is_array())
      return path.empty() && test.value == "[]" ? value.empty()
                                                 : std::any_of(value.begin(), value.end(), [&](const Json& v) { return field_fits(v, path, test); });
    if (path.empty()) return value_fits(value, test);
    if (value.is_string()) {
      const auto at = by_id_.find(value.get<std::string>());
      return at != by_id_.end() && field_fits(*at->second, path, test);
    }
    if (!value.is_object()) return test.value == "null" && !test.quoted;
    const std::size_t dot = path.find('.');
    const std::string name(path.substr(0, dot));
    if (!value.contains(name)) throw Error(format("field '{}' does not exist", name));
    return field_fits(value[name], dot == std::string_view::npos ? "" : path.substr(dot + 1), test);
  }

  bool value_fits(const Json& value, const FieldTest& test) const {
    if (value.is_object()) return value.contains("start") && words(value) == test.value;
    if (!test.quoted) return value.is_string() ? value == test.value : value.dump() == test.value;
    if (!value.is_string()) return false;
    if (value == test.value) return true;
    const auto at = by_id_.find(value.get<std::string>());
    return at != by_id_.end() && words_are(*at->second, test.value);
  }

  const Json& reading_;
  std::string text_;
  CodePointIndex index_;
  std::map<std::string, const Json*, std::less<>> by_id_;
};

}  // namespace

Case parse_case(std::string_view text, std::string_view name) { return CaseParser(text, name).parse(); }

std::vector<std::string> unmet_expectations(const Case& test, std::string_view reading_json) {
  const Json reading = parse_json(reading_json, test.name);
  const ReadingView view(reading);
  std::vector<std::string> unmet;
  for (const Expectation& e : test.expectations) {
    const Json& items = reading.at(e.list);
    const auto miss = [&](std::string_view what) { unmet.push_back(format("{}:{}: {}: {}", test.name, e.line, what, e.text)); };
    const auto is_present = [&](const Expectation& expected) {
      return std::any_of(items.begin(), items.end(), [&](const Json& item) { return view.fits(item, expected); });
    };
    try {
      if (e.kind == Expectation::Kind::present && !is_present(e)) miss("not found");
      if (e.kind == Expectation::Kind::absent && is_present(e)) miss("found, but must not be");
      if (e.kind != Expectation::Kind::only) continue;
      for (const Json& item : items) {
        const bool expected = std::any_of(test.expectations.begin(), test.expectations.end(), [&](const Expectation& other) {
          return other.kind == Expectation::Kind::present && other.list == e.list && view.fits(item, other);
        });
        if (!expected) miss("not expected: " + to_line(item));
      }
    } catch (const Error& error) {
      throw Error(test.name, e.line, error.what());
    }
  }
  return unmet;
}

}  // namespace sitrep
