// SPDX-License-Identifier: Apache-2.0
// The gate: is a report worth parsing? A scan for the words of knowledge/words/gate.tsv (conflict, casualties, diplomacy),
// many times faster than the parser. It must stop no report of the field and should stop most others; what a report says is
// not its question.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "record/report.h"

namespace sitrep {

struct GateWord {
  std::string text;  // a word or words, lower case; a `*` at the end stands for any ending
  int weight = 1;
};

/// From knowledge/words/gate.tsv.
std::vector<GateWord> load_gate_words(const std::filesystem::path& knowledge_folder);

struct GateVerdict {
  bool passes = true;
  int score = 0;                   // the weights of the words that fired
  std::vector<std::string> fired;  // as they stand in the table, in its order
};

class Gate {
 public:
  /// Throws Error for a word that cannot be searched for.
  explicit Gate(std::vector<GateWord> words);
  ~Gate();
  Gate(Gate&&) noexcept;

  /// One call at a time: the scan works in a space of the gate's own.
  GateVerdict judge(const Report& report);

 private:
  struct Scanner;
  std::vector<GateWord> words_;
  std::unique_ptr<Scanner> scanner_;
  std::vector<char> fired_;  // by word
};

}  // namespace sitrep
