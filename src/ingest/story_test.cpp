// SPDX-License-Identifier: Apache-2.0
#include "ingest/story.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace sitrep;

namespace {

std::string numbered_words(int from, int to) {
  std::string text;
  for (int i = from; i < to; ++i) text += "word" + std::to_string(i) + " ";
  return text;
}

}  // namespace

TEST_CASE("a text overlaps its own beginning fully, and a strange text not at all") {
  const StorySketch whole = sketch_of(numbered_words(0, 400));
  CHECK(overlap(whole, sketch_of(numbered_words(0, 160))) == 1.0);
  CHECK(overlap(whole, sketch_of(numbered_words(1000, 1400))) == 0.0);
  CHECK(whole.runs == 397);
  CHECK(whole.hashes.size() == 64);
  CHECK(std::is_sorted(whole.hashes.begin(), whole.hashes.end()));
}

TEST_CASE("case, punctuation and white space do not count") {
  CHECK(sketch_of("The army, it said, \"left\" the town.").hashes == sketch_of("THE ARMY IT SAID\n\nLEFT THE TOWN").hashes);
}

TEST_CASE("overlap is estimated well where half is shared") {
  const double half = overlap(sketch_of(numbered_words(0, 2000)), sketch_of(numbered_words(1000, 3000)));
  CHECK(half > 0.3);
  CHECK(half < 0.7);
}

TEST_CASE("short texts are one story only when they are equal") {
  CHECK(overlap(sketch_of("Two killed."), sketch_of("two killed")) == 1.0);
  CHECK(overlap(sketch_of("Two killed."), sketch_of("Three killed.")) == 0.0);
  CHECK(overlap(sketch_of(""), sketch_of("")) == 0.0);
}

TEST_CASE("which texts are one story does not depend on the order") {
  std::vector<std::string> texts;
  for (int story = 0; story < 30; ++story)
    for (int copy = 0; copy < 4; ++copy)
      texts.push_back(numbered_words(1000 * story, 1000 * story + 100 - 10 * copy) + numbered_words(100000 + 100 * (4 * story + copy), 100000 + 100 * (4 * story + copy) + 20));
  const auto grouping = [&](const std::vector<std::size_t>& order) {
    StoryIndex index;
    std::vector<std::uint32_t> number(texts.size());
    for (const std::size_t i : order) number[i] = index.add(sketch_of(texts[i]));
    std::vector<std::vector<bool>> together(texts.size(), std::vector<bool>(texts.size()));
    for (std::size_t a = 0; a < texts.size(); ++a)
      for (std::size_t b = 0; b < texts.size(); ++b) together[a][b] = index.key_of(number[a]) == index.key_of(number[b]);
    return together;
  };
  std::vector<std::size_t> order(texts.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto forward = grouping(order);
  std::reverse(order.begin(), order.end());
  CHECK(forward == grouping(order));
  std::rotate(order.begin(), order.begin() + 37, order.end());
  CHECK(forward == grouping(order));
  CHECK(forward[0][3]);
  CHECK_FALSE(forward[0][4]);
}

TEST_CASE("a text that joins two stories makes them one") {
  StoryIndex index;
  const std::uint32_t first = index.add(sketch_of(numbered_words(0, 100)));
  const std::uint32_t second = index.add(sketch_of(numbered_words(500, 600)));
  CHECK(index.first_of(second) == second);
  index.add(sketch_of(numbered_words(0, 100) + numbered_words(500, 600)));
  CHECK(index.first_of(second) == first);
  CHECK(index.key_of(second).size() == 16);
}

TEST_CASE("a set phrase in thousands of texts costs little and joins nothing") {
  StoryIndex index;
  for (int i = 0; i < 3000; ++i) index.add(sketch_of("this report was written by our own staff in the capital " + numbered_words(100 * i, 100 * i + 40)));
  for (std::uint32_t i = 0; i < 3000; ++i) REQUIRE(index.first_of(i) == i);
}
