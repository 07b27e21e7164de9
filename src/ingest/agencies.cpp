// SPDX-License-Identifier: Apache-2.0
#include "ingest/agencies.h"

#include <algorithm>

#include "base/strings.h"
#include "base/tsv.h"

namespace sitrep {
namespace {

bool is_word_byte(char c) { return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

std::string_view first_word(std::string_view text) {
  std::size_t size = 0;
  while (size < text.size() && is_word_byte(text[size])) ++size;
  return text.substr(0, size);
}

}  // namespace

Agencies::Agencies(const std::vector<std::pair<std::string, std::string>>& aliases_and_names) {
  for (const auto& [alias, name] : aliases_and_names) {
    by_first_word_[word(first_word(alias))].push_back({alias, name});
    can_start_[static_cast<unsigned char>(alias[0])] = true;
  }
  for (const auto& [alias, name] : aliases_and_names) aliases_.push_back(alias);
  std::stable_sort(aliases_.begin(), aliases_.end(), [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
  for (auto& [first, aliases] : by_first_word_)
    std::stable_sort(aliases.begin(), aliases.end(), [](const Alias& a, const Alias& b) { return a.text.size() > b.text.size(); });
}

Agencies Agencies::load(const std::filesystem::path& knowledge_folder) {
  const Tsv table(knowledge_folder / "words" / "agencies.tsv", {"name", "aliases"});
  std::vector<std::pair<std::string, std::string>> names;
  for (const Tsv::Row& row : table.rows()) {
    names.emplace_back(row[0], row[0]);
    for (std::string& alias : list_items(row[1])) names.emplace_back(std::move(alias), row[0]);
  }
  return Agencies(names);
}

const std::string* Agencies::at(std::string_view text, std::size_t position, std::size_t& size) const {
  if (!can_start_[static_cast<unsigned char>(text[position])]) return nullptr;
  const std::string_view rest = text.substr(position);
  const auto found = by_first_word_.find(word(first_word(rest)));
  if (found == by_first_word_.end()) return nullptr;
  for (const Alias& alias : found->second) {
    if (!rest.starts_with(alias.text) || (rest.size() > alias.text.size() && is_word_byte(rest[alias.text.size()]))) continue;
    size = alias.text.size();
    return &alias.name;
  }
  return nullptr;
}

std::optional<std::string_view> Agencies::ending(std::string_view text) const {
  for (const std::string& alias : aliases_) {
    if (!text.ends_with(alias)) continue;
    const char before = text.size() > alias.size() ? text[text.size() - alias.size() - 1] : ' ';
    if (is_space(before) || before == '/') return alias;
  }
  return std::nullopt;
}

bool Agencies::is_name(std::string_view text) const { return std::find(aliases_.begin(), aliases_.end(), text) != aliases_.end(); }

}  // namespace sitrep
