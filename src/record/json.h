// SPDX-License-Identifier: Apache-2.0
// The record as JSON, by the data contract: code point offsets, every field present, null for what is not given.
#pragma once

#include <string>
#include <string_view>

#include "record/reading.h"

namespace sitrep {

/// One line of JSON, without a line end. Throws nothing; what is not UTF-8 becomes U+FFFD.
std::string to_json(const Report& report);
std::string to_json(const Reading& reading);

/// The reverse. Ids may have any text, they are resolved by it. Throws Error "WHERE: …" naming the field, for a missing
/// or unknown field, a word outside its vocabulary, an id that resolves to nothing, a span outside the text.
Reading reading_from_json(std::string_view json, std::string_view where);

/// Report and sentences alone; all else is passed over and may be missing.
Reading outline_from_json(std::string_view json, std::string_view where);

/// "" when the invariants hold (spans inside the text, ids resolve, low <= best <= high, part_of without cycles), else the
/// first breach in one sentence.
std::string broken_invariant(const Reading& reading);

/// The id that JSON shows for a position in a list: "k3" for ('k', 2).
std::string id_text(char prefix, std::uint32_t index);

}  // namespace sitrep
