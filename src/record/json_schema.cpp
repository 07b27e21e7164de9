// SPDX-License-Identifier: Apache-2.0
#include "record/json_schema.h"

#include "base/json.h"
#include "record/fields.h"
#include "record/ledger_fields.h"

namespace sitrep {
namespace {

template <class T> inline constexpr bool is_list = false;
template <class T> inline constexpr bool is_list<std::vector<T>> = true;
template <class T> inline constexpr bool is_optional = false;
template <class T> inline constexpr bool is_optional<std::optional<T>> = true;
template <class T> inline constexpr char prefix_of_id = 0;
template <class R> inline constexpr char prefix_of_id<Id<R>> = id_prefix<R>;

const Json place_in_text = {{"type", "integer"}, {"minimum", 0}};

Json object_schema() { return {{"type", "object"}, {"additionalProperties", false}, {"required", Json::array()}, {"properties", Json::object()}}; }

void add(Json& object, const char* name, Json schema) {
  object["required"].push_back(name);
  object["properties"][name] = std::move(schema);
}

Json id_schema(char prefix) { return {{"type", "string"}, {"pattern", std::string("^") + prefix + "[0-9]+$"}}; }

template <class T>
Json schema_of();

struct FieldSchemas {
  Json& object;
  template <class T>
  void operator()(const char* name, const T&) { add(object, name, schema_of<T>()); }
  void inline_span(Span) {
    add(object, "start", place_in_text);
    add(object, "end", place_in_text);
  }
  template <class R>
  void inlined(const R& member) { fields(*this, member); }
};

template <class R>
Json record_schema() {
  Json object = object_schema();
  if constexpr (id_prefix<R> != 0) add(object, "id", id_schema(id_prefix<R>));
  const R sample{};
  FieldSchemas visit{object};
  fields(visit, sample);
  return object;
}

template <class T>
Json schema_of() {
  if constexpr (std::is_same_v<T, Span>) {
    Json object = object_schema();
    FieldSchemas{object}.inline_span({});
    return object;
  } else if constexpr (prefix_of_id<T> != 0) {
    return id_schema(prefix_of_id<T>);
  } else if constexpr (std::is_enum_v<T>) {
    return {{"enum", VocabularyOf<T>::names}};
  } else if constexpr (is_optional<T>) {
    return {{"anyOf", Json::array({Json{{"type", "null"}}, schema_of<typename T::value_type>()})}};
  } else if constexpr (is_list<T>) {
    return {{"type", "array"}, {"items", schema_of<typename T::value_type>()}};
  } else if constexpr (std::is_same_v<T, bool>) {
    return {{"type", "boolean"}};
  } else if constexpr (std::is_integral_v<T>) {
    return {{"type", "integer"}};
  } else if constexpr (std::is_arithmetic_v<T>) {
    return {{"type", "number"}};
  } else if constexpr (std::is_same_v<T, std::string>) {
    return {{"type", "string"}};
  } else {
    return record_schema<T>();
  }
}

struct ListSchemas {
  Json& object;
  template <class R>
  void operator()(const char* name, const std::vector<R>&) { add(object, name, schema_of<std::vector<R>>()); }
};

}  // namespace

std::string report_schema() { return to_line(record_schema<Report>()); }

std::string reading_schema() {
  Json object = object_schema();
  add(object, "schema", {{"const", "sitrep.reading/1"}});
  add(object, "report", record_schema<Report>());
  const Reading sample{};
  ListSchemas visit{object};
  lists(visit, sample);
  return to_line(object);
}

std::string incident_schema() {
  Json object = record_schema<LedgerIncident>();
  add(object, "schema", {{"const", "sitrep.incident/1"}});
  return to_line(object);
}

}  // namespace sitrep
