// SPDX-License-Identifier: Apache-2.0
#include "record/json.h"

#include <set>
#include <unordered_map>

#include "base/error.h"
#include "base/format.h"
#include "base/json.h"
#include "base/utf8.h"
#include "record/fields.h"

namespace sitrep {
namespace {

constexpr std::string_view schema = "sitrep.reading/1";

template <class T> inline constexpr bool is_list = false;
template <class T> inline constexpr bool is_list<std::vector<T>> = true;
template <class T> inline constexpr bool is_optional = false;
template <class T> inline constexpr bool is_optional<std::optional<T>> = true;
template <class T> inline constexpr bool is_id = false;
template <class R> inline constexpr bool is_id<Id<R>> = true;
template <class T> inline constexpr char prefix_of_id = 0;
template <class R> inline constexpr char prefix_of_id<Id<R>> = id_prefix<R>;

// ---------------------------------------------------------------- writing

class Writer {
 public:
  explicit Writer(const CodePointIndex& index) : index_(index) {}

  template <class T>
  Json value(const T& x) const {
    if constexpr (std::is_same_v<T, Span>) {
      return Json{{"start", index_.code_point_at(x.begin)}, {"end", index_.code_point_at(x.end)}};
    } else if constexpr (is_id<T>) {
      return id_text(prefix_of_id<T>, x.index);
    } else if constexpr (std::is_enum_v<T>) {
      return name_of(x);
    } else if constexpr (is_optional<T>) {
      return x ? value(*x) : Json(nullptr);
    } else if constexpr (is_list<T>) {
      Json list = Json::array();
      for (const auto& item : x) list.push_back(value(item));
      return list;
    } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
      return x;
    } else {
      return object(x);
    }
  }

  template <class R>
  Json object(const R& record) const {
    Json result = Json::object();
    Fields visit{*this, result};
    fields(visit, record);
    return result;
  }

 private:
  struct Fields {
    const Writer& writer;
    Json& result;
    template <class T>
    void operator()(const char* name, const T& member) { result[name] = writer.value(member); }
    void inline_span(Span span) {
      result["start"] = writer.index_.code_point_at(span.begin);
      result["end"] = writer.index_.code_point_at(span.end);
    }
  };

  const CodePointIndex& index_;
};

struct ListWriter {
  const Writer& writer;
  Json& result;
  template <class R>
  void operator()(const char* name, const std::vector<R>& list) {
    Json items = Json::array();
    for (std::size_t i = 0; i < list.size(); ++i) {
      Json item = Json::object();
      if constexpr (id_prefix<R> != 0) item["id"] = id_text(id_prefix<R>, static_cast<std::uint32_t>(i));
      item.update(writer.object(list[i]));
      items.push_back(std::move(item));
    }
    result[name] = std::move(items);
  }
};

// ---------------------------------------------------------------- reading

/// Positions of ids, by their text; one map serves all lists, because an id is unique inside one reading.
using IdTable = std::unordered_map<std::string, std::pair<char, std::uint32_t>>;

struct IdCollector {
  const Json& reading;
  IdTable& ids;
  std::string_view where;
  template <class R>
  void operator()(const char* name, const std::vector<R>&) {
    if constexpr (id_prefix<R> != 0) {
      const Json& items = reading.at(name);
      for (std::uint32_t i = 0; i < items.size(); ++i)
        if (!ids.emplace(items[i].at("id").template get<std::string>(), std::pair{id_prefix<R>, i}).second)
          throw Error(format("{}: {}[{}]: id {} is there twice", where, name, i, to_line(items[i].at("id"))));
    }
  }
};

class Reader {
 public:
  Reader(const CodePointIndex& index, std::string_view text, const IdTable& ids) : index_(index), text_(text), ids_(ids) {}

  template <class T>
  void value(const Json& json, T& x, const std::string& path) const {
    if constexpr (std::is_same_v<T, Span>) {
      if (!json.is_object() || json.size() != 2) throw Error(path + ": a span has start and end");
      x = span(json, path);
    } else if constexpr (is_id<T>) {
      const auto at = json.is_string() ? ids_.find(json.get<std::string>()) : ids_.end();
      if (at == ids_.end() || at->second.first != prefix_of_id<T>) throw Error(format("{}: {} is no id there", path, to_line(json)));
      x.index = at->second.second;
    } else if constexpr (std::is_enum_v<T>) {
      const auto found = json.is_string() ? from_name<T>(json.get<std::string>()) : std::nullopt;
      if (!found) throw Error(format("{}: {} is not one of {}", path, to_line(json), fmt::join(VocabularyOf<T>::names, ", ")));
      x = *found;
    } else if constexpr (is_optional<T>) {
      if (json.is_null()) return x.reset();
      value(json, x.emplace(), path);
    } else if constexpr (is_list<T>) {
      if (!json.is_array()) throw Error(path + ": a list is needed");
      x.resize(json.size());
      for (std::size_t i = 0; i < json.size(); ++i) value(json[i], x[i], format("{}[{}]", path, i));
    } else if constexpr (std::is_same_v<T, bool>) {
      if (!json.is_boolean()) throw Error(path + ": true or false is needed");
      x = json.get<bool>();
    } else if constexpr (std::is_integral_v<T>) {
      if (!json.is_number_integer()) throw Error(path + ": a whole number is needed");
      x = json.get<T>();
    } else if constexpr (std::is_floating_point_v<T>) {
      if (!json.is_number()) throw Error(path + ": a number is needed");
      x = json.get<T>();
    } else if constexpr (std::is_same_v<T, std::string>) {
      if (!json.is_string()) throw Error(path + ": a text is needed");
      x = json.get<std::string>();
    } else {
      object(json, x, path);
    }
  }

