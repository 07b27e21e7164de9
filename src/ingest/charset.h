// SPDX-License-Identifier: Apache-2.0
// Bytes of unknown encoding to UTF-8, and case beyond ASCII. ICU is included in charset.cpp only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sitrep {

/// Valid UTF-8 without a byte order mark. In this order: a byte order mark, valid UTF-8, the declared charset, the one
/// that the first bytes of an HTML or XML document name, a guess from the bytes. Invalid bytes become U+FFFD.
std::string decoded(std::string_view bytes, const std::optional<std::string>& declared_charset = std::nullopt);

/// Lower case in every script, code point by code point.
std::string lower_case(std::string_view utf8);

/// The charset named by <meta charset>, <meta http-equiv … charset=> or <?xml encoding=>.
std::optional<std::string> charset_in_markup(std::string_view bytes);

}  // namespace sitrep
