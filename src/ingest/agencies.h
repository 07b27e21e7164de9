// SPDX-License-Identifier: Apache-2.0
// News agencies by all their names, from knowledge/words/agencies.tsv: who signs a dateline, a byline or a tag line.
#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/word.h"

namespace sitrep {

class Agencies {
 public:
  static Agencies load(const std::filesystem::path& knowledge_folder);
  Agencies() = default;
  explicit Agencies(const std::vector<std::pair<std::string, std::string>>& aliases_and_names);

  /// The agency whose name starts here; `size` becomes the bytes of the name as it stands.
  const std::string* at(std::string_view text, std::size_t position, std::size_t& size) const;
  /// The longest name that the text ends with, as a word of its own.
  std::optional<std::string_view> ending(std::string_view text) const;
  bool is_name(std::string_view text) const;

 private:
  struct Alias {
    std::string text;
    std::string name;
  };
  std::unordered_map<Word, std::vector<Alias>> by_first_word_;  // longest first
  std::array<bool, 256> can_start_{};                           // an alias, by its first byte
  std::vector<std::string> aliases_;                            // longest first
};

}  // namespace sitrep
