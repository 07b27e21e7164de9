// SPDX-License-Identifier: Apache-2.0
#include "reconcile/names.h"

#include <algorithm>
#include <set>

#include "base/checksum.h"
#include "base/strings.h"

namespace sitrep {
namespace {

constexpr std::size_t most_names = 60;

bool is_word_byte(char c) { return is_letter(c) || static_cast<unsigned char>(c) >= 0x80 || c == '-'; }

/// Runs of capitalised words: "Flower Street", "Briar Newsome".
std::vector<Span> capitalised_runs(std::string_view text) {
  std::vector<Span> runs;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  int words = 0;
  const auto finish = [&] {
    if (words >= 2) runs.push_back({begin, end});
    words = 0;
  };
  for (std::uint32_t i = 0; i < text.size();) {
    if (!is_word_byte(text[i])) {
      if (text[i] != ' ') finish();
      ++i;
      continue;
    }
    const std::uint32_t start = i;
    while (i < text.size() && is_word_byte(text[i])) ++i;
    if (is_upper(text[start]) && i - start > 1 && is_lower(text[start + 1])) {
      if (words++ == 0) begin = start;
      end = i;
    } else {
      finish();
    }
  }
  finish();
  return runs;
}

/// Spans of entities that many reports share: states, organisations of the actor base, holders of offices.
std::vector<Span> spans_of_the_known(const Reading& reading) {
  std::vector<Span> spans;
  for (const Entity& entity : reading.entities)
    if (entity.actor || entity.office) spans.insert(spans.end(), entity.mentions.begin(), entity.mentions.end());
  std::sort(spans.begin(), spans.end());
  return spans;
}

}  // namespace

std::vector<std::uint64_t> name_hashes(const Reading& reading) {
  const std::vector<Span> known = spans_of_the_known(reading);
  const auto is_known = [&](Span run) { return std::any_of(known.begin(), known.end(), [&](Span span) { return span.overlaps(run); }); };
  std::set<std::uint64_t> hashes;
  for (const Span run : capitalised_runs(reading.report.text)) {
    if (hashes.size() == most_names) break;
    if (!is_known(run)) hashes.insert(checksum(lowered(run.of(reading.report.text))));
  }
  return {hashes.begin(), hashes.end()};
}

}  // namespace sitrep
