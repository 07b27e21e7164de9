// SPDX-License-Identifier: Apache-2.0
// Records with named fields (JSON, CSV): which of their names mean which of our fields, and a report from the values. The
// names are those of the data contract, news-please, CC-NEWS, trafilatura and the common news services.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/word.h"
#include "ingest/ingest.h"
#include "record/vocabulary.h"

namespace sitrep {

VOCABULARY(Field, id, text, title, published, updated, dateline, url, publisher, language, byline);
inline constexpr std::size_t field_count = VocabularyOf<Field>::names.size();

/// A name's field; of several names for one field in a record the lowest rank is taken.
struct FieldSlot {
  Field field{};
  int rank = 0;
};

class FieldTable {
 public:
  explicit FieldTable(std::span<const FieldName> map);
  /// Case, spaces, hyphens and underscores in a name do not count.
  std::optional<FieldSlot> find(std::string_view their_name) const;

 private:
  std::unordered_map<Word, FieldSlot> slots_;
};

/// The values of one record as they come in.
class RecordFields {
 public:
  void clear();
  void offer(FieldSlot slot, std::string_view value);
  bool has(Field field) const { return rank_[static_cast<std::size_t>(field)] != unset; }
  /// The report: dates read, the text cleaned. HTML in the text becomes paragraphs.
  Page page(const PageKnowledge& knowledge);

 private:
  static constexpr int unset = 1 << 20;
  std::optional<std::string> take(Field field);

  std::array<std::string, field_count> values_;
  std::array<int, field_count> rank_ = filled();
  static constexpr std::array<int, field_count> filled() {
    std::array<int, field_count> ranks{};
    ranks.fill(unset);
    return ranks;
  }
};

/// "1557136800" or the same in milliseconds as ISO 8601 in UTC.
std::optional<std::string> iso_of_epoch(std::string_view digits);

}  // namespace sitrep
