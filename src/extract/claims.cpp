// SPDX-License-Identifier: Apache-2.0
#include "extract/claims.h"

#include "extract/claim_answers.h"
#include "extract/claim_meaning.h"
#include "extract/claim_speakers.h"
#include "extract/nested_claims.h"
#include "extract/quotations.h"

namespace sitrep {
namespace {

void add(Claims& claims, const Document& document, Attribution words) {
  Claim claim;
  if (words.source) claim.source = document.span_of(*words.source);
  claim.cue = document.span_of(words.cue);
  for (const TokenRange piece : words.content) claim.content.push_back(document.span_of(piece));
  claims.list.push_back(std::move(claim));
  claims.words.push_back(std::move(words));
}

/// "No group has claimed responsibility", "nobody confirmed it": what nobody says is no claim.
bool is_said_by_nobody(const Tree& tree, const Attribution& attribution) {
  if (!attribution.source) return false;
  const Word first = tree[attribution.source->begin].lower_hash;
  return first == "no"_w || first == "nobody"_w || first == "none"_w || first == "neither"_w;
}

/// Which claim each token lies in: the one with the fewest words, where claims lie in claims.
void index_tokens(Claims& claims, std::size_t tokens) {
  claims.of_token.assign(tokens, std::nullopt);
  claims.cue_of.assign(tokens, std::nullopt);
  std::vector<std::uint32_t> fewest(tokens, 0xFFFFFFFF);
  for (std::uint32_t c = 0; c < claims.words.size(); ++c) {
    std::uint32_t size = 0;
    for (const TokenRange piece : claims.words[c].content) size += piece.size();
    for (const TokenRange piece : claims.words[c].content)
      for (std::uint32_t i = piece.begin; i < piece.end; ++i)
        if (size < fewest[i]) {
          fewest[i] = size;
          claims.of_token[i] = ClaimId{c};
        }
    for (std::uint32_t i = claims.words[c].cue.begin; i < claims.words[c].cue.end; ++i) claims.cue_of[i] = ClaimId{c};
  }
}

}  // namespace

Claims find_claims(const Tree& tree, Entities& entities, const Report&, const Knowledge& knowledge) {
  Claims claims;
  std::vector<Attribution> attributions = find_attributions(tree, knowledge);
  complete_quotations(tree, attributions);
  add_nested(tree, attributions);
  std::erase_if(attributions, [&](const Attribution& a) { return is_said_by_nobody(tree, a); });
  for (Attribution& a : attributions) add(claims, tree.document(), std::move(a));
  index_tokens(claims, tree.document().tokens.size());
  find_speakers(tree, claims, entities, knowledge.cues);
  for (std::size_t c = 0; c < claims.list.size(); ++c) {
    claims.list[c].stance = stance_of(tree, claims.words[c], entities, knowledge.cues);
    claims.list[c].channel = channel_of(tree, claims.words[c], knowledge.cues);
  }
  resolve_first_person(tree, claims, entities);
  find_answers(tree, claims, entities);
  return claims;
}

}  // namespace sitrep
