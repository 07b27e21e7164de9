// SPDX-License-Identifier: Apache-2.0
// The same story: one report published again with small edits, one wire story in ten papers. A text is sketched by the 64
// smallest hashes of its runs of four words (bottom-k MinHash); two texts are one story when most of the shorter one's
// runs stand in the longer one too. An index from hash to texts finds the pairs, so that time grows with the number of
// texts, not of pairs. Nothing here judges whether two stories tell of the same incident.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep {

/// Small enough to be kept with each report: a store can fill an index again without the texts.
struct StorySketch {
  std::vector<std::uint64_t> hashes;  // at most 64, rising
  std::uint32_t runs = 0;             // distinct runs in the text
};

StorySketch sketch_of(std::string_view text);

/// The share of the shorter text's runs that the other has too, estimated; 0 when too few are shared to tell.
double overlap(const StorySketch& a, const StorySketch& b);

/// Texts of at least this overlap are one story.
inline constexpr double same_story_overlap = 0.55;

class StoryIndex {
 public:
  /// Adds a text and gives its number: 0, 1, 2, …
  std::uint32_t add(const StorySketch& sketch);
  /// The first text of the story that a text belongs to. Which texts belong together does not depend on the order in which
  /// they were added; a text that joins two stories makes them one, so ask again when all are in.
  std::uint32_t first_of(std::uint32_t text) const;
  /// The story's key: 16 hexadecimal digits, from its first text.
  std::string key_of(std::uint32_t text) const;
  std::size_t size() const { return texts_.size(); }

 private:
  struct Text {
    std::uint64_t fingerprint = 0;
    std::uint32_t runs = 0;
    std::uint32_t first_hash = 0;  // in hashes_
    std::uint32_t hashes = 0;
  };
  struct Posting {
    std::uint32_t text = 0;
    std::uint32_t next = 0;  // index + 1 in postings_; 0 ends the list
  };
  struct List {
    std::uint64_t hash = 0;
    std::uint32_t head = 0;
    std::uint32_t size = 0;  // 0: the place is free
  };
  List& list_of(std::uint64_t hash);
  void join(std::uint32_t a, std::uint32_t b);
  bool is_same_story(std::uint32_t a, std::uint32_t b, std::uint32_t shared) const;
  std::uint32_t below(std::uint32_t text, std::uint64_t limit) const;

  std::vector<Text> texts_;
  std::vector<std::uint64_t> hashes_;
  std::vector<Posting> postings_;
  std::vector<List> lists_;    // open addressing, a power of two
  std::size_t used_lists_ = 0;
  mutable std::vector<std::uint32_t> parents_;
  std::vector<std::uint8_t> shared_;      // by text, all 0 between calls
  std::vector<std::uint32_t> touched_;
};

}  // namespace sitrep
