// SPDX-License-Identifier: Apache-2.0
#include "extract/attribution.h"

#include <algorithm>

#include "extract/attribution_choice.h"

namespace sitrep {
namespace {

// Set on PolNeAR's dev part; the scores are flat around them.
constexpr float keep_from = 0.35F;
constexpr float source_from = -1.5F;

/// No attribution without a verb, noun or mark that was seen as a cue: most passages of tables and lists have none.
bool has_trigger(const Passage& passage) {
  for (std::uint32_t i = passage.tokens().begin; i < passage.tokens().end; ++i)
    if (passage.may_be_cue(i) || passage.is_mark(i) || passage.cue_level(i) > 0) return true;
  return false;
}

std::optional<Attribution> attribution_of(const LabelledPassage& labelled, const CueCandidate& cue, const AttributionModel& model) {
  const CueContext context(labelled, cue);
  const std::vector<ContentCandidate> contents = content_candidates(labelled, cue);
  const auto content = choose_content(context, contents, model.content);
  if (!content || 0.5F * cue.likely + 0.5F * content->likely_any <= keep_from) return std::nullopt;
  Attribution a;
  a.cue = cue.tokens;
  a.cue_head = cue.head;
  const Pieces& pieces = contents[content->index].pieces;
  a.content.assign(pieces.begin(), pieces.end());
  const std::vector<SourceCandidate> sources = source_candidates(labelled, cue, pieces);
  if (const auto source = choose_source(context, sources, model.source); source && source->score > source_from) {
    a.source = sources[source->index].tokens;
    a.source_head = sources[source->index].head;
  }
  return a;
}

}  // namespace

std::vector<Attribution> find_attributions(const Tree& tree, const Knowledge& knowledge) {
  std::vector<Attribution> found;
  for (const TokenRange tokens : passages_of(tree.document())) {
    const Passage passage(tree, tokens, knowledge.attribution);
    if (!has_trigger(passage)) continue;
    const LabelledPassage labelled(passage, label_passage(passage, knowledge.attribution));
    for (const CueCandidate& cue : cue_candidates(labelled))
      if (auto a = attribution_of(labelled, cue, knowledge.attribution)) found.push_back(std::move(*a));
  }
  return found;
}

}  // namespace sitrep
