// SPDX-License-Identifier: Apache-2.0
// Features met in training, counted and then numbered: those met often enough get a number, the others are dropped.
#pragma once

#include <cstdint>
#include <vector>

namespace sitrep::training {

class Dictionary {
 public:
  static constexpr std::uint32_t dropped = 0xFFFFFFFF;

  void count(std::uint64_t feature) {
    if (used_ * 2 >= slots_.size()) grow();
    Slot& slot = find(feature);
    if (slot.count++ == 0) {
      slot.feature = feature;
      ++used_;
    }
  }

  void number_those_met(std::uint32_t times) {
    features_.clear();
    for (Slot& slot : slots_) {
      slot.number = slot.count >= times && slot.count > 0 ? static_cast<std::uint32_t>(features_.size()) : dropped;
      if (slot.number != dropped) features_.push_back(slot.feature);
    }
  }

  std::uint32_t number_of(std::uint64_t feature) {
    const Slot& slot = find(feature);
    return slot.count == 0 ? dropped : slot.number;
  }

  const std::vector<std::uint64_t>& features() const { return features_; }  // by number

 private:
  struct Slot {
    std::uint64_t feature = 0;
    std::uint32_t count = 0, number = dropped;
  };

  Slot& find(std::uint64_t feature) {
    std::size_t at = (feature * 0x9E3779B97F4A7C15ULL >> 20) & (slots_.size() - 1);
    while (slots_[at].count != 0 && slots_[at].feature != feature) at = (at + 1) & (slots_.size() - 1);
    return slots_[at];
  }
  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (const Slot& slot : old)
      if (slot.count > 0) find(slot.feature) = slot;
  }

  std::vector<Slot> slots_ = std::vector<Slot>(1 << 20);
  std::size_t used_ = 0;
  std::vector<std::uint64_t> features_;
};

}  // namespace sitrep::training
