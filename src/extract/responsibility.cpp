// SPDX-License-Identifier: Apache-2.0
#include "extract/responsibility.h"

#include "extract/modality.h"

namespace sitrep {
namespace {

bool takes_on(Word verb) { return verb == "claim"_w || verb == "take"_w || verb == "accept"_w || verb == "assume"_w || verb == "admit"_w; }

/// "The front claimed responsibility for the blast."
std::optional<EntityId> claimant(const Tree& tree, const Entities& entities, std::uint32_t responsibility) {
  const std::uint32_t verb = tree.head(responsibility);
  if (tree[responsibility].dep != Dep::dobj || !takes_on(tree[verb].lemma_hash) || is_negated(tree, verb)) return std::nullopt;
  const auto subject = tree.child(verb, Dep::nsubj);
  return subject ? entities.at_head(*subject) : std::nullopt;
}

/// "The front denied responsibility", "denied that it was behind the blast", "denied being responsible".
std::optional<EntityId> denier(const Tree& tree, const Entities& entities, std::uint32_t i) {
  const Token& t = tree[i];
  const bool is_noun_of_guilt = t.dep == Dep::dobj && (t.lemma_hash == "responsibility"_w || t.lemma_hash == "involvement"_w);
  const bool is_predicate = t.lower_hash == "responsible"_w || t.lower_hash == "behind"_w;
  if (!is_noun_of_guilt && !is_predicate) return std::nullopt;
  std::uint32_t verb = tree.head(i);
  if (is_predicate && (tree[verb].dep == Dep::ccomp || tree[verb].dep == Dep::xcomp)) verb = tree.head(verb);
  if (tree[verb].lemma_hash != "deny"_w || is_negated(tree, verb)) return std::nullopt;
  const auto subject = tree.child(verb, Dep::nsubj);
  return subject ? entities.at_head(*subject) : std::nullopt;
}

}  // namespace

std::vector<Responsible> find_responsible(const Tree& tree, const Entities& entities, const std::vector<FoundEvent>& events) {
  const auto& sentence_of = tree.document().sentence_of;
  std::vector<Responsible> list;
  for (std::uint32_t i = 0; i < tree.document().tokens.size(); ++i) {
    if (tree[i].lemma_hash == "responsibility"_w)
      if (const auto who = claimant(tree, entities, i)) list.push_back({*who, sentence_of[i], PerpetratorConfidence::claimed});
    if (const auto who = denier(tree, entities, i)) list.push_back({*who, sentence_of[i], PerpetratorConfidence::denied});
  }
  for (const FoundEvent& f : events) {
    if (f.event.type != EventType::ACCUSE || f.event.cameo != "112" || f.event.status != EventStatus::happened) continue;
    for (const EntityId who : f.event.targets) list.push_back({who, sentence_of[f.trigger], PerpetratorConfidence::accused});
  }
  return list;
}

}  // namespace sitrep
