// SPDX-License-Identifier: Apache-2.0
#include "app/exports/stored_reports.h"

#include <algorithm>

#include "base/strings.h"

namespace sitrep::exports {
namespace {
constexpr std::size_t most_kept = 256;
}

StoredReports::Kept& StoredReports::kept(const std::string& id) {
  if (const auto at = kept_.find(id); at != kept_.end()) return *at->second;
  if (kept_.size() >= most_kept) kept_.clear();
  return *kept_.emplace(id, std::make_unique<Kept>(store_.outline(id).value_or(Reading{}))).first->second;
}

std::string StoredReports::sentence(const Evidence& evidence) {
  const Kept& found = kept(evidence.report);
  const std::string& text = found.outline.report.text;
  Span place{found.index.byte_at(evidence.start), found.index.byte_at(evidence.end)};
  const auto& sentences = found.outline.sentences;
  const auto after = std::upper_bound(sentences.begin(), sentences.end(), place.begin, [](std::uint32_t at, const SentenceSpan& s) { return at < s.span.begin; });
  if (after != sentences.begin() && (after - 1)->span.contains(place.begin)) place = (after - 1)->span;
  return std::string(trimmed(place.of(text)));
}

}  // namespace sitrep::exports
