// SPDX-License-Identifier: Apache-2.0
// How a page's text is laid out: facts of each block, sums over subtrees and over blocks of the same make, and the core,
// the element that most closely holds the running text. Nothing here decides; page_features.h shows it to the classifier.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/word.h"
#include "ingest/html_tree.h"
#include "ingest/page_blocks.h"
#include "ingest/page_knowledge.h"

namespace sitrep {

/// What the page says of its article outside the article.
struct ArticleHints {
  std::string_view title;
  std::string_view body;  // articleBody of JSON-LD
  std::string_view description;
};

/// Pairs of neighbouring words of a text that blocks are compared with.
class WordPairs {
 public:
  explicit WordPairs(std::string_view text);
  bool empty() const { return slots_.empty(); }
  /// The share of the pairs of `words` that are in the text.
  float share(const std::vector<Word>& words) const;

 private:
  std::size_t slot_of(std::uint64_t pair) const;
  void insert(std::uint64_t pair) { slots_[slot_of(pair)] = pair; }
  bool contains(std::uint64_t pair) const { return slots_[slot_of(pair)] == pair; }

  std::vector<std::uint64_t> slots_;  // an open-addressing table; 0 is free
};

/// What is counted over some blocks.
struct TextSums {
  double bytes = 0, link_bytes = 0, running_bytes = 0, running_blocks = 0, blocks = 0, core_bytes = 0;

  void add(const TextSums& other, double factor = 1);
  double link_share() const { return bytes > 0 ? link_bytes / bytes : 0; }
  double running_share() const { return bytes > 0 ? running_bytes / bytes : 0; }
  double core_share() const { return bytes > 0 ? core_bytes / bytes : 0; }
};

struct BlockFacts {
  std::vector<Word> words;       // of letters and digits, ASCII in lower case
  TextSums sums;                 // of this block
  double link_share = 0;
  bool is_running = false;       // more than a label and not mostly links
  bool ends_sentence = false;
  int heading_level = 0;         // 1 to 6; 0 is none
  int phrase = 0;                // 1 + PhraseKind
  std::uint64_t path = 0;        // make: tag and class of its element and of the one above
  float title_share = 0, body_share = 0, description_share = 0;
};

class PageLayout {
 public:
  PageLayout(const HtmlTree& tree, const std::vector<Block>& blocks, const ArticleHints& hints, const PageKnowledge& knowledge);

  const HtmlTree& tree() const { return tree_; }
  const std::vector<Block>& blocks() const { return blocks_; }
  const std::vector<BlockFacts>& facts() const { return facts_; }
  PageParts parts(std::uint32_t node) const { return parts_[node]; }

  std::uint32_t core() const { return core_; }
  bool in_core(std::uint32_t node) const { return node >= core_ && node < tree_.nodes()[core_].end; }
  /// Links outside the core: two thirds of the blocks of a page and next to never an article's, so that nobody looks closer.
  bool is_link_apart(std::size_t block) const { return facts_[block].link_share > 0.8 && !in_core(blocks_[block].node); }
  const TextSums& core_sums() const { return core_sums_; }
  TextSums below(std::uint32_t node) const;
  const TextSums& of_path(std::uint64_t path) const { return by_path_.at(path); }
  int copies(std::size_t block) const { return copies_.at(word(blocks_[block].text)); }

 private:
  BlockFacts facts_of(const Block& block, const WordPairs& title, const WordPairs& body, const WordPairs& description, const PageKnowledge& knowledge) const;
  std::uint64_t make_of(std::uint32_t node) const;
  void find_core();
  void sum_up();

  const HtmlTree& tree_;
  const std::vector<Block>& blocks_;
  std::vector<PageParts> parts_;
  std::vector<BlockFacts> facts_;
  std::uint32_t core_ = 0;
  TextSums core_sums_;
  std::vector<TextSums> before_node_;  // sums of the blocks of all nodes before
  std::unordered_map<std::uint64_t, TextSums> by_path_;
  std::unordered_map<Word, int> copies_;
};

}  // namespace sitrep
