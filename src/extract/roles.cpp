// SPDX-License-Identifier: Apache-2.0
#include "extract/roles.h"

#include <algorithm>
#include <unordered_map>

#include "extract/attribution_features.h"
#include "extract/phrases_of.h"
#include "extract/role_scores.h"

namespace sitrep {
namespace {

using Scores = std::array<float, role_outputs>;

std::uint64_t few(std::size_t n) { return n <= 3 ? n : n <= 5 ? 4 : n <= 8 ? 5 : 6; }

/// Of the roles; "none" scores 0.
RoleLikelihoods likelihoods(const Scores& z) {
  RoleLikelihoods p{};
  float highest = 0;
  for (std::size_t k = 0; k + 1 < roles_known; ++k) highest = std::max(highest, z[k]);
  p[0] = std::exp(-highest);
  float sum = p[0];
  for (std::size_t k = 0; k + 1 < roles_known; ++k) sum += p[k + 1] = std::exp(z[k] - highest);
  for (float& x : p) x /= sum;
  return p;
}

void add_scores(const Scores& report, const Scores& sentence, HashList& out) {
  for (std::size_t k = 0; k < role_outputs; ++k) {
    out.push_back(feature("report score"_w, k, score_bucket(report[k])));
    out.push_back(feature("sentence score"_w, k, score_bucket(sentence[k])));
  }
  out.push_back(feature("both scores"_w, score_bucket(report[0]), score_bucket(sentence[0])));
}

/// What the mentions of a cluster say together of one role.
struct Pooled {
  float best = 0, any = 0, mean = 0;
};

Pooled pooled(const RoleCluster& cluster, const std::vector<RoleLikelihoods>& of_candidate, std::size_t role) {
  Pooled p;
  float none = 1;
  for (const std::uint32_t c : cluster.candidates) {
    const float own = of_candidate[c][role];
    p.best = std::max(p.best, own);
    none *= 1 - own;
    p.mean += own / static_cast<float>(cluster.candidates.size());
  }
  p.any = 1 - none;
  return p;
}

/// The likelihoods of the few clusters of the report that have a role most likely.
using Leaders = std::array<float, 4>;

Leaders leaders_of(const std::vector<std::array<Pooled, roles_known>>& all, std::size_t role) {
  Leaders most{};
  for (const auto& cluster : all)
    if (const float own = cluster[role].any; own > most.back()) {
      most.back() = own;
      for (std::size_t i = most.size() - 1; i > 0 && most[i] > most[i - 1]; --i) std::swap(most[i], most[i - 1]);
    }
  return most;
}

/// How many of them have it more likely.
std::uint64_t rank_among(const Leaders& leaders, float own) {
  return static_cast<std::uint64_t>(std::count_if(leaders.begin(), leaders.end(), [&](float other) { return other > own; }));
}

/// From which likelihood on somebody has the role; where recall and precision balance.
constexpr RoleLikelihoods thresholds{1, .20F, .22F, .27F, .27F, .22F};

Role decided(const RoleLikelihoods& p) {
  Role best = Role::none;
  float lead = 1;
  for (std::size_t k = 1; k < roles_known; ++k)
    if (p[k] / thresholds[k] >= lead) lead = p[k] / thresholds[k], best = static_cast<Role>(k);
  return best;
}

EntityKind kind_for(Role role, const Token& head) {
  switch (role) {
    case Role::weapon: return EntityKind::weapon;
    case Role::target: return EntityKind::facility;
    case Role::perpetrator_organisation: return EntityKind::organisation;
    default: return head.entity == EntityLabel::PERSON ? EntityKind::person : EntityKind::people;
  }
}

class RoleFinder {
 public:
  RoleFinder(const RoleContext& context, Entities& entities) : c_(context), entities_(entities), features_(context), model_(context.knowledge.roles) {}

  Roles find() {
    score_text();
    const std::vector<RoleCandidate> candidates = role_candidates(c_.tree, c_.entities);
    const std::vector<RoleLikelihoods> likely = score_candidates(candidates);
    roles_.clusters = cluster_candidates(c_.tree, candidates);
    decide(candidates, likely);
    roles_.of_entity.resize(entities_.list.size(), RoleLikelihoods{1});
    for (const RoleCluster& cluster : roles_.clusters)
      if (cluster.entity) roles_.of_entity[cluster.entity->index] = cluster.likely;
    return std::move(roles_);
  }

 private:
  void score_text() {
    features_.of_report(hashes_);
    roles_.report = scores_of(model_.report, hashes_);
    for (std::uint32_t s = 0; s < c_.tree.document().sentences.size(); ++s) {
      hashes_.clear();
      features_.of_sentence(s, hashes_);
      roles_.sentences.push_back(scores_of(model_.sentence, hashes_));
    }
  }

