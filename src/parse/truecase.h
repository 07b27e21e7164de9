// SPDX-License-Identifier: Apache-2.0
// Restores the usual case of passages in capitals and of headlines in title case, so that they parse as well as they can.
// Bytes stay where they are: every restored character is as long as the printed one. Knows words and their neighbours, no
// grammar; the language model's case network reads after it (parse/pipeline.cpp). Weights come from the model file (sections
// truecase.*, by tools/model/truecase.py).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nn/model_file.h"
#include "parse/truecase_features.h"

namespace sitrep {

/// A text in its usual case, and how likely each word of it begins with a capital.
struct RestoredText {
  struct Begin {
    std::uint32_t at;     // where a word begins
    std::uint8_t chance;  // in steps, see tokenizer.h; 0: the case was printed
  };
  std::string text;
  std::vector<Begin> words;
};

/// The step of the chance of a capital.
std::uint8_t capital_chance(const CaseChances& chances);

/// Writes a part of a restored text anew. Mixed case stays as it was restored.
void rewrite(std::string& restored, std::string_view printed, Span part, Case form);

class Truecaser {
 public:
  /// The model must outlive this.
  explicit Truecaser(const ModelFile& model);

  /// The text with the usual case, or nothing where no passage needs it: the common case, found out by a glance at the
  /// letters.
  std::optional<RestoredText> restored(std::string_view text) const;

 private:
  struct Reading;
  void read(Reading& reading, const std::vector<CaseContext>* contexts) const;

  /// Scores of the features that one reading has learnt: those whose hash has the same upper half lie together.
  struct Weights {
    Weights(const ModelFile& model, const std::string& name);
    CaseChances chances(std::span<const std::uint32_t> features) const;

    std::span<const std::uint32_t> first_of_upper_half, features;
    std::span<const std::uint8_t> scores;  // case_count for each feature; 128 is zero
  };

  const ModelFile* model_;
  Weights first_, second_;
};

}  // namespace sitrep
