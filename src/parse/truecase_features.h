// SPDX-License-Identifier: Apache-2.0
// What the truecaser looks at: the words of a text and, for one of them, the numbers of its features. Shared by the
// truecaser and by the program that trains it (tools/train_truecase.cpp), so that both see the same.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/span.h"
#include "base/word.h"
#include "nn/model_file.h"

namespace sitrep {

/// How a word is printed. `mixed` is the one mixed form that the model's vocabulary has of it (McCain, MPs).
enum class Case : std::uint8_t { lower, title, upper, mixed };
inline constexpr std::size_t case_count = 4;

/// What stands before a word. `line` is a line break that seems to be for the width of the page alone.
enum class Gap : std::uint8_t { paragraph, sentence_end, point, colon, dash, open_quote, close_quote, bracket, apostrophe, hyphen, comma, other, space, line };
inline bool begins_line(Gap gap) { return gap == Gap::paragraph || gap == Gap::line; }

/// Letters and digits in a row; U.S. is one word, Al-Qaeda's is three.
struct CaseWord {
  Span span;
  Gap before = Gap::space;
  bool is_number = false;   // has no letters
  std::string lower;
  Word hash{};
};

std::vector<CaseWord> case_words(std::string_view text);

/// The case in which a word is printed; single capitals count as title.
Case case_of(std::string_view printed);

/// What the language model knows of a lower-cased word, whatever the context.
struct WordFacts {
  std::uint32_t cluster = 0;   // number of its vector, 0 when it has none
  std::uint16_t coarse_group = 0, fine_group = 0;  // groups of alike vectors, 0 when it has none
  std::uint8_t forms = 0;      // bits: the vocabulary has it lower, title, upper, mixed
  bool is_place = false;       // part of a place's name
  std::uint32_t capitals = 0;  // of the mixed form: bit n is the n-th letter or digit
};

class WordFactsReader {
 public:
  explicit WordFactsReader(const ModelFile& model);
  /// Looked up once per word; the table grows with what is asked.
  const WordFacts& of(const CaseWord& word);

 private:
  WordFacts read(const CaseWord& word) const;
  std::uint32_t row_of(std::string_view form) const;

  std::span<const std::uint64_t> vector_keys_, places_, mixed_keys_;
  std::span<const std::uint16_t> groups_;  // coarse and fine for each row
  std::span<const std::uint32_t> vector_rows_, mixed_capitals_;
  std::unordered_map<Word, WordFacts> known_;
};

/// The first of these name the word itself; training leaves them out at times, so that the others learn to stand in.
inline constexpr std::size_t identity_features = 10;
inline constexpr std::size_t first_features = 46, second_features = 60;

struct CaseHistory {
  Case last = Case::lower, before_last = Case::lower;
};

/// How likely each case is.
using CaseChances = std::array<float, case_count>;

/// What the second reading of a text knows from the first: the words behind, and the same word elsewhere in the text.
struct CaseContext {
  Case right = Case::lower, right2 = Case::lower;
  std::uint32_t opinion = 0;  // of the word's other places: likeliest case, how likely, how many; 0: there are none
};
std::vector<CaseContext> contexts_of(const std::vector<CaseWord>& words, std::span<const CaseChances> first);

/// Hashes of features. The first reading has no context, and only its features.
using FeatureNumbers = std::array<std::uint32_t, second_features>;
std::span<const std::uint32_t> features_of(const std::vector<CaseWord>& words, std::size_t at, CaseHistory history, const CaseContext* context,
                                           WordFactsReader& facts, FeatureNumbers& numbers);

Case likeliest(const CaseChances& chances);

}  // namespace sitrep
