// SPDX-License-Identifier: Apache-2.0
// The language of a text, by CLD2, which is included in language.cpp only.
#pragma once

#include <string>
#include <string_view>

namespace sitrep {

/// ISO 639-1 (639-2 where there is none), "und" when the text is too short or too mixed to tell.
std::string language_of(std::string_view utf8);

}  // namespace sitrep
