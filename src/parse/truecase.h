// SPDX-License-Identifier: Apache-2.0
// Restores the usual case of passages in capitals and of headlines in title case, so that they parse as well as they can.
// Bytes stay where they are: every restored character is as long as the printed one. Knows words and their neighbours, no
// grammar. Weights come from the model file (sections truecase.*, by tools/model/truecase.py).
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

class Truecaser {
 public:
  /// The model must outlive this.
  explicit Truecaser(const ModelFile& model);

  /// The text with the usual case, or nothing where no passage needs it: the common case, found out by a glance at the
  /// letters.
  std::optional<std::string> restored(std::string_view text) const;

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
