// SPDX-License-Identifier: Apache-2.0
#include "extract/coreference.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "base/strings.h"
#include "extract/phrases_of.h"
#include "knowledge/offices.h"

namespace sitrep {
namespace {

constexpr std::uint32_t pronoun_reach = 3;   // sentences back
constexpr std::uint32_t nominal_reach = 30;  // sentences back
constexpr std::uint32_t memory = 3000;       // mentions back: some twenty pages; a book is no report, and would cost the square of its length

/// What a cluster knows of itself, gathered from its mentions.
struct Cluster {
  EntityKind kind{};
  Gender gender = Gender::unknown;
  bool is_plural = false;
  bool is_named = false;
  std::string folded;  // of persons and unknown organisations: the longest name
  std::string actor;
  std::string institution;
  std::string side;
  std::string title;
  std::string acronym;
  std::uint32_t last = 0;  // the latest mention
};

/// "Organization for Security and Cooperation in Europe" -> "osce"
std::string initials(std::string_view name) {
  std::string letters;
  for (const std::string_view w : split(name, ' '))
    if (!w.empty() && is_upper(w.front())) letters += to_lower(w.front());
  return letters;
}

bool is_acronym(std::string_view name) {
  return name.size() >= 2 && name.size() <= 8 && std::all_of(name.begin(), name.end(), [](char c) { return is_upper(c) || c == '-' || is_digit(c); });
}

class Linker {
 public:
  Linker(const Tree& tree, const std::vector<Mention>& mentions) : tree_(tree), mentions_(mentions), cluster_of_(mentions.size(), no_cluster) {}

  std::vector<std::uint32_t> link() {
    for (std::uint32_t i = 0; i < mentions_.size(); ++i) {
      linked_ = i;
      const std::uint32_t cluster = cluster_for(i);
      if (cluster == no_cluster && (mentions_[i].form == MentionForm::pronoun || mentions_[i].only_refers_back)) continue;
      if (cluster == no_cluster)
        start_cluster(i);
      else
        join(i, cluster);
    }
    return std::move(cluster_of_);
  }

 private:
  std::uint32_t cluster_for(std::uint32_t i) const {
    const Mention& m = mentions_[i];
    if (m.form == MentionForm::pronoun) return antecedent(i);
    if (!m.actor.empty()) {
      const auto known = latest_of_actor_.find(m.actor);
      return known == latest_of_actor_.end() ? no_cluster : known->second;
    }
    if (m.described)
      if (const std::uint32_t c = cluster_at_head(*m.described); c != no_cluster && clusters_[c].kind == EntityKind::person && !clusters_[c].is_named) return c;
    if (m.kind == EntityKind::person && m.form == MentionForm::name) return same_person(m);
    if (m.form == MentionForm::name) return same_name(i);
    if (m.owner) return no_cluster;  // "its forces" are whose "it" is, not those of whoever was named last
    if (!m.institution.empty()) return same_institution(m);
    if (appositive_of_name(i) != no_cluster) return appositive_of_name(i);
    if (m.kind == EntityKind::person && !m.title.empty() && !m.is_plural) return same_title(i);
    if (m.short_form != nullptr)
      if (const std::uint32_t c = meant_by_short_form(i); c != no_cluster) return c;
    if (m.is_definite) return same_noun(i);
    return no_cluster;
  }

  /// "the party" after "the Unity Party"; "the group" after "Hezbollah".
  std::uint32_t meant_by_short_form(std::uint32_t i) const {
    const std::string_view noun = tree_[mentions_[i].head].lower;
    const std::uint32_t by_name = latest([&](const Cluster& c) {
      const bool ends_with_it = c.folded.ends_with(" " + std::string(noun)) || c.institution.ends_with("_" + std::string(noun));
      return ends_with_it && c.kind != EntityKind::person && near(i, c, nominal_reach);
    });
    return by_name == no_cluster && !mentions_[i].short_form->kinds.empty() ? antecedent(i) : by_name;
  }

