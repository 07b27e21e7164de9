// SPDX-License-Identifier: Apache-2.0
#include "ingest/story.h"

#include <algorithm>
#include <array>

#include "base/format.h"
#include "base/strings.h"

namespace sitrep {
namespace {

constexpr std::size_t run_length = 4;
constexpr std::size_t sketch_size = 64;
constexpr std::uint32_t longest_list = 24;  // a run that stands in more texts than this is a set phrase and tells nothing
constexpr std::uint32_t least_shared = 4;

constexpr std::uint64_t mixed(std::uint64_t hash) {
  hash ^= hash >> 31;
  hash *= 0x9E3779B97F4A7C15ULL;
  hash ^= hash >> 29;
  hash *= 0xBF58476D1CE4E5B9ULL;
  return hash ^ (hash >> 32);
}

bool is_word_byte(char c) { return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80; }

/// Keeps the smallest distinct hashes: all of them in a buffer that is cut back when it is full.
class Smallest {
 public:
  void add(std::uint64_t hash) {
    if (hash > limit_) return;
    hashes_.push_back(hash);
    if (hashes_.size() >= 16 * sketch_size) cut();
  }
  std::vector<std::uint64_t> take() {
    cut();
    return std::move(hashes_);
  }

 private:
  void cut() {
    std::sort(hashes_.begin(), hashes_.end());
    hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
    if (hashes_.size() < sketch_size) return;
    hashes_.resize(sketch_size);
    limit_ = hashes_.back();
  }
  std::vector<std::uint64_t> hashes_;
  std::uint64_t limit_ = ~0ULL;
};

std::uint32_t count_below(const std::uint64_t* begin, const std::uint64_t* end, std::uint64_t limit) {
  return static_cast<std::uint32_t>(std::upper_bound(begin, end, limit) - begin);
}

/// `shared` of the `seen` hashes of a text with `runs` runs stand in the other text.
double share(std::uint32_t shared, std::uint32_t seen, std::uint32_t runs) {
  if (seen == 0 || shared < std::min(least_shared, runs)) return 0;
  return static_cast<double>(shared) / seen;
}

}  // namespace

StorySketch sketch_of(std::string_view text) {
  StorySketch sketch;
  Smallest smallest;
  std::array<std::uint64_t, run_length> words{};
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_word_byte(text[at])) {
      ++at;
      continue;
    }
    std::uint64_t hash = 14695981039346656037ULL;
    for (; at < text.size() && is_word_byte(text[at]); ++at) hash = (hash ^ static_cast<unsigned char>(to_lower(text[at]))) * 1099511628211ULL;
    words[count++ % run_length] = mixed(hash);
    if (count < run_length) continue;
    std::uint64_t run = 0;
    for (std::size_t i = 0; i < run_length; ++i) run = mixed(run + words[(count + i) % run_length]);
    smallest.add(run);
    ++sketch.runs;
  }
  if (count > 0 && count < run_length) {
    std::uint64_t run = 0;
    for (std::size_t i = 0; i < count; ++i) run = mixed(run + words[i]);
    smallest.add(run);
    sketch.runs = 1;
  }
  sketch.hashes = smallest.take();
  return sketch;
}

double overlap(const StorySketch& a, const StorySketch& b) {
  if (a.hashes.empty() || b.hashes.empty()) return 0;
  const StorySketch& shorter = a.runs <= b.runs ? a : b;
  std::vector<std::uint64_t> both;
  std::set_intersection(a.hashes.begin(), a.hashes.end(), b.hashes.begin(), b.hashes.end(), std::back_inserter(both));
  const std::uint64_t limit = std::min(a.hashes.size() < sketch_size ? ~0ULL : a.hashes.back(), b.hashes.size() < sketch_size ? ~0ULL : b.hashes.back());
  const std::uint64_t* first = shorter.hashes.data();
  return share(static_cast<std::uint32_t>(both.size()), count_below(first, first + shorter.hashes.size(), limit), shorter.runs);
}

std::uint32_t StoryIndex::below(std::uint32_t text, std::uint64_t limit) const {
  const std::uint64_t* first = hashes_.data() + texts_[text].first_hash;
  return count_below(first, first + texts_[text].hashes, limit);
}

bool StoryIndex::is_same_story(std::uint32_t a, std::uint32_t b, std::uint32_t shared) const {
  if (shared < std::min(least_shared, std::min(texts_[a].runs, texts_[b].runs))) return false;
  const auto limit_of = [&](const Text& text) { return text.hashes < sketch_size ? ~0ULL : hashes_[text.first_hash + text.hashes - 1]; };
  const std::uint32_t shorter = texts_[a].runs <= texts_[b].runs ? a : b;
  return share(shared, below(shorter, std::min(limit_of(texts_[a]), limit_of(texts_[b]))), texts_[shorter].runs) >= same_story_overlap;
}

/// The list of a hash, or the free place for it.
StoryIndex::List& StoryIndex::list_of(std::uint64_t hash) {
  if (2 * (used_lists_ + sketch_size) > lists_.size()) {
    std::vector<List> old(std::max<std::size_t>(1 << 12, 2 * lists_.size()));
    old.swap(lists_);
    for (const List& list : old)
      if (list.size > 0) list_of(list.hash) = list;
  }
  std::size_t place = mixed(hash) & (lists_.size() - 1);
  while (lists_[place].size > 0 && lists_[place].hash != hash) place = (place + 1) & (lists_.size() - 1);
  return lists_[place];
}

std::uint32_t StoryIndex::add(const StorySketch& sketch) {
  const auto text = static_cast<std::uint32_t>(texts_.size());
  std::uint64_t fingerprint = sketch.runs;
  for (const std::uint64_t hash : sketch.hashes) fingerprint = mixed(fingerprint + hash);
  texts_.push_back({fingerprint, sketch.runs, static_cast<std::uint32_t>(hashes_.size()), static_cast<std::uint32_t>(sketch.hashes.size())});
  hashes_.insert(hashes_.end(), sketch.hashes.begin(), sketch.hashes.end());
  parents_.push_back(text);
  shared_.push_back(0);

  for (const std::uint64_t hash : sketch.hashes) {
    List& list = list_of(hash);
    for (std::uint32_t at = list.head; at != 0; at = postings_[at - 1].next) {
      const std::uint32_t other = postings_[at - 1].text;
      if (shared_[other]++ == 0) touched_.push_back(other);
    }
    if (list.size == longest_list) continue;
    if (list.size == 0) ++used_lists_;
    postings_.push_back({text, list.head});
    list = {hash, static_cast<std::uint32_t>(postings_.size()), list.size + 1};
  }
  for (const std::uint32_t other : touched_) {
    if (is_same_story(text, other, shared_[other])) join(text, other);
    shared_[other] = 0;
  }
  touched_.clear();
  return text;
}

std::uint32_t StoryIndex::first_of(std::uint32_t text) const {
  while (parents_[text] != text) text = parents_[text] = parents_[parents_[text]];
  return text;
}

void StoryIndex::join(std::uint32_t a, std::uint32_t b) {
  a = first_of(a);
  b = first_of(b);
  parents_[std::max(a, b)] = std::min(a, b);
}

std::string StoryIndex::key_of(std::uint32_t text) const { return format("{:016x}", texts_[first_of(text)].fingerprint); }

}  // namespace sitrep
