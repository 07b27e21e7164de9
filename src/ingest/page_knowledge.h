// SPDX-License-Identifier: Apache-2.0
// What is known of web pages and news text beyond the standards: names in markup, set phrases, months, news agencies.
// Loaded once from knowledge/words/page_*.tsv, months.tsv and agencies.tsv and from
// knowledge/models/page_blocks.tsv, checked, and handed to the readers as a value.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/word.h"
#include "ingest/agencies.h"
#include "ingest/block_model.h"

namespace sitrep {

/// What a class, id or role in the markup says about the element: bits of a set.
enum class PagePart : std::uint32_t {
  content = 1 << 0,      // article-body, entry-content
  article = 1 << 1,      // article, story, post
  comments = 1 << 2,
  sharing = 1 << 3,
  related = 1 << 4,      // further stories, most read, recommended
  navigation = 1 << 5,   // menus, breadcrumbs, tags
  advert = 1 << 6,
  sign_up = 1 << 7,      // newsletter, subscribe, paywall
  consent = 1 << 8,      // cookies
  caption = 1 << 9,
  byline = 1 << 10,      // author lines and boxes
  date = 1 << 11,
  header = 1 << 12,
  footer = 1 << 13,
  sidebar = 1 << 14,
  heading = 1 << 15,     // headline, title
  widget = 1 << 16,      // players, forms, tools, polls
  hidden = 1 << 17,
  summary = 1 << 18,     // standfirst, lead
};
constexpr std::size_t page_part_count = 19;
std::string_view page_part_name(std::size_t part);

using PageParts = std::uint32_t;
constexpr PageParts bit(PagePart part) { return static_cast<PageParts>(part); }

/// What a set phrase at the start or as the whole of a line means.
enum class PhraseKind { boilerplate, consent, sharing, related, sign_up, copyright, byline, tag_line, caption };

struct Phrase {
  std::string text;  // lower case
  std::string then;  // what stands further on in the line, often empty: "the post … appeared first on"
  bool whole_line = false;
  PhraseKind kind = PhraseKind::boilerplate;
};

struct PageKnowledge {
  std::unordered_map<Word, PageParts> markup_names;  // a part of a class or id, lower case
  std::unordered_map<Word, std::vector<Phrase>> phrases;  // by their first word
  std::unordered_map<Word, int> months;              // lower case, all languages, 1 to 12
  Agencies agencies;                                 // who signs a dateline

  BlockModel blocks;                                 // which blocks of a page are its article

  /// The phrase that a line is or begins with; the line is in lower case.
  std::optional<PhraseKind> phrase_of(std::string_view lower_line) const;

  static PageKnowledge load(const std::filesystem::path& knowledge_folder);
};

}  // namespace sitrep