  /// The cluster mentioned last of those that fit.
  template <class Fits>
  std::uint32_t latest(Fits fits) const {
    for (std::uint32_t j = linked_; j-- > linked_ - std::min(linked_, memory);) {
      const std::uint32_t c = cluster_of_[j];
      if (c != no_cluster && clusters_[c].last == j && fits(clusters_[c])) return c;
    }
    return no_cluster;
  }

  std::uint32_t cluster_at_head(std::uint32_t head) const {
    const auto at = std::lower_bound(mentions_.begin(), mentions_.end(), head, [](const Mention& m, std::uint32_t h) { return m.head < h; });
    return at != mentions_.end() && at->head == head ? cluster_of_[static_cast<std::size_t>(at - mentions_.begin())] : no_cluster;
  }

  std::uint32_t same_person(const Mention& m) const {
    const std::string folded = folded_name(m.name);
    return latest([&](const Cluster& c) {
      return c.kind == EntityKind::person && c.is_named && names_agree(c.folded, folded) && (c.gender == Gender::unknown || m.gender == Gender::unknown || c.gender == m.gender);
    });
  }

  std::uint32_t same_name(std::uint32_t i) const {
    const Mention& m = mentions_[i];
    if (const std::uint32_t c = surname_alone(i); c != no_cluster) return c;
    const std::string folded = folded_name(m.name);
    const bool acronym = is_acronym(m.name);
    const std::string letters = initials(m.name);
    return latest([&](const Cluster& c) {
      if (!c.is_named || c.kind == EntityKind::person || !c.actor.empty()) return false;
      return c.folded == folded || (acronym && c.acronym == folded) || (!letters.empty() && letters.size() > 2 && letters == c.folded);
    });
  }

  /// "Marsh" after "Helen Marsh", though the recogniser sees no person in it.
  std::uint32_t surname_alone(std::uint32_t i) const {
    const Mention& m = mentions_[i];
    if (m.tokens.size() != 1 || tree_[m.head].entity == EntityLabel::FAC) return no_cluster;
    const std::string surname = " " + folded_name(m.name);
    return latest([&](const Cluster& c) { return c.kind == EntityKind::person && c.is_named && c.folded.ends_with(surname) && near(i, c, nominal_reach); });
  }

  /// "the ministry" after "the Armenian defence ministry"; "the army" of the same side.
  std::uint32_t same_institution(const Mention& m) const {
    const auto last_part = [](const std::string& key) { return key.substr(key.find_last_of('_') + 1); };
    const std::uint32_t exact = latest([&](const Cluster& c) { return c.institution == m.institution && (m.side.empty() || c.side == m.side || c.side.empty()); });
    if (exact != no_cluster || !m.side.empty()) return exact;
    return latest([&](const Cluster& c) { return !c.institution.empty() && last_part(c.institution) == last_part(m.institution); });
  }

  /// "E. Holm, the governor": the description joins the name beside it.
  std::uint32_t appositive_of_name(std::uint32_t i) const {
    const Mention& m = mentions_[i];
    const bool describes_next = std::any_of(mentions_.begin() + i, mentions_.begin() + std::min<std::size_t>(i + 6, mentions_.size()), [&](const Mention& other) { return other.described == m.head; });
    if (describes_next) return no_cluster;  // "Holm, the premier, Berg": the premier is Berg
    const auto named = [&](std::uint32_t c) { return c != no_cluster && clusters_[c].is_named && clusters_[c].kind == m.kind; };
    if (tree_[m.head].dep == Dep::appos)
      if (const std::uint32_t c = cluster_at_head(tree_.head(m.head)); named(c)) return c;
    return no_cluster;
  }

