// SPDX-License-Identifier: Apache-2.0
// A document's words, folded once, so that every run of them can be looked up in the gazetteer without building strings.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "knowledge/gazetteer.h"
#include "parse/document.h"

namespace sitrep {

class FoldedWords {
 public:
  FoldedWords(const Document& document, const Folding& folding) {
    begins_.reserve(document.tokens.size());
    ends_.reserve(document.tokens.size());
    for (const Token& token : document.tokens) {
      if (!text_.empty() && text_.back() != ' ') text_.push_back(' ');
      begins_.push_back(static_cast<std::uint32_t>(text_.size()));
      folding.fold(token.text, text_);
      ends_.push_back(static_cast<std::uint32_t>(text_.size()));
    }
  }

  /// The words of the run with one space between; words that fold to nothing (apostrophes) leave no trace.
  std::string_view run(TokenRange tokens) const {
    if (tokens.size() == 0) return {};
    std::string_view text = std::string_view(text_).substr(begins_[tokens.begin], ends_[tokens.end - 1] - begins_[tokens.begin]);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    return text;
  }

 private:
  std::string text_;
  std::vector<std::uint32_t> begins_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace sitrep
