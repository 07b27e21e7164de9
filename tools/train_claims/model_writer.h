// SPDX-License-Identifier: Apache-2.0
// From learned weights to the tables of knowledge/attribution_model.h, and to the file.
#pragma once

#include <filesystem>
#include <vector>

#include "knowledge/attribution_model.h"
#include "label_trainer.h"

namespace sitrep::training {

/// A model and what its spans point into.
struct OwnModel {
  AttributionModel model;
  std::vector<std::uint32_t> word_classes, cue_levels;
  std::vector<LabelWeights::Slot> labels;
  std::vector<ChoiceWeights::Slot> content, source;
};

std::vector<std::uint32_t> word_table(const std::vector<std::pair<Word, std::uint8_t>>& values);

/// Rounded to bytes; features that weigh next to nothing are left out.
void set_labels(OwnModel& own, const LabelField& field, const Dictionary& dictionary);
void set_choice(std::vector<ChoiceWeights::Slot>& slots, ChoiceWeights& table, const std::vector<float>& weights, const Dictionary& dictionary);

void write_model(const OwnModel& own, const std::filesystem::path& path);

}  // namespace sitrep::training
