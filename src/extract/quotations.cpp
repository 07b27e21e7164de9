// SPDX-License-Identifier: Apache-2.0
#include "extract/quotations.h"

#include <algorithm>

#include "extract/attribution_passage.h"

namespace sitrep {
namespace {

constexpr std::uint32_t fewest_words = 4;  // of a quotation that is speech by itself

/// Quotations of the document by paragraph; an open one ends with its paragraph.
struct Quotation {
  TokenRange words;
  std::size_t paragraph = 0;
};

std::vector<Quotation> quotations_of(const Document& document) {
  std::vector<Quotation> found;
  std::size_t paragraph = 0;
  for (const TokenRange tokens : passages_of(document)) {
    std::uint32_t opened = no_token;
    for (std::uint32_t i = tokens.begin; i < tokens.end; ++i) {
      if (!is_quotation_mark(document.tokens[i])) continue;
      const std::string_view mark = document.tokens[i].text;
      if (opened == no_token && mark != "\xE2\x80\x9D" && mark != "''") {
        opened = i + 1;
      } else if (opened != no_token && mark != "\xE2\x80\x9C" && mark != "``") {
        if (i > opened) found.push_back({{opened, i}, paragraph});
        opened = no_token;
      }
    }
    if (opened != no_token && opened < tokens.end) found.push_back({{opened, tokens.end}, paragraph});
    ++paragraph;
  }
  return found;
}

class QuotationCompleter {
 public:
  QuotationCompleter(const Tree& tree, std::vector<Attribution>& attributions) : tree_(tree), attributions_(attributions), speaker_of_(tree.document().tokens.size(), none) {
    for (std::size_t a = 0; a < attributions.size(); ++a)
      for (const TokenRange piece : attributions[a].content)
        for (std::uint32_t i = piece.begin; i < piece.end; ++i) speaker_of_[i] = a;
  }

  void complete() {
    const std::vector<Quotation> all = quotations_of(tree_.document());
    std::size_t last = none, last_paragraph = 0;
    for (const Quotation& q : all) {
      const std::size_t own = owner(q.words);
      if (own == none && last != none && q.paragraph - last_paragraph <= 1 && is_speech(q) && !cue_between(last, q)) give(last, q.words);
      if (own != none) last = own;
      if (own != none || (last != none && q.paragraph - last_paragraph <= 1)) last_paragraph = q.paragraph;
    }
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  /// The attribution that has a word of the quotation.
  std::size_t owner(TokenRange words) const {
    for (std::uint32_t i = words.begin; i < words.end; ++i)
      if (speaker_of_[i] != none) return speaker_of_[i];
    return none;
  }

  /// Whole sentences, not a word or title in quotation marks.
  bool is_speech(const Quotation& q) const {
    const TokenRange sentence = tree_.sentence_of(q.words.begin);
    std::uint32_t first = sentence.begin;
    while (first < q.words.begin && is_punctuation(tree_[first])) ++first;
    return first == q.words.begin && q.words.size() >= fewest_words;
  }

  /// Somebody else has begun to speak between.
  bool cue_between(std::size_t speaker, const Quotation& q) const {
    for (std::size_t a = speaker + 1; a < attributions_.size() && attributions_[a].cue.begin < q.words.begin; ++a)
      if (speaker_of_[attributions_[a].cue_head] == none) return true;
    return false;
  }

  void give(std::size_t a, TokenRange words) {
    while (words.begin < words.end && is_punctuation(tree_[words.end - 1])) --words.end;
    if (words.size() == 0) return;
    auto& content = attributions_[a].content;
    content.insert(std::upper_bound(content.begin(), content.end(), words), words);
    for (std::uint32_t i = words.begin; i < words.end; ++i) speaker_of_[i] = a;
  }

  const Tree& tree_;
  std::vector<Attribution>& attributions_;
  std::vector<std::size_t> speaker_of_;
};

}  // namespace

void complete_quotations(const Tree& tree, std::vector<Attribution>& attributions) { QuotationCompleter(tree, attributions).complete(); }

}  // namespace sitrep
