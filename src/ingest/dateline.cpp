// SPDX-License-Identifier: Apache-2.0
#include "ingest/dateline.h"

#include <algorithm>

#include "base/strings.h"
#include "ingest/charset.h"
#include "ingest/dates.h"

namespace sitrep {
namespace {

constexpr std::size_t longest_dateline = 140;  // bytes
constexpr std::size_t longest_tag_line = 400;
constexpr std::string_view separators[] = {" - ", " – ", " — ", " -- ", ") -", ")-- ", ") –", ") —", "— ", "– ", " / ", ". ", ": ", ") "};

bool is_upper_word(std::string_view text) {
  bool any = false;
  for (const char c : text) {
    if (is_lower(c)) return false;
    any |= is_upper(c);
  }
  return any;
}

/// What a candidate prefix is made of.
struct Parts {
  bool agency = false;
  bool marked_agency = false;  // (Reuters), /TASS/
  bool month = false;
  bool number = false;
  bool capitals = false;       // the place in capitals
  bool other = false;          // a word that no dateline has
  int words = 0;
};

/// Takes a bracketed or bare agency off the end of the prefix.
std::string_view without_agency(std::string_view prefix, Parts& parts, const PageKnowledge& knowledge) {
  std::string_view rest = trimmed(prefix);
  while (!rest.empty() && (rest.back() == '.' || rest.back() == ',')) rest = trimmed(rest.substr(0, rest.size() - 1));
  for (const auto& [open, close] : {std::pair{'(', ')'}, std::pair{'/', '/'}, std::pair{'[', ']'}}) {
    if (rest.size() < 3 || rest.back() != close) continue;
    const std::size_t at = rest.rfind(open, rest.size() - 2);
    if (at == std::string_view::npos) continue;
    const std::string_view inside = trimmed(rest.substr(at + 1, rest.size() - at - 2));
    if (inside.empty() || inside.size() > 60) continue;
    const char first = inside[0];
    parts.agency = parts.marked_agency = is_upper(first) || static_cast<unsigned char>(first) >= 0x80 || knowledge.agencies.is_name(inside);
    return trimmed(rest.substr(0, at));
  }
  if (const auto agency = knowledge.agencies.ending(rest)) {
    parts.agency = true;
    return trimmed(rest.substr(0, rest.size() - agency->size()));
  }
  return rest;
}

Parts parts_of(std::string_view prefix, const PageKnowledge& knowledge) {
  Parts parts;
  std::string_view place = without_agency(prefix, parts, knowledge);
  bool first = true;
  for (std::string_view item : split(place, ' ')) {
    while (!item.empty() && (item.back() == ',' || item.back() == '.' || item.back() == ':')) item.remove_suffix(1);
    if (item.empty() || item == "/" || item == "-") continue;
    ++parts.words;
    const auto month = knowledge.months.find(word(lower_case(item)));
    if (month != knowledge.months.end() && !first) parts.month = true;
    else if (is_digit(item[0])) parts.number = true;
    else if (is_letter(item[0]) && !is_upper(item[0]) && item != "de" && item != "al" && item != "el" && item != "and" && item != "of" && item != "del") parts.other = true;
    else if (first && item.size() > 2 && is_upper_word(item)) parts.capitals = true;
    first = false;
  }
  return parts;
}

bool is_dateline(const Parts& parts, std::string_view separator) {
  if (parts.other || parts.words > 9) return false;
  const bool is_dash = separator.find_first_of("-\xE2") != std::string_view::npos;
  if (parts.marked_agency) return is_dash || separator == ") " ? (parts.words > 0 || is_dash) : parts.month || parts.capitals;
  if (parts.agency && parts.month) return true;
  if (parts.words == 0) return false;
  if (parts.month && parts.number) return is_dash || parts.capitals;
  return is_dash && parts.capitals && parts.words <= 5 && !parts.number;
}

}  // namespace

/// The longest prefix counts only if it brings in the agency: "MOSCOW, September 13. /TASS/."
std::optional<Dateline> dateline_of(std::string_view paragraph, const PageKnowledge& knowledge) {
  const std::string_view head = paragraph.substr(0, longest_dateline);
  std::optional<Dateline> found;
  for (std::size_t at = 1; at < head.size(); ++at) {
    for (const std::string_view separator : separators) {
      if (!head.substr(at).starts_with(separator)) continue;
      const std::size_t prefix_end = separator[0] == ')' ? at + 1 : at;
      const std::string_view prefix = head.substr(0, prefix_end);
      const Parts parts = parts_of(prefix, knowledge);
      if (!is_dateline(parts, separator) || (found && !parts.agency)) continue;
      std::size_t end = at + separator.size();
      while (end < paragraph.size() && (is_space(paragraph[end]) || paragraph[end] == '-')) ++end;
      found = Dateline{std::string(trimmed(prefix)), std::nullopt, end};
      while (found->text.ends_with(',') || found->text.ends_with(' ')) found->text.pop_back();
      if (auto date = find_date(prefix, knowledge)) found->published = date->iso.substr(0, 10);
      if (parts.agency) return found;
    }
  }
  return found;
}

std::optional<TagLine> tag_line_of(std::string_view paragraph, const PageKnowledge& knowledge) {
  const std::string lower = lower_case(paragraph);
  if (lower.size() != paragraph.size()) return std::nullopt;  // a script whose case changes its bytes has no such lines
  std::size_t begin = std::string::npos;
  if (knowledge.phrase_of(lower) == PhraseKind::tag_line) begin = 0;
  else
    for (std::size_t at = lower.rfind(" ("); at != std::string::npos && at + longest_tag_line > lower.size(); at = at == 0 ? std::string::npos : lower.rfind(" (", at - 1))
      if (knowledge.phrase_of(std::string_view(lower).substr(at)) == PhraseKind::tag_line) begin = at;
  if (begin == std::string::npos || paragraph.size() - begin > longest_tag_line) return std::nullopt;
  const std::string_view tail = trimmed(paragraph.substr(begin));
  if (begin > 0 && tail.back() != ')' && !tail.ends_with(").")) return std::nullopt;
  TagLine found{begin, ""};
  for (const std::string_view verb : {"reporting by ", "reported by ", "written by ", "writing by ", "report by "}) {
    const std::size_t at = lower.find(verb, begin);
    if (at == std::string::npos) continue;
    const std::size_t start = at + verb.size();
    const std::size_t end = std::min(lower.find_first_of(";)", start), lower.size());
    found.byline = trimmed(paragraph.substr(start, end - start));
    while (found.byline.ends_with('.') || found.byline.ends_with(',')) found.byline.pop_back();
    break;
  }
  return found;
}

}  // namespace sitrep
