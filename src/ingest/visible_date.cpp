// SPDX-License-Identifier: Apache-2.0
#include "ingest/visible_date.h"

#include <algorithm>

#include "base/strings.h"
#include "ingest/dates.h"

namespace sitrep {
namespace {

constexpr std::size_t longest_line = 160;  // bytes of a line that is there to tell the date
constexpr long before_heading = 4, after_heading = 14;  // blocks
/// How the page writes "03/04/2022": English alone does not tell, and then such a date tells nothing.
enum class SlashOrder { day_first, month_first, unknown };

SlashOrder slash_order(const HtmlTree& tree) {
  for (const HtmlNode& node : tree.nodes()) {
    if (node.tag != Tag::html) continue;
    const std::string language = lowered(tree.attribute(node, "lang"));
    if (language == "en-us" || language == "en_us") return SlashOrder::month_first;
    return language.empty() || language == "en" ? SlashOrder::unknown : SlashOrder::day_first;
  }
  return SlashOrder::unknown;
}

constexpr PageParts foreign = bit(PagePart::comments) | bit(PagePart::related) | bit(PagePart::footer) | bit(PagePart::navigation) | bit(PagePart::sidebar);

/// Lower is better.
struct Candidate {
  long rank = 0;
  VisibleDate date;
};

class Search {
 public:
  Search(const PageLayout& layout, std::optional<std::size_t> first_block, const PageKnowledge& knowledge)
      : layout_(layout), knowledge_(knowledge), nodes_(layout.tree().nodes()), slashes_(slash_order(layout.tree())), heading_(heading_before(first_block)) {}

  std::optional<VisibleDate> best() {
    if (!heading_) return std::nullopt;
    look_at_elements();
    if (candidates_.empty()) look_at_lines();
    if (candidates_.empty()) return only_day();
    const auto found = std::min_element(candidates_.begin(), candidates_.end(), [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
    return found == candidates_.end() ? std::nullopt : std::optional(found->date);
  }

 private:
  /// The last heading that says the title before the article starts, or else the first block of the article.
  std::optional<long> heading_before(std::optional<std::size_t> first_block) const {
    std::optional<long> found;
    const std::size_t last = first_block.value_or(layout_.blocks().size());
    for (std::size_t i = 0; i < layout_.blocks().size() && (i <= last || !found); ++i) {
      const BlockFacts& facts = layout_.facts()[i];
      const bool says_title = facts.words.size() > 2 && facts.title_share > 0.9F;
      if (says_title || (facts.heading_level == 1 && !found)) found = static_cast<long>(i);
    }
    if (!found && first_block) return static_cast<long>(*first_block);
    return found;
  }

  PageParts parts_above(std::uint32_t node, int levels) const {
    PageParts parts = 0;
    for (int level = 0; level < levels && node != 0; ++level, node = nodes_[node].parent) {
      if (nodes_[node].tag == Tag::body || nodes_[node].tag == Tag::article) break;
      parts |= layout_.parts(node);
    }
    return parts;
  }

  void add(long block, std::uint32_t node, std::string iso, DateSource source) {
    const long distance = block - *heading_;
    const PageParts parts = parts_above(node, 4);
    if (distance < -before_heading || distance > after_heading) {
      if (source == DateSource::time_element && !(parts & foreign)) elsewhere_.push_back({0, {std::move(iso), source}});
      return;
    }
    long rank = distance >= 0 ? distance : 2 - 2 * distance;
    if (parts & foreign) rank += 20;
    if (parts & bit(PagePart::date)) rank -= 4;
    candidates_.push_back({rank, {std::move(iso), source}});
  }

  /// The day that all machine-readable dates of the page agree on.
  std::optional<VisibleDate> only_day() const {
    const auto differs = [&](const Candidate& other) { return other.date.iso.substr(0, 10) != elsewhere_.front().date.iso.substr(0, 10); };
    if (elsewhere_.empty() || std::any_of(elsewhere_.begin(), elsewhere_.end(), differs)) return std::nullopt;
    return elsewhere_.front().date;
  }

  /// <time>, and elements that carry a date for programs.
  void look_at_elements() {
    std::size_t block = 0;
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
      while (block + 1 < layout_.blocks().size() && layout_.blocks()[block].node < i) ++block;
      const HtmlNode& node = nodes_[i];
      if (node.attributes == 0 && node.tag != Tag::time) continue;
      for (const std::string_view attribute : {"datetime", "data-datetime", "data-date", "data-published", "data-timestamp", "data-utime"})
        if (const std::string_view value = layout_.tree().attribute(node, attribute); !value.empty())
          if (auto date = parse_date(value, knowledge_)) {
            add(static_cast<long>(block), i, *std::move(date), DateSource::time_element);
            break;
          }
    }
  }

  void look_at_lines() {
    const long count = static_cast<long>(layout_.blocks().size());
    for (long i = std::max(0L, *heading_ - before_heading); i < std::min(count, *heading_ + after_heading + 1); ++i) {
      const Block& block = layout_.blocks()[static_cast<std::size_t>(i)];
      const BlockFacts& facts = layout_.facts()[static_cast<std::size_t>(i)];
      if (block.text.size() > longest_line || facts.phrase == 1 + static_cast<int>(PhraseKind::copyright)) continue;
      const auto date = find_date(block.text, knowledge_, slashes_ == SlashOrder::month_first ? DateOrder::month_first : DateOrder::day_first);
      if (date && (date->is_exact || slashes_ != SlashOrder::unknown)) add(i, block.node, date->iso, DateSource::text);
    }
  }

  const PageLayout& layout_;
  const PageKnowledge& knowledge_;
  const std::vector<HtmlNode>& nodes_;
  SlashOrder slashes_;
  std::optional<long> heading_;
  std::vector<Candidate> candidates_;  // near the heading
  std::vector<Candidate> elsewhere_;   // machine-readable ones in the rest of the page
};

}  // namespace

std::optional<VisibleDate> visible_date(const PageLayout& layout, std::optional<std::size_t> first_block, const PageKnowledge& knowledge) {
  return Search(layout, first_block, knowledge).best();
}

}  // namespace sitrep
