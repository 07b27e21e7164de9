// SPDX-License-Identifier: Apache-2.0
// Vectorscan (Hyperscan) is included here only.
#include "ingest/gate.h"

#include <hs.h>

#include <algorithm>
#include <charconv>
#include <new>

#include "base/error.h"
#include "base/format.h"
#include "base/strings.h"
#include "base/tsv.h"

namespace sitrep {
namespace {

/// What a report must score: a long report meets a word of war by chance more often than a short one.
constexpr int least_score = 3;
constexpr std::size_t bytes_a_point = 700;
constexpr int highest_bar = 12;

int bar_for(std::size_t bytes) { return std::min(highest_bar, least_score + static_cast<int>(bytes / bytes_a_point)); }

std::string pattern_of(std::string_view word) {
  const bool is_open = word.ends_with('*');
  if (is_open) word.remove_suffix(1);
  std::string pattern = "\\b";
  for (const char c : word) {
    if (c == ' ') {
      pattern += "[ \\n-]";
      continue;
    }
    if (!is_letter(c) && !is_digit(c)) pattern += '\\';
    pattern += c;
  }
  return is_open ? pattern : pattern + "\\b";
}

}  // namespace

struct Gate::Scanner {
  hs_database_t* database = nullptr;
  hs_scratch_t* scratch = nullptr;

  explicit Scanner(const std::vector<GateWord>& words) {
    std::vector<std::string> patterns;
    for (const GateWord& word : words) patterns.push_back(pattern_of(word.text));
    std::vector<const char*> texts;
    std::vector<unsigned> numbers;
    for (const std::string& pattern : patterns) {
      numbers.push_back(static_cast<unsigned>(texts.size()));
      texts.push_back(pattern.c_str());
    }
    const std::vector<unsigned> flags(texts.size(), HS_FLAG_CASELESS | HS_FLAG_SINGLEMATCH);
    hs_compile_error_t* problem = nullptr;
    if (hs_compile_multi(texts.data(), flags.data(), numbers.data(), static_cast<unsigned>(texts.size()), HS_MODE_BLOCK, nullptr, &database, &problem) != HS_SUCCESS) {
      const std::string message = problem->expression >= 0 ? format("gate word '{}': {}", words[static_cast<std::size_t>(problem->expression)].text, problem->message) : problem->message;
      hs_free_compile_error(problem);
      throw Error(message);
    }
    if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) throw std::bad_alloc();
  }
  ~Scanner() {
    hs_free_scratch(scratch);
    hs_free_database(database);
  }

  void scan(std::string_view text, std::vector<char>& fired) {
    const auto mark = [](unsigned number, unsigned long long, unsigned long long, unsigned, void* to) {
      (*static_cast<std::vector<char>*>(to))[number] = 1;
      return 0;
    };
    if (!text.empty()) hs_scan(database, text.data(), static_cast<unsigned>(text.size()), 0, scratch, mark, &fired);
  }
};

Gate::Gate(std::vector<GateWord> words) : words_(std::move(words)), scanner_(std::make_unique<Scanner>(words_)), fired_(words_.size()) {}
Gate::~Gate() = default;
Gate::Gate(Gate&&) noexcept = default;

GateVerdict Gate::judge(const Report& report) {
  std::fill(fired_.begin(), fired_.end(), 0);
  scanner_->scan(report.text, fired_);
  if (report.title) scanner_->scan(*report.title, fired_);
  GateVerdict verdict;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (!fired_[i]) continue;
    verdict.score += words_[i].weight;
    verdict.fired.push_back(words_[i].text);
  }
  verdict.passes = verdict.score >= bar_for(report.text.size());
  return verdict;
}

std::vector<GateWord> load_gate_words(const std::filesystem::path& knowledge_folder) {
  const Tsv table(knowledge_folder / "words" / "gate.tsv", {"word", "weight", "topic"});
  std::vector<GateWord> words;
  for (const Tsv::Row& row : table.rows()) {
    int weight = 0;
    std::from_chars(row[1].data(), row[1].data() + row[1].size(), weight);
    if (weight < 1 || weight > 9) row.fail(format("'{}' is no weight; a number from 1 to 9", row[1]));
    for (const char c : row[0])
      if (c != lowered(std::string_view(&c, 1))[0]) row.fail(format("'{}' has capitals; words are lower case", row[0]));
    words.push_back({std::string(row[0]), weight});
  }
  return words;
}

}  // namespace sitrep
