// SPDX-License-Identifier: Apache-2.0
#include "ingest/page_layout.h"

#include <algorithm>
#include <array>
#include <bit>
#include <string>

#include "base/strings.h"
#include "ingest/charset.h"

namespace sitrep {
namespace {

constexpr std::size_t least_running = 60;  // bytes
constexpr double most_linked = 0.34;       // share of a running block that is links

bool is_word_byte(char c) { return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  std::array<char, 256> lower;  // longer words are cut
  std::size_t size = 0;
  for (const char c : text) {
    if (is_word_byte(c)) {
      if (size < lower.size()) lower[size++] = to_lower(c);
    } else if (size > 0) {
      words.push_back(word({lower.data(), size}));
      size = 0;
    }
  }
  if (size > 0) words.push_back(word({lower.data(), size}));
  return words;
}

std::uint64_t pair_key(Word a, Word b) { return static_cast<std::uint64_t>(a) * 31 + static_cast<std::uint64_t>(b); }

/// The last letters of sentences, then quotes and brackets that may follow them.
constexpr std::string_view sentence_ends[] = {".", "!", "?", "…", "。", "！", "？", "؟", "۔", "։", "।"};
constexpr std::string_view closers[] = {"\"", "'", ")", "”", "’", "»", "]", "」"};

bool ends_sentence(std::string_view text) {
  for (int closed = 0; closed < 2; ++closed)
    for (const std::string_view closer : closers)
      if (text.ends_with(closer)) {
        text.remove_suffix(closer.size());
        break;
      }
  return std::any_of(std::begin(sentence_ends), std::end(sentence_ends), [&](std::string_view end) { return text.ends_with(end); });
}

int heading_level(Tag tag) { return tag >= Tag::h1 && tag <= Tag::h6 ? static_cast<int>(tag) - static_cast<int>(Tag::h1) + 1 : 0; }

}  // namespace

WordPairs::WordPairs(std::string_view text) {
  const std::vector<Word> words = words_of(text);
  if (words.empty()) return;
  slots_.resize(std::bit_ceil(2 * words.size()));
  for (std::size_t i = 0; i + 1 < words.size(); ++i) insert(pair_key(words[i], words[i + 1]));
  if (words.size() == 1) insert(pair_key(words[0], words[0]));
}

std::size_t WordPairs::slot_of(std::uint64_t pair) const {
  std::size_t at = pair & (slots_.size() - 1);
  while (slots_[at] != 0 && slots_[at] != pair) at = (at + 1) & (slots_.size() - 1);
  return at;
}

float WordPairs::share(const std::vector<Word>& words) const {
  if (words.empty() || empty()) return 0;
  if (words.size() == 1) return contains(pair_key(words[0], words[0])) ? 1 : 0;
  std::size_t common = 0;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) common += contains(pair_key(words[i], words[i + 1]));
  return static_cast<float>(common) / static_cast<float>(words.size() - 1);
}

void TextSums::add(const TextSums& other, double factor) {
  bytes += factor * other.bytes;
  link_bytes += factor * other.link_bytes;
  running_bytes += factor * other.running_bytes;
  running_blocks += factor * other.running_blocks;
  blocks += factor * other.blocks;
  core_bytes += factor * other.core_bytes;
}

PageLayout::PageLayout(const HtmlTree& tree, const std::vector<Block>& blocks, const ArticleHints& hints, const PageKnowledge& knowledge)
    : tree_(tree), blocks_(blocks), parts_(parts_of_nodes(tree, knowledge)) {
  const WordPairs title(hints.title), body(hints.body), description(hints.description);
  facts_.reserve(blocks.size());
  for (const Block& block : blocks_) facts_.push_back(facts_of(block, title, body, description, knowledge));
  find_core();
  sum_up();
}

