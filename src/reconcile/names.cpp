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

/// Spans of entities that many reports share (states, organisations of the actor base, holders of offices, places), and of
/// people, who are told apart from other names.
struct KnownSpans {
  std::vector<Span> common;
  std::vector<Span> people;
};

KnownSpans known_spans(const Reading& reading) {
  KnownSpans spans;
  for (const Entity& entity : reading.entities) {
    const bool is_common = entity.actor || (entity.office && entity.office->of) || entity.kind == EntityKind::state;
    if (!is_common && entity.kind != EntityKind::person) continue;
    auto& list = is_common ? spans.common : spans.people;
    list.insert(list.end(), entity.mentions.begin(), entity.mentions.end());
  }
  for (const Place& place : reading.places) spans.common.push_back(place.span);
  return spans;
}

bool overlaps_any(Span run, const std::vector<Span>& spans) {
  return std::any_of(spans.begin(), spans.end(), [&](Span span) { return span.overlaps(run); });
}

}  // namespace

NameHashes name_hashes(const Reading& reading) {
  const KnownSpans known = known_spans(reading);
  std::set<std::uint64_t> people;
  std::set<std::uint64_t> others;
  for (const Span run : capitalised_runs(reading.report.text)) {
    if (overlaps_any(run, known.common)) continue;
    auto& set = overlaps_any(run, known.people) ? people : others;
    if (set.size() < most_names) set.insert(checksum(lowered(run.of(reading.report.text))));
  }
  return {{people.begin(), people.end()}, {others.begin(), others.end()}};
}

}  // namespace sitrep
