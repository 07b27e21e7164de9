// SPDX-License-Identifier: Apache-2.0
// Whose story a report is when it is not the paper's own: the agency that signs its dateline or byline, or that it says it
// follows ("according to Reuters"). Independence of sources rests on it, so only what the report says is taken.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/word.h"
#include "record/report.h"

namespace sitrep {

class Agencies {
 public:
  /// From knowledge/words/agencies.tsv.
  static Agencies load(const std::filesystem::path& knowledge_folder);
  explicit Agencies(const std::vector<std::pair<std::string, std::string>>& aliases_and_names);

  /// The agency whose name starts here; `size` becomes the bytes of the name as it stands.
  const std::string* at(std::string_view text, std::size_t position, std::size_t& size) const;

 private:
  struct Alias {
    std::string text;
    std::string name;
  };
  std::unordered_map<Word, std::vector<Alias>> by_first_word_;  // longest first
  std::array<bool, 256> can_start_{};                           // an alias, by its first byte
};

std::optional<std::string> original_source(const Report& report, const Agencies& agencies);

}  // namespace sitrep