  std::vector<RoleLikelihoods> score_candidates(const std::vector<RoleCandidate>& candidates) {
    std::vector<RoleLikelihoods> list;
    for (const RoleCandidate& candidate : candidates) {
      hashes_.clear();
      features_.of_candidate(candidate, hashes_);
      add_scores(roles_.report, roles_.sentences[c_.tree.document().sentence_of[candidate.head]], hashes_);
      std::sort(hashes_.begin(), hashes_.end());
      hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
      list.push_back(likelihoods(scores_of(model_.mention, hashes_)));
    }
    return list;
  }

  void decide(const std::vector<RoleCandidate>& candidates, const std::vector<RoleLikelihoods>& likely) {
    std::vector<std::array<Pooled, roles_known>> all(roles_.clusters.size());
    for (std::size_t i = 0; i < all.size(); ++i)
      for (std::size_t k = 1; k < roles_known; ++k) all[i][k] = pooled(roles_.clusters[i], likely, k);
    std::array<Leaders, roles_known> leaders{};
    for (std::size_t k = 1; k < roles_known; ++k) leaders[k] = leaders_of(all, k);
    for (std::size_t i = 0; i < all.size(); ++i) {
      RoleCluster& cluster = roles_.clusters[i];
      hashes_.clear();
      cluster_features(c_, cluster, hashes_);
      const std::uint64_t kind = hashes_.front();
      for (std::size_t k = 1; k < roles_known; ++k) {
        const std::uint64_t best = score_bucket(log_odds(all[i][k].best));
        hashes_.push_back(feature("best"_w, k, best));
        hashes_.push_back(feature("best kind"_w, k, best, kind));
        hashes_.push_back(feature("any"_w, k, score_bucket(log_odds(all[i][k].any))));
        hashes_.push_back(feature("mean"_w, k, score_bucket(log_odds(all[i][k].mean))));
        hashes_.push_back(feature("rank"_w, k, rank_among(leaders[k], all[i][k].any)));
        hashes_.push_back(feature("best report"_w, k, best, score_bucket(roles_.report[0])));
      }
      cluster.likely = likelihoods(scores_of(model_.entity, hashes_));
      cluster.role = decided(cluster.likely);
      cluster.head = candidates[cluster.candidates.front()].head;
      if (cluster.role == Role::none) continue;
      float most = 0;
      for (const std::uint32_t c : cluster.candidates)
        if (const float own = likely[c][static_cast<std::size_t>(cluster.role)]; own > most) most = own, cluster.head = candidates[c].head;
      if (!cluster.entity) make_entity(cluster, candidates);
    }
  }

  void make_entity(RoleCluster& cluster, const std::vector<RoleCandidate>& candidates) {
    const Document& d = c_.tree.document();
    Entity e;
    e.kind = kind_for(cluster.role, d.tokens[cluster.head]);
    for (const std::uint32_t c : cluster.candidates) e.mentions.push_back(d.span_of(candidates[c].phrase));
    const RoleCandidate& first = candidates[cluster.candidates.front()];
    e.name = std::string(d.span_of(naming_phrase(c_.tree, first.head, first.phrase)).of(d.text));
    cluster.entity = entities_.add(std::move(e), candidates[cluster.candidates.front()].head);
    for (const std::uint32_t c : cluster.candidates) entities_.at[candidates[c].head] = cluster.entity;
  }

  const RoleContext c_;
  Entities& entities_;
  const RoleFeatures features_;
  const RoleModel& model_;
  HashList hashes_;
  Roles roles_;
};

}  // namespace

std::vector<RoleCluster> cluster_candidates(const Tree& tree, const std::vector<RoleCandidate>& candidates) {
  std::vector<RoleCluster> list;
  std::unordered_map<std::uint64_t, std::size_t> place;  // by entity, or by the lemmas of the phrase
  for (std::uint32_t c = 0; c < candidates.size(); ++c) {
    std::uint64_t key = 0;
    if (candidates[c].entity) {
      key = candidates[c].entity->index;
    } else {
      const TokenRange phrase = bare_phrase(tree, candidates[c].phrase);
      key = static_cast<std::uint64_t>("phrase"_w);
      for (std::uint32_t i = phrase.begin; i < phrase.end; ++i) key = feature("phrase"_w, key, static_cast<std::uint64_t>(tree[i].lemma_hash));
    }
    const auto [at, is_new] = place.emplace(key, list.size());
    if (is_new) list.push_back({candidates[c].entity, {}, {}, Role::none, 0});
    list[at->second].candidates.push_back(c);
  }
  return list;
}

void cluster_features(const RoleContext& context, const RoleCluster& cluster, HashList& out) {
  std::uint64_t kind = 0;
  if (cluster.entity) {
    const EntityDetail& detail = context.entities.detail[cluster.entity->index];
    kind = 100 + static_cast<std::uint64_t>(context.entities.list[cluster.entity->index].kind) * 4 + detail.is_named * 2U + detail.is_plural;
  }
  out.push_back(feature("cluster kind"_w, kind));
  out.push_back(feature("cluster size"_w, few(cluster.candidates.size()), kind));
}

Roles find_roles(const RoleContext& context, Entities& entities) { return RoleFinder(context, entities).find(); }

}  // namespace sitrep
