// SPDX-License-Identifier: Apache-2.0
// JSON of plain structs whose fields are listed by a function `fields(visit, record)`, for records that hold no spans and
// no ids (those are written by record/json.cpp). Include from .cpp files only.
#pragma once

#include <optional>
#include <type_traits>
#include <vector>

#include "base/error.h"
#include "base/format.h"
#include "base/json.h"
#include "record/vocabulary.h"

namespace sitrep::plain_json {

template <class T> inline constexpr bool is_list = false;
template <class T> inline constexpr bool is_list<std::vector<T>> = true;
template <class T> inline constexpr bool is_optional = false;
template <class T> inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
Json written(const T& x);

struct Writer {
  Json& object;
  template <class T>
  void operator()(const char* name, const T& member) { object[name] = written(member); }
  /// A member whose fields stand in the same object.
  template <class R>
  void inlined(const R& member) { fields(*this, member); }
};

template <class T>
Json written(const T& x) {
  if constexpr (std::is_enum_v<T>) {
    return name_of(x);
  } else if constexpr (is_optional<T>) {
    return x ? written(*x) : Json(nullptr);
  } else if constexpr (is_list<T>) {
    Json list = Json::array();
    for (const auto& item : x) list.push_back(written(item));
    return list;
  } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
    return x;
  } else {
    Json object = Json::object();
    Writer visit{object};
    fields(visit, x);
    return object;
  }
}

template <class T>
void read(const Json& json, T& x, const std::string& path);

struct Reader {
  const Json& object;
  const std::string& path;
  template <class T>
  void operator()(const char* name, T& member) {
    if (!object.is_object() || !object.contains(name)) throw Error(format("{}: field '{}' is missing", path, name));
    read(object.at(name), member, path + "." + name);
  }
  template <class R>
  void inlined(R& member) { fields(*this, member); }
};

template <class T>
void read(const Json& json, T& x, const std::string& path) {
  if constexpr (is_optional<T>) {
    if (json.is_null()) return x.reset();
    read(json, x.emplace(), path);
  } else if constexpr (std::is_enum_v<T>) {
    const auto found = json.is_string() ? from_name<T>(json.get_ref<const std::string&>()) : std::nullopt;
    if (!found) throw Error(format("{}: {} is not one of {}", path, to_line(json), fmt::join(VocabularyOf<T>::names, ", ")));
    x = *found;
  } else if constexpr (is_list<T>) {
    if (!json.is_array()) throw Error(path + ": a list is needed");
    x.resize(json.size());
    for (std::size_t i = 0; i < json.size(); ++i) read(json[i], x[i], path);
  } else if constexpr (std::is_arithmetic_v<T> || std::is_same_v<T, std::string>) {
    try {
      x = json.get<T>();
    } catch (const Json::exception&) {
      throw Error(format("{}: {} is of the wrong kind", path, to_line(json)));
    }
  } else {
    Reader visit{json, path};
    fields(visit, x);
  }
}

}  // namespace sitrep::plain_json