  /// "the governor" after "Governor E. Holm", when the side does not speak against it.
  std::uint32_t same_title(std::uint32_t i) const {
    const Mention& m = mentions_[i];
    if (!m.is_definite && m.owner == std::nullopt && m.side.empty()) return no_cluster;
    const auto ends_alike = [&](const std::string& title) { return title == m.title || title.ends_with(" " + m.title) || m.title.ends_with(" " + title); };
    return latest([&](const Cluster& c) {
      return c.kind == EntityKind::person && !c.is_plural && !c.title.empty() && ends_alike(c.title) && (m.side.empty() || c.side.empty() || c.side == m.side) &&
             near(i, c, nominal_reach);
    });
  }

  /// "the soldiers" after "Armenian soldiers": the same noun, no other side.
  std::uint32_t same_noun(std::uint32_t i) const {
    const Mention& m = mentions_[i];
    std::uint32_t best = no_cluster;
    for (std::uint32_t j = i; j-- > 0;) {
      const Mention& other = mentions_[j];
      if (cluster_of_[j] == no_cluster || other.form != MentionForm::nominal || other.kind != m.kind) continue;
      if (tree_[other.head].lemma_hash != tree_[m.head].lemma_hash || other.is_plural != m.is_plural) continue;
      if (!m.side.empty() && other.side != m.side) continue;
      if (has_count(other) != has_count(m) && has_count(m)) continue;
      if (!near(i, clusters_[cluster_of_[j]], nominal_reach)) break;
      best = cluster_of_[j];
      break;
    }
    return best;
  }

  bool has_count(const Mention& m) const { return tree_.has_child(m.head, Dep::nummod); }

  std::uint32_t sentence(std::uint32_t mention) const { return tree_.document().sentence_of[mentions_[mention].head]; }

  bool near(std::uint32_t i, const Cluster& c, std::uint32_t reach) const { return sentence(i) - sentence(c.last) <= reach; }

  /// "himself" is whoever acts in its clause.
  std::optional<std::uint32_t> subject_of_reflexive(std::uint32_t i) const {
    if (!tree_[mentions_[i].head].lower.ends_with("self") && !tree_[mentions_[i].head].lower.ends_with("selves")) return std::nullopt;
    std::uint32_t verb = tree_.head(mentions_[i].head);
    for (int steps = 0; steps < 3 && !tree_.is_root(verb) && !tree_.has_child(verb, Dep::nsubj); ++steps) verb = tree_.head(verb);
    const auto subject = tree_.child(verb, Dep::nsubj);
    if (!subject) return std::nullopt;
    const bool is_relative = tree_[*subject].tag == Tag::WP || tree_[*subject].tag == Tag::WDT;
    return is_relative ? tree_.head(verb) : *subject;
  }

  /// The best mention before a pronoun, by distance in sentences, role and nearness; no_cluster when nothing fits.
  std::uint32_t antecedent(std::uint32_t i) const {
    const Mention& m = mentions_[i];
    if (const auto subject = subject_of_reflexive(i)) return cluster_at_head(*subject);
    double best_score = 0;
    std::uint32_t best = no_cluster;
    for (std::uint32_t j = i; j-- > 0;) {
      const std::uint32_t back = sentence(i) - sentence(j);
      if (back > pronoun_reach) break;
      const std::uint32_t c = cluster_of_[j];
      if (c == no_cluster || !agrees(m, mentions_[j], clusters_[c]) || binds(i, j)) continue;
      // "them" is rather the soldiers than the ministry.
      const double score = salience(i, j, back) - (m.is_plural && !clusters_[c].is_plural ? 2.5 : 0.0);
      if (best == no_cluster || score > best_score) {
        best = c;
        best_score = score;
      }
    }
    return best;
  }

