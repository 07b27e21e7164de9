// SPDX-License-Identifier: Apache-2.0
#include "ingest/page_knowledge.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "base/format.h"
#include "base/strings.h"
#include "base/tsv.h"

namespace sitrep {
namespace {

constexpr std::string_view part_names[] = {"content",    "article", "comments", "sharing", "related", "navigation", "advert",
                                           "sign_up",    "consent", "caption",  "byline",  "date",    "header",     "footer",
                                           "sidebar",    "heading", "widget",   "hidden",  "summary"};
constexpr std::string_view kind_names[] = {"boilerplate", "consent", "sharing", "related", "sign_up", "copyright", "byline", "tag_line", "caption"};

static_assert(std::size(part_names) == page_part_count);

template <class Names>
std::size_t position(const Names& names, std::string_view name, const Tsv::Row& row, std::string_view column) {
  const auto at = std::find(std::begin(names), std::end(names), name);
  if (at == std::end(names)) row.fail(format("unknown {} '{}'; known are {}", column, name, fmt::join(names, ", ")));
  return static_cast<std::size_t>(at - std::begin(names));
}

constexpr std::string_view gap_mark = " … ";

std::string_view first_word(std::string_view phrase) { return phrase.substr(0, phrase.find(' ')); }

void load_markup_names(const Tsv& table, PageKnowledge& knowledge) {
  for (const Tsv::Row& row : table.rows())
    for (const std::string& part : list_items(row[1]))
      knowledge.markup_names[word(row[0])] |= PageParts{1} << position(part_names, part, row, "part");
}

void load_phrases(const Tsv& table, PageKnowledge& knowledge) {
  for (const Tsv::Row& row : table.rows()) {
    if (row[2] != "line" && row[2] != "start") row.fail(format("unknown match '{}'; known are line, start", row[2]));
    const auto kind = static_cast<PhraseKind>(position(kind_names, row[1], row, "kind"));
    const std::size_t gap = std::min(row[0].find(gap_mark), row[0].size());
    Phrase phrase{std::string(row[0].substr(0, gap)), "", row[2] == "line", kind};
    if (gap < row[0].size()) phrase.then = row[0].substr(gap + gap_mark.size());
    knowledge.phrases[word(first_word(phrase.text))].push_back(std::move(phrase));
  }
}

void load_months(const Tsv& table, PageKnowledge& knowledge) {
  for (const Tsv::Row& row : table.rows()) {
    int month = 0;
    std::from_chars(row[1].data(), row[1].data() + row[1].size(), month);
    if (month < 1 || month > 12) row.fail(format("'{}' is no month; a number from 1 to 12", row[1]));
    knowledge.months[word(row[0])] = month;
  }
}

}  // namespace

/// "read also" starts "read also: …" but not "read alsop".
static bool is_start(std::string_view line, const Phrase& phrase) {
  if (!line.starts_with(phrase.text)) return false;
  const std::string_view rest = line.substr(phrase.text.size());
  const auto is_part_of_word = [](char c) { return is_letter(c) || static_cast<unsigned char>(c) >= 0xC3; };
  if (!rest.empty() && is_part_of_word(rest.front()) && is_part_of_word(phrase.text.back())) return false;
  return phrase.then.empty() || rest.find(phrase.then) != std::string_view::npos;
}

std::string_view page_part_name(std::size_t part) { return part_names[part]; }

PageKnowledge PageKnowledge::load(const std::filesystem::path& knowledge_folder) {
  const std::filesystem::path words = knowledge_folder / "words";
  PageKnowledge knowledge;
  load_markup_names(Tsv(words / "page_names.tsv", {"name", "parts"}), knowledge);
  load_phrases(Tsv(words / "page_phrases.tsv", {"phrase", "kind", "match"}), knowledge);
  load_months(Tsv(words / "months.tsv", {"name", "month", "languages"}), knowledge);
  knowledge.agencies = Agencies::load(knowledge_folder);
  knowledge.blocks = BlockModel(knowledge_folder / "models" / "page_blocks.tsv");
  return knowledge;
}

std::optional<PhraseKind> PageKnowledge::phrase_of(std::string_view lower_line) const {
  const std::string_view line = trimmed(lower_line);
  const std::size_t first = std::min(line.find(' '), line.size());
  const auto found = phrases.find(word(line.substr(0, first)));
  if (found == phrases.end()) return std::nullopt;
  for (const Phrase& phrase : found->second)
    if (phrase.whole_line ? line == phrase.text : is_start(line, phrase)) return phrase.kind;
  return std::nullopt;
}

}  // namespace sitrep
