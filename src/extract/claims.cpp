// SPDX-License-Identifier: Apache-2.0
#include "extract/claims.h"

namespace sitrep {
namespace {

/// The entity that speaks; one is added where none stands at the source.
EntityId speaker_at(const Tree& tree, const Attribution& a, Entities& entities) {
  if (const auto known = entities.at_head(a.source_head)) return *known;
  const TokenRange words{std::max(a.source->begin, tree.subtree(a.source_head).begin), a.source_head + 1};
  Entity entity;
  entity.kind = EntityKind::people;
  const Span span = tree.document().span_of(words);
  entity.name = span.of(tree.document().text);
  entity.mentions = {span};
  return entities.add(std::move(entity), a.source_head);
}

Stance stance_of(const Tree& tree, const Attribution& a, const Cues& cues) {
  const auto verb = cues.verbs.find(tree[a.cue_head].lemma_hash);
  return verb == cues.verbs.end() ? Stance::asserts : verb->second.stance;
}

}  // namespace

Claims find_claims(const Tree& tree, Entities& entities, const Report&, const Knowledge& knowledge) {
  const Document& document = tree.document();
  Claims claims;
  claims.of_token.resize(document.tokens.size());
  claims.cue_of.resize(document.tokens.size());
  std::vector<std::uint32_t> extent(document.tokens.size(), 0xFFFFFFFF);  // size of the innermost claim so far
  for (Attribution& a : find_attributions(tree, knowledge)) {
    const ClaimId id{static_cast<std::uint32_t>(claims.list.size())};
    Claim claim;
    if (a.source) {
      claim.speaker = speaker_at(tree, a, entities);
      claim.source = document.span_of(*a.source);
    }
    claim.cue = document.span_of(a.cue);
    std::uint32_t size = 0;
    for (const TokenRange piece : a.content) size += piece.size();
    for (const TokenRange piece : a.content) {
      claim.content.push_back(document.span_of(piece));
      for (std::uint32_t i = piece.begin; i < piece.end; ++i)
        if (size < extent[i]) extent[i] = size, claims.of_token[i] = id;
    }
    for (std::uint32_t i = a.cue.begin; i < a.cue.end; ++i) claims.cue_of[i] = id;
    claim.stance = stance_of(tree, a, knowledge.cues);
    claims.list.push_back(std::move(claim));
    claims.words.push_back(std::move(a));
  }
  return claims;
}

}  // namespace sitrep
