// SPDX-License-Identifier: Apache-2.0
#include "ingest/original_source.h"

#include <algorithm>
#include <array>
#include <span>

#include "base/strings.h"

namespace sitrep {
namespace {

bool is_word_byte(char c) { return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

bool starts_word(std::string_view text, std::size_t position) { return position == 0 || !is_word_byte(text[position - 1]); }

std::string_view before(std::string_view text, std::size_t position) {
  text = text.substr(0, position);
  while (text.ends_with(' ')) text.remove_suffix(1);
  if (text.ends_with(" the") || text.ends_with(" news agency")) text = trimmed(text.substr(0, text.rfind(text.ends_with(" the") ? " the" : " news agency")));
  return text;
}

bool ends_with_any(std::string_view text, std::span<const std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.ends_with(end); });
}

bool starts_with_any(std::string_view text, std::span<const std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) { return text.starts_with(start); });
}

constexpr std::array<std::string_view, 10> credits_before = {"ccording to", "reported by", "quoted by", "cited by", "Source:", "Via", "via", "citing", "\xC2\xA9", "quoting"};
constexpr std::array<std::string_view, 9> credits_behind = {" reported", " reports", " quoted", " news agency reported", " news agency said", " news agency reports",
                                                            ", citing", " cited", " (agency) report"};

constexpr std::array<std::string_view, 6> other_things = {" affiliate", " poll", " photograph", " correspondent", " reporter", " analyst"};
constexpr std::size_t opening_size = 250;  // bytes in which an agency signs
constexpr std::size_t lead_size = 700;     // bytes in which a report says whose it is; further down it cites others on details

/// "(AP)", "/TASS/".
bool is_enclosed(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin == 0 || end >= text.size()) return false;
  return (text[begin - 1] == '(' && text[end] == ')') || (text[begin - 1] == '/' && text[end] == '/');
}

template <class Accept>
std::optional<std::string> first_agency(std::string_view text, const Agencies& agencies, Accept accept) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_word_byte(text[at]) || !starts_word(text, at)) continue;
    std::size_t size = 0;
    const std::string* name = agencies.at(text, at, size);
    if (name && accept(at, at + size)) return *name;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> original_source(const Report& report, const Agencies& agencies) {
  const auto anywhere = [](std::size_t, std::size_t) { return true; };
  for (const std::optional<std::string>* field : {&report.dateline, &report.byline})
    if (*field)
      if (std::optional<std::string> agency = first_agency(**field, agencies, anywhere)) return agency;

  const std::string_view text = report.text;
  const std::string_view opening = text.substr(0, std::min(text.find("\n\n"), opening_size));
  const auto signs = [&](std::size_t begin, std::size_t end) { return is_enclosed(opening, begin, end); };
  if (std::optional<std::string> agency = first_agency(opening, agencies, signs)) return agency;

  const std::size_t last_break = text.rfind("\n\n");
  const std::string_view closing = last_break == std::string_view::npos ? std::string_view{} : text.substr(last_break + 2);
  const auto is_all = [&](std::size_t begin, std::size_t end) { return trimmed(closing).size() <= end - begin + 4 || (closing.size() <= end + 2 && is_enclosed(closing, begin, end)); };
  if (std::optional<std::string> agency = first_agency(closing, agencies, is_all)) return agency;

  const std::string_view lead = text.substr(0, lead_size);
  const auto is_credited = [&](std::size_t begin, std::size_t end) {
    const std::string_view behind = text.substr(end);
    return (ends_with_any(before(lead, begin), credits_before) && !starts_with_any(behind, other_things)) || starts_with_any(behind, credits_behind);
  };
  return first_agency(lead, agencies, is_credited);
}

}  // namespace sitrep