BlockFacts PageLayout::facts_of(const Block& block, const WordPairs& title, const WordPairs& body, const WordPairs& description,
                                const PageKnowledge& knowledge) const {
  BlockFacts facts;
  facts.words = words_of(block.text);
  const double bytes = static_cast<double>(block.text.size());
  facts.link_share = std::min(1.0, block.link_bytes / (bytes + 1));
  facts.is_running = block.text.size() >= least_running && facts.link_share < most_linked;
  facts.ends_sentence = ends_sentence(block.text);
  for (std::uint32_t node = block.node, level = 0; node != 0 && level < 3; node = tree_.nodes()[node].parent, ++level)
    if (const int found = heading_level(tree_.nodes()[node].tag)) facts.heading_level = found;
  if (const auto kind = knowledge.phrase_of(lower_case(std::string_view(block.text).substr(0, 120)))) facts.phrase = 1 + static_cast<int>(*kind);
  facts.path = make_of(block.node) * 31 + make_of(tree_.nodes()[block.node].parent);
  facts.sums = {bytes, static_cast<double>(block.link_bytes), facts.is_running ? bytes : 0, facts.is_running ? 1.0 : 0.0, 1, 0};
  facts.title_share = title.share(facts.words);
  facts.body_share = body.empty() ? -1 : body.share(facts.words);
  facts.description_share = description.empty() ? -1 : description.share(facts.words);
  return facts;
}

std::uint64_t PageLayout::make_of(std::uint32_t node) const {
  const HtmlNode& element = tree_.nodes()[node];
  return static_cast<std::uint64_t>(word(tree_.attribute(element, "class"))) * 131 + static_cast<std::uint64_t>(element.tag);
}

namespace {

/// What a node says of all that is below it.
struct Standing {
  bool is_minor = false;     // comments, notices, the page's foot
  bool is_declared = false;  // itemprop="articleBody"
};

std::vector<Standing> standings_of(const HtmlTree& tree, const std::vector<PageParts>& parts) {
  constexpr PageParts minor = bit(PagePart::comments) | bit(PagePart::consent) | bit(PagePart::footer);
  std::vector<Standing> standings(tree.nodes().size());
  for (std::uint32_t i = 1; i < standings.size(); ++i) {
    const HtmlNode& node = tree.nodes()[i];
    standings[i] = standings[node.parent];
    if (node.tag == Tag::text || node.tag == Tag::body || node.attributes == 0) continue;
    standings[i].is_minor |= (parts[i] & minor) != 0;
    standings[i].is_declared |= equal_ignoring_case(tree.attribute(node, "itemprop"), "articleBody");
  }
  return standings;
}

}  // namespace

/// Each running block speaks for the elements above it, less for each level. Long blocks do not outweigh many; comments
/// and the like count little, text that the page itself names or repeats as its article's counts more.
void PageLayout::find_core() {
  constexpr std::size_t enough = 600;
  constexpr int levels = 5;
  const std::vector<Standing> standings = standings_of(tree_, parts_);
  std::vector<double> score(tree_.nodes().size(), 0.0);
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    if (!facts_[i].is_running || facts_[i].heading_level) continue;
    double weight = static_cast<double>(std::min(blocks_[i].text.size(), enough));
    if (standings[blocks_[i].node].is_minor) weight *= 0.2;
    if (standings[blocks_[i].node].is_declared) weight *= 2;
    if (facts_[i].body_share > 0.7F) weight *= 3;
    if (facts_[i].description_share > 0.7F) weight *= 2;
    std::uint32_t node = tree_.nodes()[blocks_[i].node].parent;
    for (int level = 1; level < levels && node != 0; ++level, weight *= 0.75) {
      score[node] += weight;
      node = tree_.nodes()[node].parent;
    }
  }
  core_ = static_cast<std::uint32_t>(std::max_element(score.begin(), score.end()) - score.begin());
}

void PageLayout::sum_up() {
  before_node_.assign(tree_.nodes().size() + 1, {});
  for (std::size_t i = 0; i < blocks_.size(); ++i) {
    TextSums& sums = facts_[i].sums;
    if (in_core(blocks_[i].node)) sums.core_bytes = sums.bytes;
    before_node_[blocks_[i].node + 1].add(sums);
    by_path_[facts_[i].path].add(sums);
    ++copies_[word(blocks_[i].text)];
  }
  for (std::size_t node = 1; node < before_node_.size(); ++node) before_node_[node].add(before_node_[node - 1]);
  core_sums_ = below(core_);
}

TextSums PageLayout::below(std::uint32_t node) const {
  TextSums sums = before_node_[tree_.nodes()[node].end];
  sums.add(before_node_[node], -1);
  return sums;
}

}  // namespace sitrep