  static bool agrees(const Mention& m, const Mention& other, const Cluster& c) {
    const bool is_person = c.kind == EntityKind::person;
    if (other.form == MentionForm::demonym || c.kind == EntityKind::facility || c.kind == EntityKind::vehicle || c.kind == EntityKind::weapon) return false;
    if (m.short_form != nullptr) {
      const std::vector<EntityKind>& kinds = m.short_form->kinds;
      return c.is_named && c.institution.empty() && std::find(kinds.begin(), kinds.end(), c.kind) != kinds.end();
    }
    if (m.gender == Gender::male || m.gender == Gender::female)
      return is_person && !c.is_plural && (c.gender == Gender::unknown || c.gender == m.gender);
    if (m.gender == Gender::neuter)
      return !is_person && !c.is_plural && c.kind != EntityKind::people && c.kind != EntityKind::civilians;
    return c.is_plural || c.kind == EntityKind::people || c.kind == EntityKind::armed_group || c.kind == EntityKind::organisation || c.kind == EntityKind::armed_force;
  }

  /// "Armenia attacked it": an object pronoun is not the subject of its own verb.
  bool binds(std::uint32_t i, std::uint32_t j) const {
    const Token& pronoun = tree_[mentions_[i].head];
    const Token& other = tree_[mentions_[j].head];
    const bool object = pronoun.dep == Dep::dobj || pronoun.dep == Dep::dative;
    const bool subject = other.dep == Dep::nsubj || other.dep == Dep::nsubjpass;
    return object && subject && pronoun.head == other.head;
  }

  double salience(std::uint32_t i, std::uint32_t j, std::uint32_t back) const {
    const Token& t = tree_[mentions_[j].head];
    double score = -2.0 * back;
    if (t.dep == Dep::nsubj || t.dep == Dep::nsubjpass) score += 2.0;
    else if (t.dep == Dep::dobj || t.dep == Dep::agent) score += 0.7;
    else if (t.dep == Dep::poss) score += 0.3;
    if (mentions_[j].form == MentionForm::name) score += 0.5;
    if (mentions_[j].form == MentionForm::pronoun && mentions_[j].gender == mentions_[i].gender) score += 1.0;
    // A subject looks for a subject: "it said" after the one who said the sentence before.
    if (tree_[mentions_[i].head].dep == t.dep) score += 0.5;
    score -= 0.02 * (mentions_[i].head - mentions_[j].head);
    return score;
  }

  void start_cluster(std::uint32_t i) {
    cluster_of_[i] = static_cast<std::uint32_t>(clusters_.size());
    clusters_.emplace_back();
    clusters_.back().kind = mentions_[i].kind;
    clusters_.back().is_plural = mentions_[i].is_plural;
    note(i);
  }

  void join(std::uint32_t i, std::uint32_t cluster) {
    cluster_of_[i] = cluster;
    note(i);
  }

  void note(std::uint32_t i) {
    const Mention& m = mentions_[i];
    Cluster& c = clusters_[cluster_of_[i]];
    c.last = i;
    if (!c.actor.empty()) latest_of_actor_[c.actor] = cluster_of_[i];
    if (c.gender == Gender::unknown && m.gender != Gender::neuter) c.gender = m.gender;
    if (m.form == MentionForm::pronoun) return;
    if (m.form == MentionForm::name) {
      c.is_named = true;
      const std::string folded = folded_name(m.name);
      if (folded.size() > c.folded.size()) c.folded = folded;
      if (const std::string letters = initials(m.name); letters.size() > 1) c.acronym = letters;
    }
    if (c.actor.empty() && !m.actor.empty()) latest_of_actor_[c.actor = m.actor] = cluster_of_[i];
    if (c.institution.empty()) c.institution = m.institution;
    if (c.side.empty()) c.side = m.side;
    if (!m.title.empty()) c.title = m.title;
  }

  const Tree& tree_;
  const std::vector<Mention>& mentions_;
  std::vector<std::uint32_t> cluster_of_;
  std::vector<Cluster> clusters_;
  std::unordered_map<std::string, std::uint32_t> latest_of_actor_;
  std::uint32_t linked_ = 0;  // mentions
};

}  // namespace

std::vector<std::uint32_t> link_mentions(const Tree& tree, const std::vector<Mention>& mentions) { return Linker(tree, mentions).link(); }

}  // namespace sitrep
