// SPDX-License-Identifier: Apache-2.0
#include "ingest/page_features.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>

#include "base/strings.h"

namespace sitrep {
namespace {

constexpr int most_levels = 60;
constexpr double most_blocks = 60;  // counts beyond tell nothing more
constexpr int most_apart = 20;

enum Feature : std::size_t {
  words, bytes, link_share, ends_sentence, marks_per_word, capital_words, bold_share, phrase, title_overlap, body_overlap, description_overlap, copies,
  is_p, heading_level, in_list, in_table, in_figure, in_quote, is_div, in_article, in_main, in_aside, in_nav, in_header, in_footer, in_form, hidden,
  in_core, levels_below_core, levels_to_common, core_levels_to_common,
  parent_bytes, parent_link_share, parent_running_share, parent_blocks, grandparent_bytes, grandparent_link_share, grandparent_running_share, grandparent_blocks,
  position, blocks_after_heading, core_running_before, core_running_after, running_since, running_until,
  path_bytes, path_link_share, path_running_share, path_core_share,
  prev_words, prev_link_share, prev_same_parent, prev_ends_sentence, prev_same_path, prev_phrase,
  next_words, next_link_share, next_same_parent, next_ends_sentence, next_same_path,
  own_parts  // and one for each PagePart
};

constexpr std::string_view names[] = {
  "words", "bytes", "link_share", "ends_sentence", "marks_per_word", "capital_words", "bold_share", "phrase", "title_overlap", "body_overlap", "description_overlap", "copies",
  "is_p", "heading_level", "in_list", "in_table", "in_figure", "in_quote", "is_div", "in_article", "in_main", "in_aside", "in_nav", "in_header", "in_footer", "in_form", "hidden",
  "in_core", "levels_below_core", "levels_to_common", "core_levels_to_common",
  "parent_bytes", "parent_link_share", "parent_running_share", "parent_blocks", "grandparent_bytes", "grandparent_link_share", "grandparent_running_share", "grandparent_blocks",
  "position", "blocks_after_heading", "core_running_before", "core_running_after", "running_since", "running_until",
  "path_bytes", "path_link_share", "path_running_share", "path_core_share",
  "prev_words", "prev_link_share", "prev_same_parent", "prev_ends_sentence", "prev_same_path", "prev_phrase",
  "next_words", "next_link_share", "next_same_parent", "next_ends_sentence", "next_same_path"};
static_assert(std::size(names) == own_parts);

constexpr std::size_t feature_count = own_parts + page_part_count;

struct PlaceFeature {
  Tag tag;
  Feature feature;
};
/// For these the number of levels up to the nearest such element.
constexpr PlaceFeature place_features[] = {{Tag::li, in_list},      {Tag::dd, in_list},         {Tag::dt, in_list},      {Tag::td, in_table},   {Tag::th, in_table},
                                           {Tag::figure, in_figure}, {Tag::figcaption, in_figure}, {Tag::caption, in_figure}, {Tag::blockquote, in_quote}, {Tag::article, in_article},
                                           {Tag::main, in_main},    {Tag::aside, in_aside},     {Tag::nav, in_nav},      {Tag::header, in_header}, {Tag::footer, in_footer},
                                           {Tag::form, in_form},    {Tag::fieldset, in_form}};

/// Writes the features of one block after the other.
class FeatureWriter {
 public:
  explicit FeatureWriter(const PageLayout& layout) : layout_(layout), nodes_(layout.tree().nodes()), blocks_(layout.blocks()), facts_(layout.facts()) {
    for (std::uint32_t node = layout.core(), level = 0;; node = nodes_[node].parent, ++level) {
      levels_above_core_[node] = static_cast<int>(level);
      if (node == 0) break;
    }
    find_gaps();
  }

  FeatureTable table() {
    FeatureTable table;
    table.columns = feature_count;
    table.values.resize(blocks_.size() * feature_count);
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      row_ = table.values.data() + i * feature_count;
      order(i);
      if (layout_.is_link_apart(i)) continue;
      text(i);
      place(i);
      surroundings(i);
      neighbours(i);
    }
    return table;
  }

 private:
  void set(std::size_t feature, double value) { row_[feature] = static_cast<float>(value); }

  void text(std::size_t i) {
    const BlockFacts& facts = facts_[i];
    const std::string_view text = blocks_[i].text;
    double marks = 0, capitals = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
      marks += text[at] == '.' || text[at] == ',' || text[at] == ';';
      capitals += is_upper(text[at]) && (at == 0 || is_space(text[at - 1]));
    }
    const double count = std::max<double>(1, static_cast<double>(facts.words.size()));
    set(words, std::log1p(count));
    set(bytes, std::log1p(facts.sums.bytes));
    set(link_share, facts.link_share);
    set(ends_sentence, facts.ends_sentence);
    set(marks_per_word, marks / count);
    set(capital_words, capitals / count);
    set(bold_share, blocks_[i].bold_bytes / (facts.sums.bytes + 1));
    set(phrase, facts.phrase);
    set(title_overlap, facts.title_share);
    set(body_overlap, facts.body_share);
    set(description_overlap, facts.description_share);
    set(copies, layout_.copies(i));
  }

