// SPDX-License-Identifier: Apache-2.0
// ASCII string work that the standard library lacks. Letters beyond ASCII pass through unchanged.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sitrep {

constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_letter(char c) { return is_upper(c) || is_lower(c); }
constexpr char to_lower(char c) { return is_upper(c) ? static_cast<char>(c + 32) : c; }
constexpr char to_upper(char c) { return is_lower(c) ? static_cast<char>(c - 32) : c; }

std::string lowered(std::string_view text);
std::string_view trimmed(std::string_view text);
bool equal_ignoring_case(std::string_view a, std::string_view b);

/// The pieces between separators, empty ones too: "a||b" is {"a", "", "b"}, "" is {""}.
std::vector<std::string_view> split(std::string_view text, char separator);

/// The pieces of a list in a table's cell, trimmed, without empty ones: " a | b|" is {"a", "b"}.
std::vector<std::string> list_items(std::string_view cell, char separator = '|');

}  // namespace sitrep
