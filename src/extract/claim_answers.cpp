// SPDX-License-Identifier: Apache-2.0
#include "extract/claim_answers.h"

#include <algorithm>

#include "extract/claim_speakers.h"

namespace sitrep {
namespace {

constexpr std::size_t claims_looked_back = 12;
constexpr std::size_t claims_around = 20;  // among which a claim held by another is looked for
constexpr Word replies[] = {"respond"_w, "reply"_w, "retort"_w, "counter"_w, "confirm"_w, "dispute"_w, "agree"_w, "answer"_w, "acknowledge"_w, "admit"_w};
constexpr Word claim_nouns[] = {"claim"_w, "accusation"_w, "allegation"_w, "charge"_w, "report"_w, "statement"_w, "suggestion"_w, "assertion"_w, "demand"_w, "threat"_w,
                                "it"_w, "this"_w, "that"_w, "them"_w, "these"_w, "responsibility"_w, "involvement"_w, "proposal"_w, "call"_w, "offer"_w, "ultimatum"_w};

template <std::size_t N>
bool is_among(Word w, const Word (&list)[N]) {
  return std::find(std::begin(list), std::end(list), w) != std::end(list);
}

class AnswerFinder {
 public:
  AnswerFinder(const Tree& tree, Claims& claims, const Entities& entities) : tree_(tree), claims_(claims), entities_(entities) {}

  void find() {
    for (std::size_t c = 0; c < claims_.list.size(); ++c) {
      if (!answers(c)) continue;
      auto about = held_by(c);
      for (std::size_t back = 1; !about && back <= std::min(c, claims_looked_back); ++back)
        if (is_answered(c - back, c)) about = ClaimId{static_cast<std::uint32_t>(c - back)};
      claims_.list[c].about = about;
    }
  }

 private:
  bool answers(std::size_t c) const {
    return claims_.list[c].stance == Stance::denies || is_among(tree_[claims_.words[c].cue_head].lemma_hash, replies);
  }

  /// "rejected Norland's claim that …": the claim in the content of the denial.
  std::optional<ClaimId> held_by(std::size_t c) const {
    const std::size_t end = std::min(claims_.list.size(), c + claims_around);
    for (std::size_t other = c - std::min(c, claims_around); other < end; ++other) {
      if (other == c) continue;
      const std::uint32_t cue = claims_.words[other].cue_head;
      const auto& content = claims_.words[c].content;
      if (std::any_of(content.begin(), content.end(), [&](TokenRange r) { return r.contains(cue); })) return ClaimId{static_cast<std::uint32_t>(other)};
    }
    return std::nullopt;
  }

  /// Another party's claim that speaks of the answerer's party, or an answer that only points back ("denied the claim").
  bool is_answered(std::size_t earlier, std::size_t answer) const {
    const Claim& said = claims_.list[earlier];
    const Claim& reply = claims_.list[answer];
    if (!said.speaker || !reply.speaker || is_same_party(*said.speaker, *reply.speaker) || said.stance == Stance::declines_comment) return false;
    if (speaks_of(earlier, *reply.speaker)) return true;
    const bool is_next = earlier + 1 == answer;
    return is_next && points_back(answer);
  }

  bool is_same_party(EntityId a, EntityId b) const {
    const std::string side = side_of(entities_, a);
    return a == b || (!side.empty() && side == side_of(entities_, b));
  }

  bool speaks_of(std::size_t claim, EntityId party) const {
    for (const TokenRange piece : claims_.words[claim].content)
      for (std::uint32_t i = piece.begin; i < piece.end; ++i)
        if (const auto entity = entities_.at_head(i); entity && is_same_party(*entity, party)) return true;
    return false;
  }

  bool points_back(std::size_t answer) const {
    const auto& content = claims_.words[answer].content;
    std::uint32_t words = 0;
    bool points = false;
    for (const TokenRange piece : content)
      for (std::uint32_t i = piece.begin; i < piece.end; ++i, ++words) points |= is_among(tree_[i].lemma_hash, claim_nouns) && !tree_.has_child(i, Dep::acl) && !tree_.has_child(i, Dep::ccomp);
    return points && words <= 8;
  }

  const Tree& tree_;
  Claims& claims_;
  const Entities& entities_;
};

}  // namespace

void find_answers(const Tree& tree, Claims& claims, const Entities& entities) { AnswerFinder(tree, claims, entities).find(); }

}  // namespace sitrep
