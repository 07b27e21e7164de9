// SPDX-License-Identifier: Apache-2.0
#include "model_writer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>

#include "base/file.h"

namespace sitrep::training {
namespace {

constexpr float least_label_weight = 0.05F, least_choice_weight = 0.03F;

template <class Table>
std::vector<typename Table::Slot> table_for(std::size_t features) {
  const std::size_t lines = std::bit_ceil(features * 10 / 9 / Table::slots_in_line + 1);
  return std::vector<typename Table::Slot>(lines * Table::slots_in_line);
}

/// The slot for a feature that is not there yet.
template <class Table>
typename Table::Slot& free_slot(std::vector<typename Table::Slot>& slots, std::uint64_t feature) {
  const std::size_t lines = slots.size() / Table::slots_in_line;
  for (std::size_t line = feature & (lines - 1);; line = (line + 1) & (lines - 1))
    for (std::size_t s = 0; s < Table::slots_in_line; ++s) {
      auto& slot = slots[line * Table::slots_in_line + s];
      if (slot.print == 0) return slot;
    }
}

template <class T>
void append(std::string& out, const T* data, std::size_t count) {
  out.append(reinterpret_cast<const char*>(data), count * sizeof(T));
  out.resize((out.size() + 63) / 64 * 64);
}

}  // namespace

std::vector<std::uint32_t> word_table(const std::vector<std::pair<Word, std::uint8_t>>& values) {
  std::vector<std::uint32_t> slots(std::max<std::size_t>(64, std::bit_ceil(values.size() * 5 / 4)));
  for (const auto& [w, value] : values) {
    const auto hash = static_cast<std::uint64_t>(w);
    std::size_t at = hash & (slots.size() - 1);
    while (slots[at] != 0) at = (at + 1) & (slots.size() - 1);
    slots[at] = static_cast<std::uint32_t>(hash >> 40) << 8 | value;
  }
  return slots;
}

void set_labels(OwnModel& own, const LabelField& field, const Dictionary& dictionary) {
  constexpr std::size_t L = attribution_labels;
  std::vector<std::uint32_t> kept;
  float largest = 0;
  for (std::uint32_t f = 0; f < field.weights.size(); ++f) {
    float most = 0;
    for (std::size_t l = 1; l < L; ++l) most = std::max(most, std::fabs(field.weights[f][l] - field.weights[f][0]));
    if (most >= least_label_weight) kept.push_back(f);
    largest = std::max(largest, most);
  }
  const float scale = std::min(largest, 3.0F) / 127;
  own.labels = table_for<LabelWeights>(kept.size());
  for (const std::uint32_t f : kept) {
    const std::uint64_t feature = dictionary.features()[f];
    auto& slot = free_slot<LabelWeights>(own.labels, feature);
    slot.print = LabelWeights::print_of(feature);
    for (std::size_t l = 1; l < L; ++l)
      slot.weights[l - 1] = static_cast<std::int8_t>(std::lround(std::clamp((field.weights[f][l] - field.weights[f][0]) / scale, -127.0F, 127.0F)));
  }
  own.model.labels = {own.labels, scale};
  own.model.follows = field.follows;
  own.model.first = field.first;
  std::fprintf(stderr, "labels: %zu of %zu features, largest weight %.2f, %.1f MB\n", kept.size(), field.weights.size(), static_cast<double>(largest),
               static_cast<double>(own.labels.size() * sizeof own.labels[0]) / 1e6);
}

void set_choice(std::vector<ChoiceWeights::Slot>& slots, ChoiceWeights& table, const std::vector<float>& weights, const Dictionary& dictionary) {
  constexpr float scale = 1.0F / 4096;
  std::vector<std::uint32_t> kept;
  for (std::uint32_t f = 0; f < weights.size(); ++f)
    if (std::fabs(weights[f]) >= least_choice_weight) kept.push_back(f);
  slots = table_for<ChoiceWeights>(kept.size());
  for (const std::uint32_t f : kept) {
    const std::uint64_t feature = dictionary.features()[f];
    auto& slot = free_slot<ChoiceWeights>(slots, feature);
    slot.print = ChoiceWeights::print_of(feature);
    slot.weights[0] = static_cast<std::int16_t>(std::lround(std::clamp(weights[f] / scale, -32767.0F, 32767.0F)));
  }
  table = {slots, scale};
  std::fprintf(stderr, "choice: %zu of %zu features, %.1f MB\n", kept.size(), weights.size(), static_cast<double>(slots.size() * sizeof slots[0]) / 1e6);
}

void write_model(const OwnModel& own, const std::filesystem::path& path) {
  AttributionFileHeader header;
  header.bytes = {own.word_classes.size() * 4, own.cue_levels.size() * 4, own.labels.size() * sizeof own.labels[0], own.content.size() * sizeof own.content[0],
                  own.source.size() * sizeof own.source[0]};
  header.label_scale = own.model.labels.scale;
  header.content_scale = own.model.content.scale;
  header.source_scale = own.model.source.scale;
  header.follows = own.model.follows;
  header.first = own.model.first;
  std::string out;
  append(out, &header, 1);
  append(out, own.word_classes.data(), own.word_classes.size());
  append(out, own.cue_levels.data(), own.cue_levels.size());
  append(out, own.labels.data(), own.labels.size());
  append(out, own.content.data(), own.content.size());
  append(out, own.source.data(), own.source.size());
  replace_file(path, out);
}

}  // namespace sitrep::training
