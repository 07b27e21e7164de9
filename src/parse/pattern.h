// SPDX-License-Identifier: Apache-2.0
// A regular expression over UTF-8, compiled once and shared by threads: PCRE2 with its just-in-time compiler. Only the
// tokenizer's rules use it; hot loops look words up instead.
#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "base/span.h"

namespace sitrep {

class Pattern {
 public:
  /// A thread's working memory for matching, good for all patterns.
  class Scratch {
   public:
    Scratch();
    ~Scratch();
    Scratch(Scratch&&) noexcept;

   private:
    friend class Pattern;
    struct Memory;
    std::unique_ptr<Memory> memory_;
  };

  /// `name` stands in the message when the expression is faulty.
  Pattern(std::string_view expression, std::string_view name);
  ~Pattern();
  Pattern(Pattern&&) noexcept;

  /// The first match that starts at byte `from` or later; text before it is seen by lookbehind only. The text must be
  /// valid UTF-8. A match that would need absurdly many steps is none.
  std::optional<Span> search(std::string_view text, Scratch& scratch, std::uint32_t from = 0) const;

 private:
  struct Code;
  std::unique_ptr<Code> code_;
};

}  // namespace sitrep