  /// Distances to the elements above: by tag up to the root, by names only below what the block shares with the core.
  void place(std::size_t i) {
    const std::uint32_t own = blocks_[i].node;
    const Tag tag = nodes_[own].tag;
    set(is_p, tag == Tag::p);
    set(is_div, tag == Tag::div);
    set(heading_level, facts_[i].heading_level);
    int common = -1;
    std::uint32_t node = own;
    for (int level = 1; level <= most_levels; ++level, node = nodes_[node].parent) {
      const HtmlNode& element = nodes_[node];
      if (const auto shared = levels_above_core_.find(node); common < 0 && shared != levels_above_core_.end()) {
        common = level - 1;
        set(core_levels_to_common, shared->second);
      }
      for (const PlaceFeature& place : place_features)
        if (place.tag == element.tag) mark(place.feature, level);
      const bool is_frame = element.tag == Tag::body || element.tag == Tag::html;
      if (common < 0 && !is_frame)
        for (PageParts rest = layout_.parts(node); rest != 0; rest &= rest - 1) mark(own_parts + static_cast<std::size_t>(std::countr_zero(rest)), level);
      if (!is_frame && element.attributes > 0 && is_hidden(element)) mark(hidden, level);
      if (node == 0) break;
    }
    if (common < 0) set(core_levels_to_common, most_levels);
    set(in_core, layout_.in_core(own));
    set(levels_below_core, layout_.in_core(own) ? common : -1);
    set(levels_to_common, common);
  }

  void mark(std::size_t feature, int level) {
    if (row_[feature] == 0) row_[feature] = static_cast<float>(level);
  }

  bool is_hidden(const HtmlNode& element) const {
    const std::string_view style = layout_.tree().attribute(element, "style");
    return style.find("display:none") != std::string_view::npos || style.find("display: none") != std::string_view::npos ||
           layout_.tree().attribute(element, "aria-hidden") == "true";
  }

  void surroundings(std::size_t i) {
    const std::uint32_t parent = nodes_[blocks_[i].node].parent;
    const std::pair<std::uint32_t, Feature> holders[] = {{parent, parent_bytes}, {nodes_[parent].parent, grandparent_bytes}};
    for (const auto& [holder, first] : holders) {
      const TextSums sums = layout_.below(holder);
      set(first, std::log1p(sums.bytes));
      set(first + 1, sums.link_share());
      set(first + 2, sums.running_share());
      set(first + 3, std::log1p(sums.blocks));
    }
    const TextSums& path = layout_.of_path(facts_[i].path);
    set(path_bytes, std::log1p(path.bytes));
    set(path_link_share, path.link_share());
    set(path_running_share, path.running_share());
    set(path_core_share, path.core_share());
  }

  void order(std::size_t i) {
    set(position, static_cast<double>(i) / static_cast<double>(blocks_.size()));
    if (facts_[i].heading_level == 1 || (facts_[i].words.size() > 2 && facts_[i].title_share > 0.9F)) heading_at_ = static_cast<long>(i);
    set(blocks_after_heading, heading_at_ < 0 ? -1 : std::min(static_cast<double>(static_cast<long>(i) - heading_at_), most_blocks));
    set(core_running_before, core_bytes_before_ / std::max(1.0, layout_.core_sums().bytes));
    set(core_running_after, std::min(layout_.core_sums().running_blocks - core_running_before_, most_blocks));
    set(running_since, since_[i]);
    set(running_until, until_[i]);
    core_bytes_before_ += facts_[i].sums.core_bytes;
    if (layout_.in_core(blocks_[i].node)) core_running_before_ += facts_[i].sums.running_blocks;
  }

  /// For each block how many others lie between it and the running text of the core, before and after.
  void find_gaps() {
    const std::size_t count = blocks_.size();
    since_.assign(count, 0);
    until_.assign(count, 0);
    const auto is_anchor = [&](std::size_t i) { return facts_[i].is_running && layout_.in_core(blocks_[i].node); };
    for (std::size_t i = 0; i < count; ++i) since_[i] = i == 0 ? 0 : is_anchor(i - 1) ? 0 : std::min(since_[i - 1] + 1, most_apart);
    for (std::size_t i = count; i-- > 0;) until_[i] = i + 1 == count ? 0 : is_anchor(i + 1) ? 0 : std::min(until_[i + 1] + 1, most_apart);
  }

  void neighbours(std::size_t i) {
    struct Side {
      long step;
      Feature first;
    };
    for (const Side side : {Side{-1, prev_words}, Side{1, next_words}}) {
      const long at = static_cast<long>(i) + side.step;
      if (at < 0 || at >= static_cast<long>(blocks_.size())) {
        set(side.first, -1);
        set(side.first + 1, -1);
        continue;
      }
      const auto other = static_cast<std::size_t>(at);
      set(side.first, std::log1p(static_cast<double>(facts_[other].words.size())));
      set(side.first + 1, facts_[other].link_share);
      set(side.first + 2, nodes_[blocks_[other].node].parent == nodes_[blocks_[i].node].parent);
      set(side.first + 3, facts_[other].ends_sentence);
      set(side.first + 4, facts_[other].path == facts_[i].path);
      if (side.step < 0) set(prev_phrase, facts_[other].phrase);
    }
  }

  const PageLayout& layout_;
  const std::vector<HtmlNode>& nodes_;
  const std::vector<Block>& blocks_;
  const std::vector<BlockFacts>& facts_;
  std::unordered_map<std::uint32_t, int> levels_above_core_;  // of the core and all above it
  std::vector<int> since_, until_;
  float* row_ = nullptr;
  long heading_at_ = -1;
  double core_bytes_before_ = 0, core_running_before_ = 0;
};

}  // namespace

std::vector<std::string> page_feature_names() {
  std::vector<std::string> all(std::begin(names), std::end(names));
  for (std::size_t part = 0; part < page_part_count; ++part) all.push_back("own_" + std::string(page_part_name(part)));
  return all;
}

std::size_t own_part_feature(PagePart part) { return own_parts + static_cast<std::size_t>(std::countr_zero(bit(part))); }
std::size_t figure_feature() { return in_figure; }
std::size_t distance_feature() { return core_levels_to_common; }

FeatureTable page_features(const PageLayout& layout) { return FeatureWriter(layout).table(); }

}  // namespace sitrep
