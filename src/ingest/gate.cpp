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

bool is_word_byte(char c) { return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

/// One string to search for. Word boundaries are checked at each find: that compiles and scans faster than patterns with them.
struct Literal {
  std::string text;
  std::size_t word = 0;      // in the table
  bool is_open = false;      // any ending
};

std::vector<Literal> literals_of(const std::vector<GateWord>& words) {
  std::vector<Literal> literals;
  for (std::size_t i = 0; i < words.size(); ++i) {
    Literal literal{words[i].text, i, words[i].text.ends_with('*')};
    if (literal.is_open) literal.text.pop_back();
    literals.push_back(literal);
    if (literal.text.find(' ') == std::string::npos) continue;
    std::replace(literal.text.begin(), literal.text.end(), ' ', '-');
    literals.push_back(literal);
  }
  return literals;
}

}  // namespace

struct Gate::Scanner {
  std::vector<Literal> literals;
  hs_database_t* database = nullptr;
  hs_scratch_t* scratch = nullptr;

  explicit Scanner(const std::vector<GateWord>& words) : literals(literals_of(words)) {
    std::vector<const char*> texts;
    std::vector<std::size_t> sizes;
    std::vector<unsigned> numbers;
    for (const Literal& literal : literals) {
      numbers.push_back(static_cast<unsigned>(texts.size()));
      texts.push_back(literal.text.c_str());
      sizes.push_back(literal.text.size());
    }
    const std::vector<unsigned> flags(texts.size(), HS_FLAG_CASELESS);
    hs_compile_error_t* problem = nullptr;
    if (hs_compile_lit_multi(texts.data(), flags.data(), numbers.data(), sizes.data(), static_cast<unsigned>(texts.size()), HS_MODE_BLOCK, nullptr, &database, &problem) != HS_SUCCESS) {
      const std::string message = problem->expression >= 0 ? format("gate word '{}': {}", literals[static_cast<std::size_t>(problem->expression)].text, problem->message) : problem->message;
      hs_free_compile_error(problem);
      throw Error(message);
    }
    if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) throw std::bad_alloc();
  }
  ~Scanner() {
    hs_free_scratch(scratch);
    hs_free_database(database);
  }

  struct Scan {
    const std::vector<Literal>& literals;
    std::string_view text;
    std::vector<char>& fired;
  };

  static int found(unsigned number, unsigned long long, unsigned long long end, unsigned, void* context) {
    const Scan& scan = *static_cast<Scan*>(context);
    const Literal& literal = scan.literals[number];
    const std::size_t begin = end - literal.text.size();
    const bool starts = begin == 0 || !is_word_byte(scan.text[begin - 1]);
    const bool ends = literal.is_open || end == scan.text.size() || !is_word_byte(scan.text[end]);
    if (starts && ends) scan.fired[literal.word] = 1;
    return 0;
  }

  void scan(std::string_view text, std::vector<char>& fired) {
    Scan scan{literals, text, fired};
    if (!text.empty()) hs_scan(database, text.data(), static_cast<unsigned>(text.size()), 0, scratch, found, &scan);
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
    if (trimmed(row[0]).size() < 2) row.fail("the word is missing");
    for (const char c : row[0])
      if (c != lowered(std::string_view(&c, 1))[0]) row.fail(format("'{}' has capitals; words are lower case", row[0]));
    words.push_back({std::string(row[0]), weight});
  }
  return words;
}

}  // namespace sitrep
