// SPDX-License-Identifier: Apache-2.0
// JSON values: nlohmann-json with keys in the order of writing. Heavy to compile: include it from .cpp files only.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace sitrep {

using Json = nlohmann::ordered_json;

/// Parses one value. Throws Error "WHERE: not JSON: …, at byte N".
Json parse_json(std::string_view text, std::string_view where);

/// One line of JSON; invalid UTF-8 becomes U+FFFD instead of an exception.
std::string to_line(const Json& value);

}  // namespace sitrep
