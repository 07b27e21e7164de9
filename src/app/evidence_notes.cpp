// SPDX-License-Identifier: Apache-2.0
#include "app/evidence_notes.h"

#include "base/format.h"
#include "base/strings.h"
#include "base/utf8.h"

namespace sitrep {

const Reading* EvidenceNotes::reading(const std::string& report) {
  auto at = readings_.find(report);
  if (at == readings_.end()) at = readings_.emplace(report, store_.reading(report)).first;
  return at->second ? &*at->second : nullptr;
}

std::string EvidenceNotes::sentence(const Evidence& evidence) {
  const Reading* found = reading(evidence.report);
  if (!found) return "";
  const CodePointIndex index(found->report.text);
  const Span place{index.byte_at(evidence.start), index.byte_at(evidence.end)};
  for (const SentenceSpan& sentence : found->sentences)
    if (sentence.span.contains(place.begin)) return std::string(trimmed(sentence.span.of(found->report.text)));
  return std::string(place.of(found->report.text));
}

std::string EvidenceNotes::origin(const std::string& report) {
  const Reading* found = reading(report);
  if (!found) return report;
  const std::string publisher = found->report.publisher.value_or("outlet not known");
  const std::string date = found->report.published ? found->report.published->substr(0, 10) : "no date";
  return format("{}, {} ({})", publisher, date, report);
}

std::string EvidenceNotes::note(const Evidence& evidence) {
  const std::string text = sentence(evidence);
  const auto [at, is_new] = numbers_.emplace(std::pair(evidence.report, text), items_.size() + 1);
  if (is_new) {
    items_.push_back(format("“{}” {}", text, origin(evidence.report)));
    evidence_.push_back(evidence);
  }
  return format("[{}]", at->second);
}

}  // namespace sitrep