  template <class R>
  void object(const Json& json, R& record, const std::string& path) const {
    if (!json.is_object()) throw Error(path + ": an object is needed");
    Fields visit{*this, json, path, {}};
    if constexpr (id_prefix<R> != 0) visit.known.insert("id");
    fields(visit, record);
    for (const auto& [name, unused] : json.items())
      if (!visit.known.contains(name)) throw Error(format("{}: unknown field '{}'; fields are {}", path, name, fmt::join(visit.known, ", ")));
  }

 private:
  struct Fields {
    const Reader& reader;
    const Json& json;
    const std::string& path;
    std::set<std::string> known;
    template <class T>
    void operator()(const char* name, T& member) {
      known.insert(name);
      if (!json.contains(name)) throw Error(format("{}: field '{}' is missing", path, name));
      reader.value(json.at(name), member, path + "." + name);
    }
    void inline_span(Span& member) {
      known.insert({"start", "end"});
      member = reader.span(json, path);
    }
  };

  Span span(const Json& json, const std::string& path) const {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    for (const auto& [name, target] : {std::pair{"start", &start}, std::pair{"end", &end}}) {
      if (!json.contains(name) || !json.at(name).is_number_unsigned()) throw Error(format("{}: field '{}' is missing", path, name));
      *target = json.at(name).get<std::uint32_t>();
    }
    const Span bytes{index_.byte_at(start), index_.byte_at(end)};
    if (start > end || index_.code_point_at(bytes.end) != end || bytes.end > text_.size())
      throw Error(format("{}: {} to {} is not inside the text", path, start, end));
    return bytes;
  }

  const CodePointIndex& index_;
  std::string_view text_;
  const IdTable& ids_;
};

struct ListReader {
  const Reader& reader;
  const Json& json;
  const std::string& where;
  template <class R>
  void operator()(const char* name, std::vector<R>& list) {
    const Json& items = json.at(name);
    list.resize(items.size());
    for (std::size_t i = 0; i < items.size(); ++i) reader.object(items[i], list[i], format("{}: {}[{}]", where, name, i));
  }
};

struct FieldChecker {
  const Json& reading;
  std::string_view where;
  template <class R>
  void operator()(const char* name, const std::vector<R>&) {
    if (!reading.contains(name) || !reading.at(name).is_array()) throw Error(format("{}: list '{}' is missing", where, name));
    if constexpr (id_prefix<R> != 0)
      for (const Json& item : reading.at(name))
        if (!item.is_object() || !item.contains("id") || !item.at("id").is_string())
          throw Error(format("{}: an item of '{}' has no id", where, name));
  }
};

Report report_of(const Json& reading, const std::string& where) {
  if (!reading.contains("report")) throw Error(format("{}: field 'report' is missing", where));
  Report report;
  const CodePointIndex nothing("");
  Reader(nothing, "", {}).object(reading.at("report"), report, where + ": report");
  if (!is_valid_utf8(report.text)) throw Error(format("{}: report.text is not UTF-8", where));
  return report;
}

}  // namespace

std::string id_text(char prefix, std::uint32_t index) { return prefix + std::to_string(index + 1); }

std::string to_json(const Report& report) {
  const CodePointIndex index(report.text);
  return to_line(Writer(index).object(report));
}

std::string to_json(const Reading& reading) {
  const CodePointIndex index(reading.report.text);
  const Writer writer(index);
  Json result = {{"schema", schema}};
  result["report"] = writer.object(reading.report);
  ListWriter visit{writer, result};
  lists(visit, reading);
  return to_line(result);
}

Reading reading_from_json(std::string_view text, std::string_view where_view) {
  const std::string where(where_view);
  const Json json = parse_json(text, where);
  if (!json.is_object() || json.value("schema", "") != schema) throw Error(format("{}: not a reading of schema {}", where, schema));
  Reading reading;
  FieldChecker check{json, where};
  lists(check, reading);
  reading.report = report_of(json, where);
  const CodePointIndex index(reading.report.text);
  IdTable ids;
  IdCollector collect{json, ids, where};
  lists(collect, reading);
  const Reader reader(index, reading.report.text, ids);
  ListReader visit{reader, json, where};
  lists(visit, reading);
  return reading;
}

Reading outline_from_json(std::string_view text, std::string_view where_view) {
  const std::string where(where_view);
  const Json json = parse_json(text, where);
  Reading reading;
  FieldChecker{json, where}("sentences", reading.sentences);
  reading.report = report_of(json, where);
  const CodePointIndex index(reading.report.text);
  const IdTable ids;
  const Reader reader(index, reading.report.text, ids);
  ListReader{reader, json, where}("sentences", reading.sentences);
  return reading;
}

}  // namespace sitrep
