// SPDX-License-Identifier: Apache-2.0
// Markdown to plain text: the marks go, words and paragraphs stay. The first heading and the header block keep their marks,
// because plain_text.h tells title and fields by them. Not a Markdown parser: what is no mark of the usual kind is text.
#pragma once

#include <string>
#include <string_view>

namespace sitrep {

/// By its name or by marks that other texts do not have.
bool is_markdown(std::string_view name, std::string_view head);

std::string text_of_markdown(std::string_view markdown);

}  // namespace sitrep
